"""One trained router for the room's tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from ieum.ai import Router


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="session")
def router(models: Path) -> Router:
    return Router.load(models)
