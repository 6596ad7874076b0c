"""Whose arrears the fund pays: the employer (시행령 제8조) and workers still in service (제7조의2)."""

from __future__ import annotations

from datetime import date

import pytest

from ieum.benefits import Entitlement, Value, Verdict
from tests.benefits.cases import IN_SERVICE, ON, RETIRED, M, failed, judge, outputs

KEY = "simple_substitute_payment"


def judged(
    base: dict[str, Value] = RETIRED, on: date = ON, /, without: tuple[str, ...] = (), **changes: Value
) -> Entitlement:
    return judge(KEY, base, on, without=without, **changes)


# --- 사업주: 시행령 제8조 ---


@pytest.mark.parametrize(
    ("since", "verdict"),
    [
        (date(2025, 12, 31), Verdict.YES),
        (date(2026, 1, 1), Verdict.YES),  # 1 January to 30 June is six months
        (date(2026, 1, 2), Verdict.NO),
        (None, Verdict.UNKNOWN),
    ],
)
def test_employer_operated_for_six_months_until_retirement(since: date | None, verdict: Verdict) -> None:
    assert judged(employer_operating_since=since).verdict is verdict


@pytest.mark.parametrize(
    ("retired", "since", "verdict"),
    [
        (
            date(2026, 2, 28),
            date(2025, 8, 31),
            Verdict.YES,
        ),  # no 31st in February: the month's last day completes
        (date(2026, 2, 27), date(2025, 8, 31), Verdict.NO),
        (date(2026, 2, 28), date(2025, 9, 1), Verdict.YES),
        (date(2026, 2, 27), date(2025, 9, 1), Verdict.NO),
        (date(2026, 2, 28), date(2025, 9, 2), Verdict.NO),
    ],
)
def test_six_months_over_february(retired: date, since: date, verdict: Verdict) -> None:
    granted = judged(
        arrears_retired_on=retired, employer_operating_since=since, arrears_reported_on=date(2026, 4, 1)
    )
    assert granted.verdict is verdict


@pytest.mark.parametrize(
    ("unlicensed", "prime_since", "verdict"),
    [
        (True, date(2026, 1, 1), Verdict.YES),
        (True, date(2026, 1, 2), Verdict.NO),
        (False, date(2000, 1, 1), Verdict.NO),
        (None, date(2000, 1, 1), Verdict.UNKNOWN),
        (True, None, Verdict.UNKNOWN),
    ],
)
def test_unlicensed_subcontractors_prime_contractor_stands_in(
    unlicensed: bool | None, prime_since: date | None, verdict: Verdict
) -> None:
    granted = judged(
        employer_operating_since=date(2026, 5, 1),
        unlicensed_subcontractor=unlicensed,
        prime_contractor_operating_since=prime_since,
    )
    assert granted.verdict is verdict


def test_long_running_subcontractor_needs_no_prime_contractor() -> None:
    assert judged(unlicensed_subcontractor=True).verdict is Verdict.YES


def test_state_run_business_is_outside_the_act() -> None:
    denied = judged(employer_covered=False)
    assert failed(denied) == {"covered_employer"}


def test_nobody_is_paid_without_arrears() -> None:
    assert "has_arrears" in failed(judged(has_arrears=False))


# --- 재직 근로자: 제7조의2, 시행령 제7조제3항 ---


def test_in_service_worker_receives_wages_only() -> None:
    granted = judged(IN_SERVICE, unpaid_severance=9 * M)
    assert granted.verdict is Verdict.YES
    assert outputs(granted)["total"] == 5 * M


@pytest.mark.parametrize(("wages", "total"), [(7 * M - 1, 7 * M - 1), (7 * M, 7 * M), (12 * M, 7 * M)])
def test_in_service_ceiling(wages: int, total: int) -> None:
    assert outputs(judged(IN_SERVICE, unpaid_wages=wages))["total"] == total


@pytest.mark.parametrize(
    ("hourly", "verdict"),
    [(11_351, Verdict.YES), (11_352, Verdict.NO), (11_353, Verdict.NO), (None, Verdict.UNKNOWN)],
)
def test_in_service_wage_must_lie_below_110_percent_of_the_minimum(
    hourly: int | None, verdict: Verdict
) -> None:
    # 10,320 × 110 % = 11,352: the wage must be under it.
    assert judged(IN_SERVICE, contract_hourly_wage=hourly).verdict is verdict


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({"contract_under_one_month": True}, Verdict.NO),
        ({"in_service_substitute_paid_before": True}, Verdict.NO),
        ({"contract_under_one_month": None}, Verdict.UNKNOWN),
        ({"in_service_substitute_paid_before": None}, Verdict.UNKNOWN),
    ],
)
def test_in_service_exclusions(change: dict[str, Value], verdict: Verdict) -> None:
    assert judged(IN_SERVICE, **change).verdict is verdict


def test_in_service_rules_do_not_touch_the_retired() -> None:
    assert judged(contract_hourly_wage=50_000, contract_under_one_month=True).verdict is Verdict.YES


@pytest.mark.parametrize(
    ("reported", "verdict"),
    [(date(2026, 9, 10), Verdict.YES), (date(2026, 9, 11), Verdict.NO)],
)
def test_in_service_report_within_a_year_of_the_last_arrears(reported: date, verdict: Verdict) -> None:
    lost_suit = {
        "judgment_obtained": True,
        "judged_on": date(2020, 1, 2),
        "suit_filed": True,
        "sued_on": date(2020, 1, 1),
    }
    granted = judged(IN_SERVICE, last_arrears_on=date(2025, 9, 10), arrears_reported_on=reported, **lost_suit)
    assert granted.verdict is verdict


@pytest.mark.parametrize(
    ("since", "verdict"), [(date(2026, 1, 11), Verdict.YES), (date(2026, 1, 12), Verdict.NO)]
)
def test_in_service_employer_operated_six_months_until_the_last_arrears(
    since: date, verdict: Verdict
) -> None:
    # 11 January to 10 July is six months.
    assert judged(IN_SERVICE, employer_operating_since=since).verdict is verdict


# --- 모름 ---


@pytest.mark.parametrize(
    "name",
    [
        "has_arrears",
        "left_arrears_employer",
        "arrears_retired_on",
        "unpaid_wages",
        "employer_covered",
        "employer_operating_since",
        "arrears_confirmed",
        "arrears_confirmed_on",
        "simple_payment_received",
        "insolvency_payment_received",
    ],
)
def test_an_unknown_fact_is_never_taken_for_no(name: str) -> None:
    case = judged(without=(name,))
    assert case.verdict is Verdict.UNKNOWN
    assert name in case.missing


def test_unreported_and_unknown_date_of_report_stays_open() -> None:
    case = judged(arrears_retired_on=date(2025, 6, 30), without=("arrears_reported_on",))
    assert case.verdict is Verdict.UNKNOWN
    assert "arrears_reported_on" in case.missing
