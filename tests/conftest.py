"""How the tests share two cores: folders whose fixtures are dear stay on one worker."""

from __future__ import annotations

from pathlib import Path

import pytest

_TOGETHER = {"ai", "journeys", "master", "cli"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        room = Path(item.path).parent.name
        if room in _TOGETHER:
            item.add_marker(pytest.mark.xdist_group(room))
