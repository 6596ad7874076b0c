"""What people do in the stories, in words the stories use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from playwright.sync_api import Page

from ieum.kernel import StandardKey
from ieum.lake import Lake


def log_in_as(page: Page, lake: Lake, key: StandardKey) -> None:
    """Finds the person by name and birth date, as a visitor of the demonstration would, and becomes them."""
    found = lake.query("SELECT name, birth_date FROM person WHERE standard_key = ?", [str(key)])
    name, born = found.row(0)
    page.goto("/demo")
    page.get_by_label("이름", exact=True).fill(name)
    page.get_by_label("생년월일").fill(born.isoformat())
    page.get_by_role("button", name="찾기").click()
    form = page.locator("form", has=page.locator(f'input[value="{key}"]'))
    assert name not in form.inner_text(), "names are masked"
    form.get_by_role("button").click()
    page.get_by_text("님으로 보는 중").wait_for()


def say(page: Page, sentence: str) -> None:
    """Writes a sentence into the box and sends it."""
    page.get_by_label("무슨 일이 있으셨나요?").fill(sentence)
    page.get_by_role("button", name="보내기").click()


def asked(page: Page) -> str:
    """The fact that the page asks about, or "" when it is no question."""
    field = page.locator('input[name="fact"]')
    return field.get_attribute("value") or "" if field.count() else ""


def answer_all(page: Page, answers: Mapping[str, str]) -> list[str]:
    """Answers question after question until there are none; returns what was asked, in order.

    answers: "yes", "no", a date, a number or a code by fact name; a fact that is not in it is answered 모르겠어요.
    """
    questions: list[str] = []
    while fact := asked(page):
        assert fact not in questions, f"asked twice: {fact}"
        questions.append(fact)
        reply = answers.get(fact)
        if reply is None:
            page.get_by_role("button", name="모르겠어요").click()
        elif reply in ("yes", "no"):
            page.get_by_role("button", name="예" if reply == "yes" else "아니요", exact=True).click()
        elif page.locator('input[type="radio"]').count():
            page.locator(f'input[type="radio"][value="{reply}"]').check()
            page.get_by_role("button", name="다음").click()
        else:
            page.locator("#value").fill(reply)
            page.get_by_role("button", name="다음").click()
    return questions


def card_of(page: Page, programme: str) -> str:
    """The words on a programme's card."""
    return page.locator(f"#{programme}").inner_text()


def walk_every_page(page: Page) -> Iterator[str]:
    """Visits every kind of page without log-in and yields its name while it is open."""
    yield "front page"
    page.get_by_role("button", name="보내기").click()
    yield "front page with an error"
    for path, name in (
        ("/cases", "no cases"),
        ("/cases/find", "find"),
        ("/demo", "demo log-in"),
        ("/nowhere", "404"),
    ):
        page.goto(path)
        yield name
    page.goto("/cases/find")
    page.get_by_label("접수번호").fill("IE-2026-000001-A")
    page.get_by_role("button", name="찾기").click()
    yield "find with an error"
    page.goto("/demo")
    page.get_by_role("button", name="찾기").click()
    yield "demo log-in with an error"
    page.goto("/")
    say(page, "Công ty không trả lương cho tôi")
    yield "topics in another language"
    page.goto("/")
    say(page, "회사에서 권고사직을 당했어요")
    kinds: set[str] = set()
    for _ in range(30):
        fact = asked(page)
        if not fact or kinds >= {"yes_no", "choice", "date", "number"}:
            break
        if page.locator(".two").count():
            kind = "yes_no"
        elif page.locator('input[type="radio"]').count():
            kind = "choice"
        else:
            kind = "date" if page.locator('input[type="date"]').count() else "number"
        if kind not in kinds:
            yield f"a question: {kind}"
            if kind == "number":
                page.locator("#value").fill("많이")
                page.get_by_role("button", name="다음").click()
                yield "a question with an error"
        kinds.add(kind)
        if fact == "able_and_willing":
            page.get_by_role("button", name="예", exact=True).click()
        else:
            page.get_by_role("button", name="모르겠어요").click()
    assert kinds >= {"yes_no", "date", "number"}
    page.get_by_role("link", name="지금까지 결과 보기").click()
    yield "a result with open questions"
    page.goto("/cases")
    yield "the list of cases"
