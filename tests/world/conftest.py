"""Two worlds, built once: a small one for stories and formats, a larger clean one for shares."""

from __future__ import annotations

from pathlib import Path

import pytest

from ieum.world import Dirt, WorldReport, build

SMALL, LARGE, SEED = 5_000, 30_000, 20261101


@pytest.fixture(scope="session")
def small_world(tmp_path_factory: pytest.TempPathFactory) -> WorldReport:
    return build(SMALL, SEED, tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def large_world(tmp_path_factory: pytest.TempPathFactory) -> WorldReport:
    return build(LARGE, SEED, tmp_path_factory.mktemp("large"), dirt=Dirt.none())


@pytest.fixture(scope="session")
def extracts(small_world: WorldReport) -> Path:
    return small_world.truth.parent / "extracts"
