"""육아휴직 급여: golden cases worked by hand from 고용보험법 제70·73조, 시행령 제95·95조의3·98조.

Monthly pay is the ordinary wage within a floor of 700,000 and a ceiling of 2,500,000 (months 1–3), 2,000,000 (4–6);
from month 7 it is 80 % of the wage within 700,000 and 1,600,000.
"""

from __future__ import annotations

from datetime import date

import pytest

from ieum.benefits import Entitlement, Value, Verdict
from tests.benefits.cases import ON, PARENT, judge, leave_of, outputs

KEY = "parental_leave_benefit"


def judged(on: date = ON, /, without: tuple[str, ...] = (), **changes: Value) -> Entitlement:
    return judge(KEY, PARENT, on, without=without, **changes)


def total(**changes: Value) -> Value:
    return outputs(judged(**changes))["total"]


# --- 제95조제1항: 월별 금액 ---


@pytest.mark.parametrize(
    ("wage", "year"),
    [
        (3_000_000, 3 * 2_500_000 + 3 * 2_000_000 + 6 * 1_600_000),  # 80 % = 2,400,000: ceilings throughout
        (2_500_000, 3 * 2_500_000 + 3 * 2_000_000 + 6 * 1_600_000),
        (2_499_999, 3 * 2_499_999 + 3 * 2_000_000 + 6 * 1_600_000),
        (2_000_000, 3 * 2_000_000 + 3 * 2_000_000 + 6 * 1_600_000),  # 80 % is exactly the ceiling
        (1_999_999, 3 * 1_999_999 + 3 * 1_999_999 + 6 * 1_599_999),  # 80 % = 1,599,999.2
        (1_500_000, 6 * 1_500_000 + 6 * 1_200_000),
        (875_000, 6 * 875_000 + 6 * 700_000),  # 80 % is exactly the floor
        (874_999, 6 * 874_999 + 6 * 700_000),
        (700_000, 6 * 700_000 + 6 * 700_000),
        (699_999, 12 * 700_000),  # the floor: the employer pays nothing, so art. 98 takes nothing off
        (500_000, 12 * 700_000),
    ],
)
def test_a_year_of_leave_by_ordinary_wage(wage: int, year: int) -> None:
    granted = judged(monthly_ordinary_wage=wage)
    assert granted.verdict is Verdict.YES
    assert outputs(granted)["total"] == year
    assert (outputs(granted)["paid_months"], outputs(granted)["part_days"]) == (12, 0)


@pytest.mark.parametrize(
    ("months", "millions"),
    [
        (1, 2.5),
        (2, 5.0),
        (3, 7.5),
        (4, 9.5),
        (5, 11.5),
        (6, 13.5),
        (7, 15.1),
        (8, 16.7),
        (11, 21.5),
        (12, 23.1),
    ],
)
def test_total_grows_by_the_months_tier(months: int, millions: float) -> None:
    assert total(**leave_of(months)) == round(millions * 1_000_000)


@pytest.mark.parametrize(
    ("prior", "months", "pay"),
    [
        (2, 3, 2_500_000 + 2_000_000 + 2_000_000),  # months 3, 4, 5
        (3, 1, 2_000_000),
        (6, 2, 1_600_000 + 1_600_000),
        (11, 1, 1_600_000),
    ],
)
def test_earlier_leave_for_the_same_child_counts_towards_the_tier(prior: int, months: int, pay: int) -> None:
    # Art. 95 (2).
    assert total(prior_leave_months=prior, **leave_of(months)) == pay


# --- 제95조제3항: 한 달이 안 되는 기간 ---


@pytest.mark.parametrize(
    ("start", "end", "months", "days", "pay"),
    [
        (date(2026, 3, 1), date(2026, 4, 15), 1, 15, 2_500_000 + 2_500_000 * 15 // 30),
        (date(2026, 1, 1), date(2026, 2, 14), 1, 14, 2_500_000 + 2_500_000 * 14 // 28),
        (date(2026, 1, 1), date(2026, 2, 27), 1, 27, 2_500_000 + 2_500_000 * 27 // 28),
        (date(2026, 1, 1), date(2026, 2, 28), 2, 0, 2 * 2_500_000),
        (date(2026, 2, 1), date(2026, 3, 2), 1, 2, 2_500_000 + 2_500_000 * 2 // 31),
        (date(2026, 2, 15), date(2026, 3, 20), 1, 6, 2_500_000 + 2_500_000 * 6 // 31),
        (date(2026, 7, 1), date(2026, 7, 30), 0, 30, 2_500_000 * 30 // 31),  # thirty days of a month of 31
        (
            date(2026, 3, 1),
            date(2026, 6, 10),
            3,
            10,
            3 * 2_500_000 + 2_000_000 * 10 // 30,
        ),  # fourth-month rate
        (date(2026, 3, 1), date(2026, 9, 15), 6, 15, 13_500_000 + 1_600_000 * 15 // 30),  # seventh-month rate
        # From the 31st: April has no 31st, so the first month is 31 March to 30 April, the second to 30 May.
        (date(2026, 3, 31), date(2026, 4, 30), 1, 0, 2_500_000),
        (date(2026, 3, 31), date(2026, 5, 10), 1, 10, 2_500_000 + 2_500_000 * 10 // 30),
        (date(2026, 3, 31), date(2026, 5, 30), 2, 0, 2 * 2_500_000),
        # From 30 January: the first month ends with February, the second on 29 March.
        (date(2026, 1, 30), date(2026, 2, 28), 1, 0, 2_500_000),
        (date(2026, 1, 30), date(2026, 3, 10), 1, 10, 2_500_000 + 2_500_000 * 10 // 29),
        (
            date(2026, 1, 31),
            date(2026, 3, 1),
            1,
            1,
            2_500_000 + 2_500_000 // 30,
        ),  # second month 1 to 30 March
        (date(2025, 12, 31), date(2026, 2, 28), 2, 0, 2 * 2_500_000),
    ],
)
def test_part_months_by_their_days(start: date, end: date, months: int, days: int, pay: int) -> None:
    granted = judged(parental_leave_start=start, parental_leave_end=end, child_birth_date=date(2025, 11, 1))
    assert outputs(granted)["paid_months"] == months
    assert outputs(granted)["part_days"] == days
    assert outputs(granted)["total"] == pay


# --- 제95조의3제1항: 부모가 모두 육아휴직 ---

BOTH = (2_500_000, 2_500_000, 3_000_000, 3_500_000, 4_000_000, 4_500_000)
ALONE = (2_500_000, 2_500_000, 2_500_000, 2_000_000, 2_000_000, 2_000_000)


@pytest.mark.parametrize("own", range(1, 8))
@pytest.mark.parametrize("partner", range(8))
def test_both_parents_every_pair_of_months(own: int, partner: int) -> None:
    # The higher ceilings hold for as many months as both have taken, six at most; then the general ones.
    shared = min(own, partner, 6)
    expected = sum(BOTH[:shared]) + sum(ALONE[shared:own]) + (1_600_000 if own == 7 else 0)
    granted = judged(monthly_ordinary_wage=5_000_000, partner_leave_months=partner, **leave_of(own))
    assert outputs(granted)["months_with_both_parents"] == shared
    assert outputs(granted)["total"] == expected


@pytest.mark.parametrize(
    ("own", "partner", "sum_"),
    [
        (6, 6, 2_500_000 + 2_500_000 + 3_000_000 + 3_500_000 + 4_000_000 + 4_500_000),  # 20,000,000
        (6, 3, 2_500_000 + 2_500_000 + 3_000_000 + 2_000_000 + 2_000_000 + 2_000_000),  # 14,000,000
        (3, 6, 2_500_000 + 2_500_000 + 3_000_000),
        (4, 4, 2_500_000 + 2_500_000 + 3_000_000 + 3_500_000),
        (12, 6, 20_000_000 + 6 * 1_600_000),
        (12, 2, 2_500_000 + 2_500_000 + 2_500_000 + 3 * 2_000_000 + 6 * 1_600_000),
    ],
)
def test_both_parents_sums(own: int, partner: int, sum_: int) -> None:
    assert total(monthly_ordinary_wage=5_000_000, partner_leave_months=partner, **leave_of(own)) == sum_


def test_both_parents_are_paid_the_wage_when_it_lies_below_the_ceiling() -> None:
    assert total(monthly_ordinary_wage=3_200_000, partner_leave_months=6, **leave_of(6)) == (
        2_500_000 + 2_500_000 + 3_000_000 + 3 * 3_200_000
    )


def test_both_parents_floor() -> None:
    assert total(monthly_ordinary_wage=600_000, partner_leave_months=6, **leave_of(6)) == 6 * 700_000


@pytest.mark.parametrize(
    ("born", "shared"),
    [
        (date(2025, 3, 1), 6),  # eighteen months on 2026-09-01: six whole months from 1 March lie before
        (date(2025, 2, 28), 5),  # eighteen months on 2026-08-28
        (date(2024, 10, 1), 1),  # eighteen months on 2026-04-01
        (date(2024, 9, 30), 0),  # on 2026-03-30
        (date(2024, 3, 1), 0),
    ],
)
def test_both_parents_only_until_the_child_is_eighteen_months(born: date, shared: int) -> None:
    granted = judged(child_birth_date=born, partner_leave_months=6, **leave_of(8))
    assert outputs(granted)["months_with_both_parents"] == shared


def test_unknown_partner_leave_is_not_taken_for_none() -> None:
    granted = judged(without=("partner_leave_months",))
    assert granted.verdict is Verdict.YES
    assert outputs(granted)["total"] is None
    assert "partner_leave_months" in granted.missing


# --- 제95조의3제3항: 한부모 ---


@pytest.mark.parametrize(
    ("wage", "months", "pay"),
    [
        (3_500_000, 3, 3 * 3_000_000),
        (3_000_001, 1, 3_000_000),
        (2_900_000, 3, 3 * 2_900_000),
        (3_500_000, 6, 3 * 3_000_000 + 3 * 2_000_000),
        (3_500_000, 7, 3 * 3_000_000 + 3 * 2_000_000 + 1_600_000),
        (600_000, 2, 2 * 700_000),
    ],
)
def test_lone_parent(wage: int, months: int, pay: int) -> None:
    assert total(monthly_ordinary_wage=wage, lone_parent=True, **leave_of(months)) == pay


# --- 시행령 제98조: 사업주 지급 ---


@pytest.mark.parametrize(
    ("employer", "month"),
    [
        (0, 2_500_000),
        (500_000, 2_500_000),  # 2,500,000 + 500,000 is the wage, not over it
        (500_001, 2_499_999),
        (1_000_000, 2_000_000),
        (3_000_000, 0),
        (4_000_000, 0),  # never below nothing
    ],
)
def test_employers_pay_over_the_ordinary_wage_is_taken_off(employer: int, month: int) -> None:
    assert total(employer_monthly_pay=employer, **leave_of(1)) == month


def test_employers_pay_is_weighed_month_by_month() -> None:
    # Wage 3,000,000, employer 1,200,000: 1,800,000 in months 1–6 (the excess of 700,000 or 200,000 is taken off),
    # then 1,600,000 (2,800,000 lies below the wage).
    assert total(employer_monthly_pay=1_200_000, **leave_of(7)) == 6 * 1_800_000 + 1_600_000


def test_floor_above_the_wage_is_cut_only_when_the_employer_pays() -> None:
    low = {"monthly_ordinary_wage": 500_000, **leave_of(1)}
    assert total(**low) == 700_000
    assert (
        total(employer_monthly_pay=100_000, **low) == 400_000
    )  # 800,000 exceeds 500,000 by 300,000: 700,000 − 300,000


@pytest.mark.parametrize(("end", "shared"), [(date(2026, 4, 29), 1), (date(2026, 4, 30), 2)])
def test_only_whole_months_count_as_taken_by_both(end: date, shared: int) -> None:
    granted = judged(parental_leave_end=end, partner_leave_months=6)
    assert outputs(granted)["months_with_both_parents"] == shared


def test_a_single_won_from_the_employer_brings_the_floor_down_to_the_wage() -> None:
    # 700,000 + 1 exceeds 500,000 by 200,001.
    assert total(monthly_ordinary_wage=500_000, employer_monthly_pay=1, **leave_of(1)) == 499_999
