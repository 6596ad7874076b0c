"""One ordinary case a programme, every fact it needs known, and how tests judge a case that differs from it."""

from __future__ import annotations

from datetime import date, timedelta

from ieum.benefits import Entitlement, Value, assess

ON = date(2026, 11, 24)
M = 1_000_000

LAID_OFF: dict[str, Value] = {
    "birth_date": date(1990, 5, 1),
    "disabled": False,
    "employed": False,
    "able_and_willing": True,
    "separation_date": date(2026, 10, 31),
    "separation_reason_code": 23,
    "insured_unit_days": 400,
    "acquisition_date": date(2024, 1, 1),
    "insured_period_start": date(2024, 1, 1),
    "average_daily_wage": 100_000,
    "ordinary_daily_wage": 95_000,
    "daily_contract_hours": 8,
    "daily_worker": False,
    "benefit_days_already_paid": 0,
    "receipt_period_postponed_days": 0,
}
"""A worker of 36, insured for 2 years and 10 months, laid off on 2026-10-31: nothing is left unknown."""

RETIRED: dict[str, Value] = {
    "has_arrears": True,
    "left_arrears_employer": True,
    "arrears_retired_on": date(2026, 6, 30),
    "unpaid_wages": 5 * M,
    "unpaid_severance": 3 * M,
    "unpaid_shutdown_allowance": 0,
    "unpaid_maternity_pay": 0,
    "employer_covered": True,
    "employer_operating_since": date(2015, 1, 1),
    "unlicensed_subcontractor": False,
    "arrears_report_filed": True,
    "arrears_reported_on": date(2026, 8, 3),
    "arrears_confirmed": True,
    "arrears_confirmed_on": date(2026, 10, 1),
    "judgment_obtained": False,
    "suit_filed": False,
    "simple_payment_received": False,
    "insolvency_payment_received": 0,
}
"""Retired on 2026-06-30, reported in August, confirmed on 1 October 2026."""

IN_SERVICE: dict[str, Value] = {
    **{
        name: value
        for name, value in RETIRED.items()
        if name not in ("arrears_retired_on", "unpaid_severance")
    },
    "left_arrears_employer": False,
    "last_arrears_on": date(2026, 7, 10),
    "contract_hourly_wage": 11_000,
    "contract_under_one_month": False,
    "in_service_substitute_paid_before": False,
}
"""Still employed; the pay day last missed was 2026-07-10; 11,000 an hour lies below 10,320 × 110 % = 11,352."""

PARENT: dict[str, Value] = {
    "parental_leave_taken": True,
    "parental_leave_start": date(2026, 3, 1),
    "parental_leave_end": date(2027, 2, 28),
    "maternity_overlap_days": 0,
    "short_child_care_leave": False,
    "insured_unit_days_before_leave": 400,
    "monthly_ordinary_wage": 3_000_000,
    "prior_leave_months": 0,
    "child_birth_date": date(2026, 1, 1),
    "partner_leave_months": 0,
    "partner_leave_three_months": False,
    "lone_parent": False,
    "child_severely_disabled": False,
    "employer_monthly_pay": 0,
    "left_job_during_leave": False,
    "worked_days_during_leave": 0,
}
"""Twelve months of leave from 2026-03-01 with a child born on 2026-01-01; the partner takes none."""

SEEKER: dict[str, Value] = {
    "birth_date": date(1980, 5, 1),
    "employed": False,
    "able_and_willing": True,
    "household_size": 1,
    "household_monthly_income": 1_000_000,
    "household_property": 100_000_000,
    "own_monthly_income": 0,
    "military_service_days": 0,
    "work_days_2y": 200,
    "work_hours_2y": 1_600,
    "student": False,
    "in_military_service": False,
    "livelihood_benefit": False,
    "job_seeking_benefit_recent": False,
    "direct_job_recent": False,
    "other_allowance_recent": False,
    "support_barred": False,
    "dependants": 0,
}
"""A job seeker of 46 who lives alone; nothing is left unknown."""


def judge(
    programme: str,
    base: dict[str, Value],
    on: date = ON,
    /,
    without: tuple[str, ...] = (),
    **changes: Value,
) -> Entitlement:
    """The base case with some facts changed and some unknown, judged for one programme."""
    facts = {name: value for name, value in (base | changes).items() if name not in without}
    return assess(facts, on, [programme]).of(programme)


def outputs(entitlement: Entitlement) -> dict[str, Value]:
    return {output.name: output.value for output in entitlement.outputs}


def failed(entitlement: Entitlement) -> set[str]:
    """Names of the conditions that failed."""
    return {step.name for step in entitlement.why_not}


def leave_of(months: int) -> dict[str, Value]:
    """A leave of whole months from 2026-03-01."""
    index = 2 + months
    return {"parental_leave_end": date(2026 + index // 12, index % 12 + 1, 1) - timedelta(days=1)}
