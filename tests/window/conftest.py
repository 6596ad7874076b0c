"""A small country for the window's tests: built, loaded and keyed once, then only read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from ieum.benefits.scan import scan
from ieum.lake import Lake
from ieum.master import assign_keys
from ieum.window import records
from ieum.world import build

ON = date(2026, 11, 1)


@pytest.fixture(scope="session")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a lake of some hundred people."""
    data = tmp_path_factory.mktemp("country")
    build(600, 11, data / "world", on=ON)
    with Lake.open(data / "lake") as lake:
        lake.ingest(data / "world" / "extracts")
        assign_keys(lake)
        scan(lake, ON)
    return data


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the router is trained once for all tests."""
    return tmp_path_factory.mktemp("models")


@pytest.fixture(autouse=True)
def portal(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, models: Path) -> Iterator[None]:
    """Static files without the manifest, a data folder of its own (without a lake), a fixed day."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.IEUM_DATA = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    (tmp_path / "models").symlink_to(models)
    monkeypatch.setenv("IEUM_TODAY", ON.isoformat())
    records.forget_lake()
    yield
    records.forget_lake()


@pytest.fixture
def with_lake(settings: Any, country: Path, models: Path) -> Path:
    """The same, with the country's lake."""
    settings.IEUM_DATA = country
    if not (country / "models").exists():
        (country / "models").symlink_to(models)
    records.forget_lake()
    return country


@pytest.fixture
def visitor(db: None) -> Client:
    """A browser without log-in. Errors surface as tracebacks only where a test asks for them."""
    return Client(raise_request_exception=True)
