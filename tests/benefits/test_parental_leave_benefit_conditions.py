"""Who may draw 육아휴직 급여, how long and until when: 고용보험법 제70·73조, 남녀고용평등법 제19조."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ieum.benefits import Entitlement, Value, Verdict
from tests.benefits.cases import ON, PARENT, failed, judge, leave_of, outputs

KEY = "parental_leave_benefit"


def judged(on: date = ON, /, without: tuple[str, ...] = (), **changes: Value) -> Entitlement:
    return judge(KEY, PARENT, on, without=without, **changes)


def total(**changes: Value) -> Value:
    return outputs(judged(**changes))["total"]


# --- 남녀고용평등법 제19조제2항: 1년, 1년 6개월 ---


@pytest.mark.parametrize(
    ("change", "months"),
    [
        ({}, 12),
        ({"partner_leave_months": 2}, 12),
        ({"partner_leave_months": 3}, 18),
        ({"partner_leave_three_months": True}, 18),  # three months whenever taken, not only before 18 months
        ({"lone_parent": True}, 18),
        ({"child_severely_disabled": True}, 18),
    ],
)
def test_eighteen_months_only_for_those_whom_the_act_names(change: dict[str, Value], months: int) -> None:
    granted = judged(**{**leave_of(18), "monthly_ordinary_wage": 1_000_000, **change})
    assert outputs(granted)["paid_months"] == months
    assert outputs(granted)["total"] == 6 * 1_000_000 + (months - 6) * 800_000


def test_not_more_than_eighteen_months_with_earlier_leave() -> None:
    granted = judged(lone_parent=True, prior_leave_months=10, **leave_of(12))
    assert outputs(granted)["paid_months"] == 8
    assert outputs(granted)["part_days"] == 0


def test_extension_facts_are_not_asked_within_the_first_year() -> None:
    granted = judged(without=("partner_leave_three_months", "child_severely_disabled"), **leave_of(11))
    assert granted.missing == ()


# --- 제70조제1항: 30일, 180일, 7일 ---


@pytest.mark.parametrize(
    ("end", "overlap", "verdict"),
    [
        (date(2026, 3, 29), 0, Verdict.NO),
        (date(2026, 3, 30), 0, Verdict.YES),  # 1 to 30 March
        (date(2026, 3, 31), 0, Verdict.YES),
        (date(2026, 3, 30), 1, Verdict.NO),  # days of maternity leave do not count
        (date(2026, 3, 31), 1, Verdict.YES),
    ],
)
def test_thirty_days_of_leave(end: date, overlap: int, verdict: Verdict) -> None:
    assert judged(parental_leave_end=end, maternity_overlap_days=overlap).verdict is verdict


@pytest.mark.parametrize(("days", "verdict"), [(179, Verdict.NO), (180, Verdict.YES), (181, Verdict.YES)])
def test_insured_unit_days_before_leave(days: int, verdict: Verdict) -> None:
    assert judged(insured_unit_days_before_leave=days).verdict is verdict


@pytest.mark.parametrize(
    ("start", "days", "short", "verdict"),
    [
        (date(2026, 8, 19), 7, True, Verdict.NO),  # the day before 법률 제21372호 entered into force
        (date(2026, 8, 20), 7, True, Verdict.YES),
        (date(2026, 8, 20), 6, True, Verdict.NO),
        (date(2026, 8, 20), 14, True, Verdict.YES),
        (date(2026, 8, 20), 14, False, Verdict.NO),
        (date(2026, 8, 20), 14, None, Verdict.UNKNOWN),
        (date(2026, 8, 20), 30, None, Verdict.YES),
    ],
)
def test_short_leave_since_20_august_2026(
    start: date, days: int, short: bool | None, verdict: Verdict
) -> None:
    granted = judged(
        parental_leave_start=start,
        parental_leave_end=start + timedelta(days=days - 1),
        short_child_care_leave=short,
    )
    assert granted.verdict is verdict


def test_a_week_is_paid_by_its_days() -> None:
    # 7 of the 31 days from 2026-08-20 to 09-19: 2,500,000 × 7 ÷ 31 = 564,516.1
    granted = judged(
        parental_leave_start=date(2026, 8, 20),
        parental_leave_end=date(2026, 8, 26),
        short_child_care_leave=True,
    )
    assert outputs(granted)["total"] == 564_516
    assert outputs(granted)["first_month_pay"] == 564_516


# --- 제70조제2항: 신청 기한 ---


@pytest.mark.parametrize(
    ("end", "last"),
    [
        (date(2026, 4, 30), date(2027, 4, 30)),
        (date(2027, 2, 28), date(2028, 2, 29)),  # from 1 March to the eve of 1 March
        (date(2028, 2, 29), date(2029, 2, 28)),
    ],
)
def test_claim_within_twelve_months_of_the_end(end: date, last: date) -> None:
    assert judged(last, parental_leave_end=end).deadline == last
    assert judged(last, parental_leave_end=end).verdict is Verdict.YES
    late = judged(last + timedelta(days=1), parental_leave_end=end)
    assert failed(late) == {"claimed_in_time"}


# --- 제73조: 이직, 취업 ---


@pytest.mark.parametrize(
    ("left", "months", "days", "pay"),
    [
        (date(2026, 4, 30), 2, 0, 2 * 2_500_000),
        (date(2026, 5, 10), 2, 10, 2 * 2_500_000 + 2_500_000 * 10 // 31),
        (date(2027, 3, 15), 12, 0, 23_100_000),  # left after the leave had ended
        (date(2025, 12, 31), 0, 0, 0),  # an earlier job's separation grants nothing
    ],
)
def test_leaving_the_job_ends_the_benefit(left: date, months: int, days: int, pay: int) -> None:
    granted = judged(left_job_during_leave=True, separation_date=left)
    assert outputs(granted)["paid_months"] == months
    assert outputs(granted)["part_days"] == days
    assert outputs(granted)["total"] == pay


def test_days_worked_elsewhere_are_not_paid() -> None:
    # 30 days' leave in April 2026 with 10 days of other work: 20 of 30 days.
    april = {"parental_leave_start": date(2026, 4, 1), "parental_leave_end": date(2026, 4, 30)}
    assert total(worked_days_during_leave=10, **april) == 2_500_000 * 20 // 30
    assert total(worked_days_during_leave=45, **april) == 0


# --- 경과조치와 모름 ---


def test_leave_begun_before_2025_is_not_guessed() -> None:
    granted = judged(
        date(2025, 6, 1),
        parental_leave_start=date(2024, 12, 31),
        parental_leave_end=date(2025, 6, 30),
        child_birth_date=date(2024, 6, 1),
    )
    assert granted.verdict is Verdict.YES
    assert outputs(granted)["total"] is None


@pytest.mark.parametrize(
    "name",
    ["parental_leave_taken", "parental_leave_start", "parental_leave_end", "insured_unit_days_before_leave"],
)
def test_an_unknown_fact_is_never_taken_for_no(name: str) -> None:
    case = judged(without=(name,))
    assert case.verdict is Verdict.UNKNOWN
    assert name in case.missing


def test_no_leave_no_benefit() -> None:
    assert failed(judged(parental_leave_taken=False)) == {"leave_granted"}


@pytest.mark.parametrize(
    ("change", "days"), [({}, 0), ({"partner_leave_months": 3}, 15), ({"lone_parent": True}, 15)]
)
def test_days_beyond_the_twelfth_month_are_paid_only_with_the_extension(
    change: dict[str, Value], days: int
) -> None:
    granted = judged(parental_leave_end=date(2027, 3, 15), **change)
    assert outputs(granted)["paid_months"] == 12
    assert outputs(granted)["part_days"] == days
