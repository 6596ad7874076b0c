"""간이대지급금: golden cases worked by hand from 임금채권보장법 제7·7조의2조 and 시행령 제7·8·9조.

Ceilings (고시): wages, shutdown allowance and maternity pay 7,000,000; retirement pay 7,000,000; in all 10,000,000.
"""

from __future__ import annotations

from datetime import date

import pytest

from ieum.benefits import Entitlement, Value, Verdict
from tests.benefits.cases import ON, RETIRED, M, failed, judge, outputs

KEY = "simple_substitute_payment"


def judged(
    base: dict[str, Value] = RETIRED, on: date = ON, /, without: tuple[str, ...] = (), **changes: Value
) -> Entitlement:
    return judge(KEY, base, on, without=without, **changes)


# --- 금액: 제7조제2항제2호, 시행령 제6조 ---


@pytest.mark.parametrize(
    ("wages", "severance", "shutdown", "maternity", "paid", "total"),
    [
        (5 * M, 3 * M, 0, 0, 0, 5 * M + 3 * M),
        (7 * M, 0, 0, 0, 0, 7 * M),
        (7 * M + 1, 0, 0, 0, 0, 7 * M),
        (9 * M, 0, 0, 0, 0, 7 * M),
        (0, 9 * M, 0, 0, 0, 7 * M),
        (7 * M, 3 * M, 0, 0, 0, 10 * M),
        (7 * M, 3 * M + 1, 0, 0, 0, 10 * M),  # each within its own ceiling, together over the total
        (9 * M, 9 * M, 0, 0, 0, 10 * M),
        (3 * M, 0, 2 * M, 1 * M, 0, 6 * M),  # wages, shutdown allowance and maternity pay share one ceiling
        (3 * M, 0, 3 * M, 3 * M, 0, 7 * M),
        (0, 0, 800_000, 0, 0, 800_000),
        (0, 0, 0, 900_000, 0, 900_000),
        (5 * M, 3 * M, 0, 0, 2 * M, 6 * M),  # art. 7 (3) 3: what was paid for the same period is taken off
        (9 * M, 9 * M, 0, 0, 4 * M, 6 * M),
        (1, 0, 0, 0, 0, 1),
    ],
)
def test_retired_workers_amount(
    wages: int, severance: int, shutdown: int, maternity: int, paid: int, total: int
) -> None:
    granted = judged(
        unpaid_wages=wages,
        unpaid_severance=severance,
        unpaid_shutdown_allowance=shutdown,
        unpaid_maternity_pay=maternity,
        insolvency_payment_received=paid,
    )
    assert granted.verdict is Verdict.YES
    assert outputs(granted)["total"] == total


@pytest.mark.parametrize("paid", [8 * M, 9 * M])
def test_nothing_is_left_when_all_was_paid_before(paid: int) -> None:
    denied = judged(insolvency_payment_received=paid)
    assert denied.verdict is Verdict.NO
    assert failed(denied) == {"something_left"}


def test_unknown_severance_leaves_the_amount_open() -> None:
    granted = judged(without=("unpaid_severance",))
    assert outputs(granted)["total"] is None
    assert outputs(granted)["wage_part"] == 5 * M
    assert "unpaid_severance" in granted.missing


def test_paid_in_service_for_the_same_period_is_not_paid_again_after_retirement() -> None:
    denied = judged(in_service_substitute_paid_before=True, simple_payment_received=True, unpaid_severance=0)
    assert denied.verdict is Verdict.NO


# --- 체불 신고와 확인서: 제7조제1항제5호, 시행령 제7조제2항제2호·제9조제1항제3호 ---


@pytest.mark.parametrize(
    ("reported", "verdict"),
    [
        (date(2026, 6, 29), Verdict.YES),
        (date(2026, 6, 30), Verdict.YES),  # the year counts from 1 July 2025 to 30 June 2026
        (date(2026, 7, 1), Verdict.NO),
    ],
)
def test_report_within_a_year_from_the_day_after_retirement(reported: date, verdict: Verdict) -> None:
    granted = judged(
        arrears_retired_on=date(2025, 6, 30),
        arrears_reported_on=reported,
        judgment_obtained=True,
        judged_on=date(2024, 1, 1),
        suit_filed=True,
        sued_on=date(2023, 1, 1),
    )
    assert granted.verdict is verdict


@pytest.mark.parametrize(
    ("retired", "last"),
    [
        (date(2024, 2, 28), date(2025, 2, 28)),  # from 29 February: the last month has no such day
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2023, 2, 28), date(2024, 2, 29)),  # from 1 March to the eve of 1 March
        (date(2025, 12, 31), date(2026, 12, 31)),
        (date(2025, 8, 31), date(2026, 8, 31)),
    ],
)
def test_report_deadline_by_the_civil_act(retired: date, last: date) -> None:
    unreported = {
        "arrears_retired_on": retired,
        "arrears_report_filed": False,
        "arrears_confirmed": False,
        "judgment_obtained": True,
        "judged_on": date(2020, 1, 2),
        "suit_filed": True,
        "sued_on": date(2020, 1, 1),
    }
    assert (
        judged(RETIRED, last, without=("arrears_reported_on", "arrears_confirmed_on"), **unreported).deadline
        == last
    )


@pytest.mark.parametrize(
    ("on", "open_"),
    [
        (date(2026, 6, 29), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), True),
        (date(2027, 7, 1), False),
    ],
)
def test_unreported_worker_can_still_report_or_sue(on: date, open_: bool) -> None:
    # Retired on 2025-06-30: the report is open to 2026-06-30, the suit to 2027-06-30.
    case = judged(
        RETIRED,
        on,
        without=("arrears_reported_on", "arrears_confirmed_on"),
        arrears_retired_on=date(2025, 6, 30),
        arrears_report_filed=False,
        arrears_confirmed=False,
    )
    assert case.verdict is Verdict.NO
    assert failed(case) == ({"papers_in_hand"} if open_ else {"way_open", "papers_in_hand"})
    assert ("아직은 아니지만" in case.sentence) is open_


@pytest.mark.parametrize(
    ("confirmed", "last"),
    [
        (date(2026, 5, 24), date(2026, 11, 24)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2026, 2, 28), date(2026, 8, 31)),  # from 1 March, six whole months
        (date(2026, 4, 30), date(2026, 10, 31)),
        (date(2025, 8, 29), date(2026, 2, 28)),
    ],
)
def test_claim_within_six_months_of_the_first_confirmation(confirmed: date, last: date) -> None:
    retired = {"arrears_retired_on": date(2025, 6, 30), "arrears_reported_on": date(2025, 7, 15)}
    case = {
        "arrears_confirmed_on": confirmed,
        "suit_filed": True,
        "sued_on": date(2020, 1, 1),
        "judgment_obtained": True,
        "judged_on": date(2020, 6, 1),
        **retired,
    }
    assert judged(RETIRED, last, **case).verdict is Verdict.YES
    assert judged(RETIRED, last, **case).deadline == last
    late = judged(RETIRED, date.fromordinal(last.toordinal() + 1), **case)
    assert late.verdict is Verdict.NO
    assert failed(late) == {"way_open", "papers_in_hand"}


def test_expired_confirmation_leaves_the_suit() -> None:
    # Confirmed on 2026-01-05, claim lost on 2026-07-05; the suit is open until two years after 2025-06-30.
    case = judged(
        arrears_retired_on=date(2025, 6, 30),
        arrears_reported_on=date(2025, 9, 1),
        arrears_confirmed_on=date(2026, 1, 5),
    )
    assert failed(case) == {"papers_in_hand"}
    assert "판결을 받으면" in case.sentence
    assert case.deadline == date(2027, 6, 30)


# --- 판결: 제7조제1항제4호, 시행령 제7조제2항제1호·제9조제1항제2호 ---

JUDGED: dict[str, Value] = {
    **RETIRED,
    "arrears_retired_on": date(2024, 3, 31),
    "arrears_report_filed": False,
    "arrears_confirmed": False,
    "suit_filed": True,
    "sued_on": date(2025, 3, 3),
    "judgment_obtained": True,
    "judged_on": date(2026, 3, 2),
}
del JUDGED["arrears_reported_on"], JUDGED["arrears_confirmed_on"]


def test_judgment_route() -> None:
    granted = judged(JUDGED)
    assert granted.verdict is Verdict.YES
    assert outputs(granted)["total"] == 5 * M + 3 * M
    assert granted.deadline == date(2027, 3, 2)


@pytest.mark.parametrize(
    ("sued", "verdict"),
    [(date(2026, 3, 30), Verdict.YES), (date(2026, 3, 31), Verdict.YES), (date(2026, 4, 1), Verdict.NO)],
)
def test_suit_within_two_years_from_the_day_after_retirement(sued: date, verdict: Verdict) -> None:
    assert judged(JUDGED, sued_on=sued, judged_on=date(2026, 10, 1)).verdict is verdict


@pytest.mark.parametrize(
    ("judged_on", "verdict"),
    [(date(2025, 11, 25), Verdict.YES), (date(2025, 11, 24), Verdict.YES), (date(2025, 11, 23), Verdict.NO)],
)
def test_claim_within_a_year_of_the_judgment(judged_on: date, verdict: Verdict) -> None:
    assert judged(JUDGED, judged_on=judged_on).verdict is verdict


def test_judgment_of_28_february_2027_may_be_used_until_29_february_2028() -> None:
    case = judged(JUDGED, date(2028, 2, 29), judged_on=date(2027, 2, 28))
    assert case.verdict is Verdict.YES
    assert case.deadline == date(2028, 2, 29)


def test_judgment_saves_a_worker_who_reported_too_late() -> None:
    granted = judged(
        JUDGED,
        arrears_report_filed=True,
        arrears_reported_on=date(2026, 5, 1),
        arrears_confirmed=True,
        arrears_confirmed_on=date(2026, 6, 1),
    )
    assert granted.verdict is Verdict.YES


def test_deadline_shown_is_that_of_the_paper_that_still_counts() -> None:
    # Confirmation lapsed on 2026-06-01; the judgment counts until 2027-03-02.
    granted = judged(
        JUDGED,
        arrears_report_filed=True,
        arrears_reported_on=date(2024, 6, 1),
        arrears_confirmed=True,
        arrears_confirmed_on=date(2025, 12, 1),
    )
    assert granted.deadline == date(2027, 3, 2)


@pytest.mark.parametrize(("on", "open_"), [(date(2027, 6, 30), True), (date(2027, 7, 1), False)])
def test_suit_may_be_filed_until_the_last_day_of_the_second_year(on: date, open_: bool) -> None:
    case = judged(
        RETIRED,
        on,
        without=("arrears_reported_on", "arrears_confirmed_on"),
        arrears_retired_on=date(2025, 6, 30),
        arrears_report_filed=False,
        arrears_confirmed=False,
    )
    assert ("way_open" not in failed(case)) is open_
