"""A country, a real server over it, and a real browser: each made once for all journeys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from ieum.ai import Router
from ieum.lake import Lake
from ieum.master import assign_keys
from ieum.world import build
from tests.window.serving import Server

ON = date(2026, 11, 1)
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@pytest.fixture(scope="session")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a country of 4,000 people, loaded and keyed, with a trained router."""
    data = tmp_path_factory.mktemp("journeys")
    build(4_000, 7, data / "world", on=ON)
    with Lake.open(data / "lake") as lake:
        lake.ingest(data / "world" / "extracts")
        assign_keys(lake)
    Router.load(data / "models")
    return data


@pytest.fixture(scope="session")
def lake(country: Path) -> Iterator[Lake]:
    with Lake.open(country / "lake", read_only=True) as lake:
        yield lake


@pytest.fixture(scope="session")
def server(country: Path) -> Iterator[Server]:
    with Server(country, today=ON.isoformat()) as server:
        yield server


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("needs Debian's chromium (apt install chromium fonts-noto-cjk)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, server: Server) -> Iterator[Callable[..., Page]]:
    """Opens a new browser profile on the front page: 360 px wide, with JavaScript, unless told otherwise."""
    contexts = []

    def new(width: int = 360, *, script: bool = True, dark: bool = False) -> Page:
        context = chromium.new_context(
            base_url=server.url,
            viewport={"width": width, "height": 780},
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
            locale="ko-KR",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.goto("/")
        return page

    yield new
    for context in contexts:
        context.close()
