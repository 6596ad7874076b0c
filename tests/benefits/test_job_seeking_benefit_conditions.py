"""Who may draw 구직급여: 고용보험법 제10·40·41·58조, each condition on, under and over its bound."""

from __future__ import annotations

from datetime import date

import pytest

from ieum.benefits import Entitlement, Value, Verdict, assess
from tests.benefits.cases import LAID_OFF, ON, failed, judge, outputs

KEY = "job_seeking_benefit"


def judged(on: date = ON, /, without: tuple[str, ...] = (), **changes: Value) -> Entitlement:
    return judge(KEY, LAID_OFF, on, without=without, **changes)


# --- 제40조제1항제1호, 제2항: 피보험 단위기간 ---


@pytest.mark.parametrize(("days", "verdict"), [(179, Verdict.NO), (180, Verdict.YES), (181, Verdict.YES)])
def test_insured_unit_days_at_180(days: int, verdict: Verdict) -> None:
    regular = {"unpaid_absence_days": 0, "weekly_contract_hours": 40, "weekly_contract_days": 5}
    assert judged(insured_unit_days=days, **regular).verdict is verdict


@pytest.mark.parametrize(
    ("absent", "extended", "verdict"),
    [
        (29, 200, Verdict.NO),  # less than 30 days in a row does not lengthen the base period
        (30, 179, Verdict.NO),
        (30, 180, Verdict.YES),
        (365, 250, Verdict.YES),
        (0, 250, Verdict.NO),
        (None, 250, Verdict.UNKNOWN),
        (30, None, Verdict.UNKNOWN),
    ],
)
def test_unpaid_absence_lengthens_the_base_period(
    absent: int | None, extended: int | None, verdict: Verdict
) -> None:
    granted = judged(
        insured_unit_days=100,
        unpaid_absence_days=absent,
        insured_unit_days_extended=extended,
        weekly_contract_hours=40,
        weekly_contract_days=5,
    )
    assert granted.verdict is verdict


@pytest.mark.parametrize(
    ("hours", "week_days", "short_days", "days_24m", "verdict"),
    [
        (14, 2, 90, 180, Verdict.YES),
        (14, 2, 89, 180, Verdict.NO),
        (14, 2, 90, 179, Verdict.NO),
        (15, 2, 90, 180, Verdict.NO),  # fifteen hours is no longer ultra-short
        (14, 3, 90, 180, Verdict.NO),
        (14, 2, None, 180, Verdict.UNKNOWN),
        (15, None, None, None, Verdict.NO),  # the hours alone settle it
    ],
)
def test_ultra_short_workers_base_period_is_24_months(
    hours: int, week_days: int | None, short_days: int | None, days_24m: int | None, verdict: Verdict
) -> None:
    granted = judged(
        insured_unit_days=120,
        unpaid_absence_days=0,
        weekly_contract_hours=hours,
        weekly_contract_days=week_days,
        short_week_unit_days_24m=short_days,
        insured_unit_days_24m=days_24m,
        daily_contract_hours=7,
    )
    assert granted.verdict is verdict


def test_enough_ordinary_days_settle_it_without_asking_for_exceptions() -> None:
    granted = judged(insured_unit_days=180)
    assert granted.missing == ()


# --- 제58조: 이직 사유 ---


@pytest.mark.parametrize(
    ("code", "verdict"),
    [
        (22, Verdict.YES),
        (23, Verdict.YES),
        (31, Verdict.YES),
        (32, Verdict.YES),
        (41, Verdict.NO),
        (42, Verdict.NO),
        (11, Verdict.UNKNOWN),  # a just cause of 시행규칙 별표 2 may still exist
        (26, Verdict.UNKNOWN),  # whether the misconduct was serious is not known
        (None, Verdict.UNKNOWN),
    ],
)
def test_loss_reason_codes(code: int | None, verdict: Verdict) -> None:
    assert judged(separation_reason_code=code).verdict is verdict


@pytest.mark.parametrize("cause", range(13))
def test_resignation_needs_a_just_cause(cause: int) -> None:
    granted = judged(separation_reason_code=11, just_cause=cause)
    assert granted.verdict is (Verdict.YES if cause else Verdict.NO)


@pytest.mark.parametrize(("serious", "verdict"), [(True, Verdict.NO), (False, Verdict.YES)])
def test_dismissal_bars_only_for_serious_misconduct(serious: bool, verdict: Verdict) -> None:
    assert judged(separation_reason_code=26, serious_misconduct=serious).verdict is verdict


def test_separation_for_unpaid_wages_counts_as_involuntary() -> None:
    assert judged(separation_reason_code=11, just_cause=1).verdict is Verdict.YES


def test_reason_12_does_not_help_someone_who_says_no_just_cause_applied() -> None:
    assert judged(separation_reason_code=12, just_cause=0).verdict is not Verdict.YES


# --- 제10조: 65세 ---


@pytest.mark.parametrize(
    ("hired", "continuous", "verdict"),
    [
        (date(2025, 10, 31), None, Verdict.YES),  # the day before the 65th birthday
        (date(2025, 11, 1), None, Verdict.UNKNOWN),  # on the birthday: insured before that?
        (date(2025, 11, 1), True, Verdict.YES),
        (date(2025, 11, 1), False, Verdict.NO),
        (date(2025, 11, 2), False, Verdict.NO),
    ],
)
def test_hired_around_the_65th_birthday(hired: date, continuous: bool | None, verdict: Verdict) -> None:
    granted = judged(
        birth_date=date(1960, 11, 1),
        acquisition_date=hired,
        insured_period_start=hired,
        insured_before_65_continuously=continuous,
    )
    assert granted.verdict is verdict


# --- 제40조제1항제5호·제6호: 일용근로자 ---

DAILY: dict[str, Value] = {
    "daily_worker": True,
    "construction_daily_worker": False,
    "no_work_for_14_days": False,
    "restricted_separation_in_base_period": False,
    "recent_work_days": 0,
}


@pytest.mark.parametrize(
    ("on", "worked", "verdict"),
    [
        # 1 October to 24 November is 31 + 24 = 55 days: a third is 18⅓.
        (date(2026, 11, 24), 18, Verdict.YES),
        (date(2026, 11, 24), 19, Verdict.NO),
        # 1 October to 23 November is 54 days: 18 is exactly a third, not below it.
        (date(2026, 11, 23), 17, Verdict.YES),
        (date(2026, 11, 23), 18, Verdict.NO),
        # 1 February to 2 March 2027 is 28 + 2 = 30 days.
        (date(2027, 3, 2), 9, Verdict.YES),
        (date(2027, 3, 2), 10, Verdict.NO),
        # 1 December to 1 January: the month before lies in the year before; 32 days.
        (date(2027, 1, 1), 10, Verdict.YES),
        (date(2027, 1, 1), 11, Verdict.NO),
    ],
)
def test_daily_worker_worked_less_than_a_third_of_the_days(on: date, worked: int, verdict: Verdict) -> None:
    assert judged(on, **(DAILY | {"recent_work_days": worked})).verdict is verdict


@pytest.mark.parametrize(
    ("construction", "idle", "verdict"),
    [
        (True, True, Verdict.YES),
        (True, False, Verdict.NO),
        (False, True, Verdict.NO),
        (True, None, Verdict.UNKNOWN),
        (None, False, Verdict.NO),
    ],
)
def test_construction_daily_worker_idle_for_14_days(
    construction: bool | None, idle: bool | None, verdict: Verdict
) -> None:
    granted = judged(
        **(
            DAILY
            | {"recent_work_days": 30, "construction_daily_worker": construction, "no_work_for_14_days": idle}
        )
    )
    assert granted.verdict is verdict


def test_construction_daily_worker_has_no_waiting_days() -> None:
    granted = judged(**(DAILY | {"construction_daily_worker": True}))
    assert outputs(granted)["first_paid_day"] == ON


def test_other_daily_worker_waits_seven_days() -> None:
    assert outputs(judged(**DAILY))["first_paid_day"] == date(2026, 12, 1)


@pytest.mark.parametrize(("days", "verdict"), [(89, Verdict.NO), (90, Verdict.YES), (None, Verdict.UNKNOWN)])
def test_daily_worker_after_a_restricted_separation_needs_90_daily_days(
    days: int | None, verdict: Verdict
) -> None:
    granted = judged(
        **(DAILY | {"restricted_separation_in_base_period": True, "daily_worker_unit_days": days})
    )
    assert granted.verdict is verdict


def test_daily_workers_rules_do_not_touch_others() -> None:
    granted = judged(recent_work_days=50, restricted_separation_in_base_period=True, daily_worker_unit_days=0)
    assert granted.verdict is Verdict.YES


# --- 실업, 모름 ---


@pytest.mark.parametrize(
    ("change", "step"),
    [
        ({"employed": True}, "out_of_work"),
        ({"able_and_willing": False}, "looking_for_work"),
    ],
)
def test_each_condition_of_unemployment_is_named(change: dict[str, Value], step: str) -> None:
    denied = judged(**change)
    assert denied.verdict is Verdict.NO
    assert failed(denied) == {step}


@pytest.mark.parametrize(
    "name",
    [
        "birth_date",
        "employed",
        "able_and_willing",
        "separation_date",
        "separation_reason_code",
        "insured_unit_days",
        "acquisition_date",
        "daily_worker",
        "benefit_days_already_paid",
    ],
)
def test_an_unknown_fact_is_never_taken_for_no(name: str) -> None:
    granted = judged(without=(name,))
    assert granted.verdict is Verdict.UNKNOWN
    assert name in granted.missing
    assert failed(granted) == set()


def test_nothing_known_is_unknown_and_asks() -> None:
    assessment = assess({}, ON, [KEY])
    assert assessment.of(KEY).verdict is Verdict.UNKNOWN
    assert assessment.questions


def test_judgement_for_a_separation_before_the_table_of_2019_is_not_guessed() -> None:
    separation, start = date(2019, 9, 30), date(2017, 1, 1)
    granted = judged(
        date(2019, 11, 1), separation_date=separation, acquisition_date=start, insured_period_start=start
    )
    assert outputs(granted)["daily_amount"] is None
    assert any("등록되어 있지 않아" in caution for caution in granted.cautions)
