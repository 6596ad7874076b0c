"""구직급여: golden cases worked by hand from 고용보험법 제40·41·45·46·48·49·50·58조 and its 별표 1.

The table of 별표 1 since 2019-10-01 (days by insured years <1, 1–3, 3–5, 5–10, ≥10):
under 50: 120, 150, 180, 210, 240; 50 or over, or disabled: 120, 180, 210, 240, 270.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ieum.benefits import Entitlement, Value, Verdict
from tests.benefits.cases import LAID_OFF, ON, failed, judge, outputs

KEY = "job_seeking_benefit"


def judged(on: date = ON, /, without: tuple[str, ...] = (), **changes: Value) -> Entitlement:
    return judge(KEY, LAID_OFF, on, without=without, **changes)


def test_laid_off_worker_receives_the_floor_of_2026_for_150_days() -> None:
    # 60 % of 100,000 = 60,000 lies below the floor 10,320 × 8 h × 80 % = 66,048.
    entitlement = judged()
    assert entitlement.verdict is Verdict.YES
    assert outputs(entitlement) == {
        "total": 66_048 * 150,
        "daily_amount": 66_048,
        "payable_days": 150,
        "prescribed_days": 150,
        "first_paid_day": date(2026, 12, 1),  # reported on the 24th: seven days of waiting, 24th to 30th
    }
    assert entitlement.deadline == date(2027, 10, 31)
    assert entitlement.missing == ()


# --- 별표 1: 소정급여일수 ---

GENERAL = (120, 150, 180, 210, 240)
SENIOR = (120, 180, 210, 240, 270)


@pytest.mark.parametrize("row", range(5))
@pytest.mark.parametrize(
    ("born", "disabled", "days"),
    [
        (date(1990, 5, 1), False, GENERAL),
        (date(1990, 5, 1), True, SENIOR),
        (date(1976, 11, 1), False, GENERAL),  # turns 50 the day after separation
        (date(1976, 10, 31), False, SENIOR),  # turns 50 on the day of separation
        (date(1976, 10, 30), False, SENIOR),  # turned 50 the day before
        (date(1976, 10, 31), True, SENIOR),
        (date(1966, 10, 31), False, SENIOR),  # 60
    ],
)
def test_whole_table_of_prescribed_days(row: int, born: date, disabled: bool, days: tuple[int, ...]) -> None:
    # Insured from a year's 1 November to 31 October: exactly the years named; a day more at the start is over.
    first_year = (0, 1, 3, 5, 10)[row]
    for start in (date(2026 - first_year, 11, 1), date(2026 - first_year, 10, 31)):
        if row == 0:
            start = date(2025, 11, 2)  # one day under a year
        assert (
            outputs(judged(birth_date=born, disabled=disabled, insured_period_start=start))["prescribed_days"]
            == days[row]
        )


@pytest.mark.parametrize("years", [1, 3, 5, 10])
@pytest.mark.parametrize(("born", "days"), [(date(1990, 5, 1), GENERAL), (date(1970, 5, 1), SENIOR)])
def test_insured_period_one_day_under_on_and_over_each_year_boundary(
    years: int, born: date, days: tuple[int, ...]
) -> None:
    row = (1, 3, 5, 10).index(years)
    exact = date(2026 - years, 11, 1)  # 31 October is the last day of exactly that many years

    def granted(start: date) -> Value:
        return outputs(judged(birth_date=born, insured_period_start=start))["prescribed_days"]

    assert granted(exact + timedelta(days=1)) == days[row]
    assert granted(exact) == days[row + 1]
    assert granted(exact - timedelta(days=1)) == days[row + 1]


@pytest.mark.parametrize(
    ("start", "separation", "days"),
    [
        (date(2024, 2, 29), date(2025, 2, 27), 120),  # the year from 29 February runs out on 28 February
        (date(2024, 2, 29), date(2025, 2, 28), 150),
        (date(2024, 3, 1), date(2025, 2, 28), 150),  # 1 March to 28 February is a year
        (date(2023, 3, 1), date(2024, 2, 28), 120),  # leap year: a day is missing
        (date(2023, 3, 1), date(2024, 2, 29), 150),
        (date(2021, 3, 1), date(2024, 2, 28), 150),
        (date(2021, 3, 1), date(2024, 2, 29), 180),
    ],
)
def test_insured_period_over_29_february(start: date, separation: date, days: int) -> None:
    on = separation + timedelta(days=10)
    granted = judged(on, acquisition_date=start, insured_period_start=start, separation_date=separation)
    assert outputs(granted)["prescribed_days"] == days


@pytest.mark.parametrize(
    ("separation", "days"),
    [(date(2026, 2, 27), 150), (date(2026, 2, 28), 150), (date(2026, 3, 1), 180)],
)
def test_born_on_29_february_turns_fifty_on_1_march_of_a_common_year(separation: date, days: int) -> None:
    granted = judged(
        date(2026, 3, 10),
        birth_date=date(1976, 2, 29),
        separation_date=separation,
        insured_period_start=date(2024, 1, 1),
    )
    assert outputs(granted)["prescribed_days"] == days


def test_disability_unknown_leaves_days_open_but_not_the_verdict() -> None:
    granted = judged(without=("disabled",))
    assert granted.verdict is Verdict.YES
    assert outputs(granted)["prescribed_days"] is None
    assert granted.missing == ("disabled",)


def test_insured_years_unknown_leave_days_open_but_not_the_verdict() -> None:
    granted = judged(without=("insured_period_start",))
    assert granted.verdict is Verdict.YES
    assert outputs(granted)["total"] is None
    assert granted.missing == ("insured_period_start",)


def test_disability_matters_to_the_verdict_once_120_days_are_paid() -> None:
    granted = judged(without=("disabled",), benefit_days_already_paid=160)
    assert granted.verdict is Verdict.UNKNOWN  # 150 days are used up, 180 are not


def test_disability_does_not_matter_within_the_first_year() -> None:
    granted = judged(
        without=("disabled",), insured_period_start=date(2026, 1, 1), acquisition_date=date(2026, 1, 1)
    )
    assert outputs(granted)["prescribed_days"] == 120


# --- 제45조, 제46조: 하루 금액 ---

FLOOR_2024, FLOOR_2025, FLOOR_2026 = 63_104, 64_192, 66_048  # 9,860 / 10,030 / 10,320 × 8 × 80 %


@pytest.mark.parametrize(
    ("separation", "average", "amount"),
    [
        (date(2026, 10, 31), 110_079, FLOOR_2026),  # 60 % = 66,047.4: below the floor
        (date(2026, 10, 31), 110_080, FLOOR_2026),  # 60 % = 66,048: floor and share meet
        (date(2026, 10, 31), 110_082, 66_049),  # 66,049.2, fraction dropped
        (date(2026, 10, 31), 112_000, 67_200),
        (date(2026, 10, 31), 113_500, 68_100),  # at the ceiling
        (date(2026, 10, 31), 113_501, 68_100),
        (date(2026, 10, 31), 500_000, 68_100),
        (date(2026, 10, 31), 0, FLOOR_2026),
        (date(2026, 1, 1), 500_000, 68_100),  # 113,500 × 60 % from the first separation in 2026
        (date(2025, 12, 31), 500_000, 66_000),  # 부칙 제35934호 제4조: 110,000 × 60 %
        (date(2025, 12, 31), 90_000, FLOOR_2025),
        (date(2025, 12, 31), 106_987, FLOOR_2025),  # 64,192.2
        (date(2025, 12, 31), 106_989, 64_193),  # 64,193.4
        (date(2025, 12, 31), 110_001, 66_000),
    ],
)
def test_daily_amount_between_floor_and_ceiling_by_separation_date(
    separation: date, average: int, amount: int
) -> None:
    granted = judged(separation_date=separation, average_daily_wage=average, ordinary_daily_wage=0)
    assert outputs(granted)["daily_amount"] == amount


def test_ceiling_and_floor_follow_the_separation_not_the_day_of_claim() -> None:
    for on in (date(2025, 12, 31), date(2026, 1, 2), date(2026, 6, 30)):
        granted = judged(on, separation_date=date(2025, 12, 30), average_daily_wage=200_000)
        assert outputs(granted)["daily_amount"] == 66_000


@pytest.mark.parametrize(
    ("hours", "amount"),
    [
        (1, 30_000),  # 60 % of 50,000 exceeds the floor 8,256
        (3, 30_000),  # floor 10,320 × 3 × 80 % = 24,768
        (4, 33_024),  # 10,320 × 4 × 80 %
        (6, 49_536),  # 10,320 × 6 × 80 %
        (7, 57_792),
        (8, 66_048),
        (10, 66_048),  # contract hours beyond the legal eight do not raise the floor
    ],
)
def test_floor_falls_with_short_hours(hours: int, amount: int) -> None:
    granted = judged(daily_contract_hours=hours, average_daily_wage=50_000, ordinary_daily_wage=0)
    assert outputs(granted)["daily_amount"] == amount


def test_ordinary_wage_replaces_a_lower_average_wage() -> None:
    # Art. 45 (2): 112,000 × 60 % = 67,200.
    assert outputs(judged(average_daily_wage=90_000, ordinary_daily_wage=112_000))["daily_amount"] == 67_200


def test_daily_workers_base_is_the_average_wage_even_when_the_ordinary_is_higher() -> None:
    daily = judged(
        daily_worker=True,
        average_daily_wage=90_000,
        ordinary_daily_wage=112_000,
        recent_work_days=0,
        construction_daily_worker=False,
        restricted_separation_in_base_period=False,
    )
    assert outputs(daily)["daily_amount"] == 66_048


@pytest.mark.parametrize(
    ("separation", "amount"),
    [
        (date(2020, 12, 31), 60_120),  # 8,590 × 8 × 80 % = 54,976 < 8,350 × 8 × 90 % = 60,120
        (date(2021, 12, 31), 60_120),  # 55,808
        (date(2022, 12, 31), 60_120),  # 58,624
        (date(2023, 1, 1), 61_568),  # 9,620 × 8 × 80 %
        (date(2024, 6, 30), FLOOR_2024),
    ],
)
def test_floor_never_falls_below_that_before_october_2019(separation: date, amount: int) -> None:
    # 법률 제16557호 부칙 제8조제2항.
    start = date(2018, 1, 1)
    granted = judged(
        separation + timedelta(days=5),
        separation_date=separation,
        average_daily_wage=50_000,
        acquisition_date=start,
        insured_period_start=start,
    )
    assert outputs(granted)["daily_amount"] == amount


def test_unknown_wage_keeps_the_verdict_and_asks_for_the_wage() -> None:
    granted = judged(without=("average_daily_wage",))
    assert granted.verdict is Verdict.YES
    assert outputs(granted)["daily_amount"] is None
    assert granted.missing == ("average_daily_wage",)


# --- 제48조, 제49조: 수급기간과 대기기간 ---


@pytest.mark.parametrize(
    ("on", "payable"),
    [
        (date(2027, 5, 28), 150),  # paid from 4 June: 4 June to 31 October = 150 days
        (date(2027, 5, 29), 149),
        (date(2027, 10, 23), 2),  # paid on 30 and 31 October
        (date(2027, 10, 24), 1),
    ],
)
def test_late_report_leaves_fewer_days_within_twelve_months(on: date, payable: int) -> None:
    granted = judged(on)
    assert granted.verdict is Verdict.YES
    assert outputs(granted)["payable_days"] == payable
    assert outputs(granted)["total"] == 66_048 * payable


@pytest.mark.parametrize("on", [date(2027, 10, 25), date(2027, 10, 31)])
def test_report_in_the_last_week_leaves_nothing_after_waiting(on: date) -> None:
    granted = judged(on)
    assert granted.verdict is Verdict.NO
    assert failed(granted) == {"days_left"}


def test_receipt_period_ends_twelve_months_after_separation() -> None:
    assert "within_receipt_period" not in failed(judged(date(2027, 10, 31)))
    assert "within_receipt_period" in failed(judged(date(2027, 11, 1)))


@pytest.mark.parametrize(
    ("separation", "last"),
    [
        (date(2026, 3, 31), date(2027, 3, 31)),
        (date(2024, 2, 28), date(2025, 2, 28)),  # from 29 February: no corresponding day, so the month's last
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2023, 2, 28), date(2024, 2, 29)),  # from 1 March: to the day before the next 1 March
        (date(2025, 12, 31), date(2026, 12, 31)),
    ],
)
def test_receipt_period_over_february_by_the_civil_act(separation: date, last: date) -> None:
    start = separation - timedelta(days=800)
    at = {"separation_date": separation, "acquisition_date": start, "insured_period_start": start}
    assert judged(separation + timedelta(days=1), **at).deadline == last
    assert "within_receipt_period" not in failed(judged(last, **at))
    assert "within_receipt_period" in failed(judged(last + timedelta(days=1), **at))


def test_postponement_adds_its_days() -> None:
    # 2027-10-31 + 100 days = 2028-02-08; reported on 2027-11-24 it is paid from 1 December: 70 days are left.
    granted = judged(date(2027, 11, 24), receipt_period_postponed_days=100)
    assert granted.verdict is Verdict.YES
    assert outputs(granted)["payable_days"] == 31 + 31 + 8
    assert granted.deadline == date(2028, 2, 8)


def test_postponement_ends_four_years_after_separation() -> None:
    granted = judged(date(2030, 10, 1), receipt_period_postponed_days=1_461)
    assert granted.deadline == date(2030, 10, 31)
    assert outputs(granted)["payable_days"] == 24  # 8 to 31 October
    assert judged(date(2030, 11, 1), receipt_period_postponed_days=1_461).verdict is Verdict.NO


def test_unknown_postponement_is_not_taken_for_none() -> None:
    late = judged(date(2027, 11, 24), without=("receipt_period_postponed_days",))
    assert late.verdict is Verdict.UNKNOWN
    assert late.missing == ("receipt_period_postponed_days",)


def test_days_already_paid_are_taken_off() -> None:
    assert outputs(judged(benefit_days_already_paid=60))["payable_days"] == 90
    assert judged(benefit_days_already_paid=150).verdict is Verdict.NO


def test_on_the_last_day_the_period_has_not_passed_whatever_the_postponement() -> None:
    late = judged(date(2027, 10, 31), without=("receipt_period_postponed_days",))
    step = next(step for step in late.conditions if step.name == "within_receipt_period")
    assert step.value is True
