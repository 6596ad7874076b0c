"""Four people, from one sentence to all that the law grants them. Sums are worked out here, not by the engine."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

from ieum.benefits import Value
from ieum.benefits.holdings import look_up
from ieum.kernel import StandardKey, whole_years
from ieum.lake import Lake
from tests.journeys.acting import answer_all, asked, card_of, log_in_as, say
from tests.journeys.conftest import ON

pytestmark = pytest.mark.journey
Open = Callable[..., Page]

# 고용보험법 별표 1: prescribed days by insured years (under 1, 3, 5, 10, and more); True: 50 and over, or disabled
DAYS = {False: (120, 150, 180, 210, 240), True: (120, 180, 210, 240, 270)}
MINIMUM_HOURLY_WAGE_2026 = 10_320
CAP_ON_DAILY_BENEFIT_2026 = 68_100


def people(lake: Lake, sql: str) -> Iterator[tuple[StandardKey, dict[str, Value]]]:
    for key in lake.query(sql)["standard_key"]:
        yield StandardKey(key), dict(look_up(lake, StandardKey(key), ON).facts)


def number(value: Value) -> int:
    assert isinstance(value, int)
    return value


def day(value: Value) -> date:
    assert isinstance(value, date)
    return value


def test_a_laid_off_worker_with_two_months_unpaid_gets_benefit_and_wages(open_page: Open, lake: Lake) -> None:
    def suits(facts: dict[str, Value]) -> bool:
        return (
            facts.get("employed") is False
            and facts.get("has_arrears") is True
            and facts.get("arrears_confirmed") is True
            and facts.get("separation_reason_code") in (22, 23)
            and facts.get("daily_worker") is False
            and facts.get("daily_contract_hours") == 8
            and number(facts.get("insured_unit_days") or 0) >= 180
            and day(facts["separation_date"]) >= date(2026, 7, 1)
            and number(facts["birth_date"] is not None and whole_years(day(facts["birth_date"]), ON)) < 50
        )

    key, facts = next(
        (key, facts)
        for key, facts in people(
            lake,
            "SELECT DISTINCT standard_key FROM person_record JOIN person USING (standard_key) "
            "WHERE feed = 'wage_arrears' AND record_id IN (SELECT record_id FROM arrears "
            "WHERE retired_on >= '2026-07-01') ORDER BY standard_key",
        )
        if suits(facts)
    )
    wage = max(number(facts["average_daily_wage"]), number(facts.get("ordinary_daily_wage") or 0))
    floor = MINIMUM_HOURLY_WAGE_2026 * 8 * 80 // 100
    daily = min(max(wage * 60 // 100, floor), CAP_ON_DAILY_BENEFIT_2026)
    left_after = date.fromordinal(day(facts["separation_date"]).toordinal() + 1)
    years = whole_years(day(facts["insured_period_start"]), left_after)
    days = DAYS[facts.get("disabled") is True][sum(years >= limit for limit in (1, 3, 5, 10))]
    unpaid = min(number(facts["unpaid_wages"]) + number(facts["unpaid_shutdown_allowance"]), 7_000_000)
    severance = min(number(facts["unpaid_severance"]), 7_000_000)
    substitute = min(unpaid + severance, 10_000_000) - number(facts["insolvency_payment_received"])

    page = open_page()
    log_in_as(page, lake, key)
    say(page, "회사가 어려워져서 해고됐는데 월급도 두 달치 못 받았어요.")
    questions = answer_all(
        page,
        {"able_and_willing": "yes", "benefit_days_already_paid": "0", "receipt_period_postponed_days": "0"},
    )
    assert "able_and_willing" in questions
    assert len(questions) <= 6, "what the state holds is not asked"

    benefit = card_of(page, "job_seeking_benefit")
    assert "받을 수 있어요" in benefit
    assert f"{daily * days:,}원" in benefit
    assert f"{daily:,}원" in benefit
    assert f"{days}일" in benefit
    assert "고용보험법 제40조제1항" in benefit
    wages = card_of(page, "simple_substitute_payment")
    assert "받을 수 있어요" in wages
    assert f"{substitute:,}원" in wages
    assert "확인하지 못한 값" in wages, "an amount fixed by a notice that is not at hand is said to be so"
    page.get_by_text("기관의 기록에서 찾은 것").click()
    assert "고용노동부 임금체불 신고 자료" in page.locator("main").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    keep_screenshots(page)


def keep_screenshots(page: Page) -> None:
    """With IEUM_SCREENSHOTS=docs/images, keeps the top of the result page at 360 and 1280 px for the documents."""
    folder = os.environ.get("IEUM_SCREENSHOTS")
    for width, height in ((360, 1900), (1280, 1700)) if folder else ():
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=Path(folder or "") / f"result-{width}.png")


def test_a_parent_whose_partner_also_takes_leave_gets_six_plus_six_without_javascript(
    open_page: Open,
) -> None:
    answers = {
        "parental_leave_taken": "yes",
        "child_birth_date": "2025-12-20",
        "parental_leave_start": "2026-03-01",
        "parental_leave_end": "2027-02-28",
        "monthly_ordinary_wage": "4,000,000",
        "partner_leave_months": "6",
        "partner_leave_three_months": "yes",
        "insured_unit_days_before_leave": "400",
        "maternity_overlap_days": "0",
        "prior_leave_months": "0",
        "employer_monthly_pay": "0",
        "worked_days_during_leave": "0",
        "short_child_care_leave": "no",
        "lone_parent": "no",
        "left_job_during_leave": "no",
        "child_severely_disabled": "no",
    }
    ceilings = (
        2_500_000,
        2_500_000,
        3_000_000,
        3_500_000,
        4_000_000,
        4_500_000,
    )  # 시행령 제95조의3, both parents
    both = sum(min(4_000_000, ceiling) for ceiling in ceilings)
    later = 6 * min(4_000_000 * 80 // 100, 1_600_000)  # 시행령 제95조제1항제3호
    assert both + later == 29_100_000

    page = open_page(script=False)
    say(page, "10개월 된 아기를 키우며 육아휴직 중이고, 남편도 같이 육아휴직을 합니다.")
    assert "육아휴직 이야기로 이해했습니다" in " ".join(page.locator("main").inner_text().split()).replace(
        " (거의 확실합니다)", ""
    ).replace(" (아마 맞을 것입니다)", "")
    first = asked(page)
    page.get_by_role("button", name="예" if answers[first] == "yes" else "다음").click()
    page.get_by_role("button", name="이전 질문으로").click()
    assert asked(page) == first, "going back asks the same question again"
    questions = answer_all(page, answers)
    assert not set(questions) - set(answers), "nothing is asked that does not bear on the leave"

    card = card_of(page, "parental_leave_benefit")
    assert "받을 수 있어요" in card
    assert f"{both + later:,}원" in card
    assert "고용보험법 시행령 제95조의3" in card


def test_a_young_first_time_job_seeker_is_served_by_keyboard_alone(open_page: Open, lake: Lake) -> None:
    key, facts = next(
        (key, facts)
        for key, facts in people(
            lake,
            "SELECT standard_key FROM person WHERE alive AND birth_date BETWEEN '1998-01-01' AND '2004-12-31' "
            "AND standard_key NOT IN (SELECT standard_key FROM person_record WHERE feed = 'insurance_history') "
            "ORDER BY standard_key",
        )
        if facts.get("student") is False
        and facts.get("livelihood_benefit") is False
        and number(facts.get("household_monthly_income") or 0) < 1_000_000
        and facts.get("household_monthly_income") is not None
        and number(facts.get("household_property") or 0) < 300_000_000
    )
    dependants = min(number(facts.get("dependants") or 0), 4)
    amount = 6 * (600_000 + 100_000 * dependants)

    page = open_page()
    log_in_as(page, lake, key)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "sentence"
    page.keyboard.type("대학을 졸업하고 처음 일자리를 찾고 있어요. 취업 지원을 받고 싶어요.")
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none", "the focus can be seen"
    page.keyboard.press("Enter")
    page.locator("#answer").wait_for()
    replies = {"able_and_willing": "예", "employed": "아니요"}
    for _ in range(20):
        fact = asked(page)
        if not fact:
            break
        if page.locator("#value").count():
            tab_to(page, "value")
            page.keyboard.type("0")
        else:
            tab_to(page, replies.get(fact, "아니요"))
        with page.expect_navigation():
            page.keyboard.press("Enter")
    card = card_of(page, "national_employment_support_1")
    assert "받을 수 있어요" in card
    assert f"{amount:,}원" in card
    assert "6개월" in card


def tab_to(page: Page, target: str) -> None:
    """Presses Tab until the element with that id, or the button with that text, has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(
            "t => document.activeElement.id === t || document.activeElement.textContent.trim() === t", target
        ):
            return
    raise AssertionError(f"{target} cannot be reached by Tab")


def test_someone_who_qualifies_for_nothing_is_told_why_and_what_else_helps(
    open_page: Open, lake: Lake
) -> None:
    key, facts = next(
        (key, facts)
        for key, facts in people(
            lake,
            "SELECT DISTINCT standard_key FROM person JOIN person_record USING (standard_key) WHERE alive "
            "AND feed = 'insurance_history' AND birth_date BETWEEN '1970-01-01' AND '1990-01-01' ORDER BY standard_key",
        )
        if facts.get("employed") is True
        and not facts.get("has_arrears")
        and not facts.get("parental_leave_taken")
    )
    assert facts["employed"] is True
    page = open_page()
    log_in_as(page, lake, key)
    say(page, "회사 다니기가 힘든데 실업급여를 받을 수 있나요?")
    answer_all(page, {"able_and_willing": "yes"})
    main = page.locator("main").inner_text()
    assert "지금 확인된 것으로는 받을 수 있는 것이 없습니다" in main
    benefit = card_of(page, "job_seeking_benefit")
    assert "지금은 받을 수 없어요" in benefit
    assert "맞지 않은 조건" in benefit
    assert "고용보험법 제40조제1항제2호" in benefit
    assert "이런 도움은 받으실 수 있습니다" in main
    assert "고용센터" in main
    assert page.get_by_role("link", name="1350").first.get_attribute("href") == "tel:1350"
