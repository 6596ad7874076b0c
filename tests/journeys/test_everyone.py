"""Every page, for everyone: no serious axe violation, nothing cut off, nothing too small to hit, in light and dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.acting import walk_every_page

pytestmark = pytest.mark.journey

TOO_SMALL = """() => [...document.querySelectorAll('a, button, summary, select, textarea, input:not([type=hidden])')]
  .filter(e => e.type !== 'radio' && !e.classList.contains('skip'))
  .filter(e => { const box = e.getBoundingClientRect(); return box.width > 0 && (box.height < 44 || box.width < 24); })
  .map(e => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize(("width", "dark"), [(320, False), (360, True), (1280, False)])
def test_every_page_is_open_to_everyone(open_page: Callable[..., Page], width: int, dark: bool) -> None:
    page = open_page(width, dark=dark)
    complaints: list[str] = []
    page.on(
        "console",
        lambda message: complaints.append(message.text) if "Security Policy" in message.text else None,
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    axe = Axe()
    visited = 0
    for name in walk_every_page(page):
        visited += 1
        found = axe.run(page).response["violations"]
        serious = [
            (v["id"], [n["html"][:150] for n in v["nodes"][:3]])
            for v in found
            if v["impact"] in ("serious", "critical")
        ]
        assert not serious, f"{name} at {width} px: {serious}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (
            f"{name} is wider than {width} px"
        )
        assert page.evaluate(TOO_SMALL) == [], f"{name} at {width} px"
        assert page.evaluate("document.querySelectorAll('h1').length") == 1, name
        assert page.evaluate("document.documentElement.lang") == "ko"
    assert visited >= 13
    assert not complaints, complaints


def test_the_draft_outlives_a_reload_and_is_gone_once_it_is_sent(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.locator("#sentence").press_sequentially("월급을 두 달")
    assert page.locator("#counter").inner_text() == "7 / 4000자"
    page.reload()
    assert page.locator("#sentence").input_value() == "월급을 두 달"
    page.get_by_role("button", name="보내기").click()
    page.goto("/")
    assert page.locator("#sentence").input_value() == ""


def test_an_example_fills_the_box_with_javascript_and_is_sent_without(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.locator(".example").first.click()
    assert page.locator("#sentence").input_value().startswith("다니던 공장이")
    plain = open_page(script=False)
    plain.locator(".example").first.click()
    assert "/cases/IE-" in plain.url


def test_the_result_prints_with_every_reason_open(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.locator("#sentence").fill("회사에서 권고사직을 당했어요")
    page.get_by_role("button", name="보내기").click()
    page.get_by_role("link", name="지금까지 결과 보기").click()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("document.querySelectorAll('details:not([open])').length") == 0
    page.emulate_media(media="print")
    assert page.locator("nav[aria-label='주요 메뉴']").is_hidden()
    assert page.locator(".codes").is_visible()
