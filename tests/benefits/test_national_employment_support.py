"""국민취업지원제도 Ⅰ·Ⅱ: golden cases worked by hand from 구직자취업촉진법 제6·7조 and 시행령 제2·3·5조.

Median income 2026 (고시), by household size 1–7: 2,564,238, 4,199,292, 5,359,036, 6,494,738, 7,556,719, 8,555,952,
9,515,150; each further person adds the step from six to seven, 959,198.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ieum.benefits import Entitlement, Value, Verdict, assess
from tests.benefits.cases import ON, SEEKER, failed, judge, outputs

ONE, TWO = "national_employment_support_1", "national_employment_support_2"
MEDIAN_2026 = {
    1: 2_564_238,
    2: 4_199_292,
    3: 5_359_036,
    4: 6_494_738,
    5: 7_556_719,
    6: 8_555_952,
    7: 9_515_150,
    8: 10_474_348,
    9: 11_433_546,
}


def judged(key: str = ONE, on: date = ON, /, without: tuple[str, ...] = (), **changes: Value) -> Entitlement:
    return judge(key, SEEKER, on, without=without, **changes)


# --- 금액: 제19조, 제20조 ---


@pytest.mark.parametrize(
    ("on", "dependants", "monthly"),
    [
        (ON, 0, 600_000),
        (ON, 1, 600_000 + 100_000),
        (ON, 3, 600_000 + 3 * 100_000),
        (ON, 4, 600_000 + 4 * 100_000),
        (ON, 5, 600_000 + 4 * 100_000),  # four at most
        (date(2025, 12, 31), 0, 500_000),
        (date(2025, 12, 31), 2, 500_000 + 2 * 100_000),
        (date(2026, 1, 1), 2, 600_000 + 2 * 100_000),
    ],
)
def test_allowance_for_six_months(on: date, dependants: int, monthly: int) -> None:
    granted = judged(ONE, on, dependants=dependants)
    assert granted.verdict is Verdict.YES
    assert outputs(granted)["monthly_allowance"] == monthly
    assert outputs(granted)["allowance_months"] == 6
    assert outputs(granted)["total"] == monthly * 6


def test_services_last_a_year() -> None:
    assert outputs(judged(TWO))["service_months"] == 12


def test_unknown_dependants_leave_the_amount_open_not_the_verdict() -> None:
    granted = judged(without=("dependants",))
    assert granted.verdict is Verdict.YES
    assert outputs(granted)["total"] is None
    assert granted.missing == ("dependants",)


# --- 제6조제1항제2호: 15세 이상 64세 이하 ---


@pytest.mark.parametrize("key", [ONE, TWO])
@pytest.mark.parametrize(
    ("born", "verdict"),
    [
        (date(2011, 11, 25), Verdict.NO),  # fifteen tomorrow
        (date(2011, 11, 24), Verdict.YES),  # fifteen today
        (date(2011, 11, 23), Verdict.YES),
        (date(1961, 11, 25), Verdict.YES),  # sixty-five tomorrow: still 64
        (date(1961, 11, 24), Verdict.NO),  # sixty-five today
        (date(1961, 11, 23), Verdict.NO),
        (None, Verdict.UNKNOWN),
    ],
)
def test_working_age(key: str, born: date | None, verdict: Verdict) -> None:
    assert judged(key, birth_date=born).verdict is verdict


@pytest.mark.parametrize(
    ("on", "verdict"), [(date(2025, 2, 28), Verdict.YES), (date(2025, 3, 1), Verdict.NO)]
)
def test_born_on_29_february_is_sixty_five_on_1_march(on: date, verdict: Verdict) -> None:
    assert judged(ONE, on, birth_date=date(1960, 2, 29)).verdict is verdict


# --- 소득: 60, 100, 120 % of the median by household size ---


@pytest.mark.parametrize("size", range(1, 10))
def test_allowance_income_at_60_percent(size: int) -> None:
    limit = MEDIAN_2026[size] * 60 // 100
    assert judged(household_size=size, household_monthly_income=limit).verdict is Verdict.YES
    over = judged(household_size=size, household_monthly_income=limit + 1)
    assert over.verdict is Verdict.NO
    assert failed(over) == {"income_route"}


@pytest.mark.parametrize("size", range(1, 10))
def test_service_income_at_100_percent(size: int) -> None:
    limit = MEDIAN_2026[size]
    assert judged(TWO, household_size=size, household_monthly_income=limit).verdict is Verdict.YES
    over = judged(TWO, household_size=size, household_monthly_income=limit + 1)
    assert failed(over) == {"income_for_service"}


@pytest.mark.parametrize("key", [ONE, TWO])
@pytest.mark.parametrize("size", range(1, 10))
def test_youth_income_at_120_percent(key: str, size: int) -> None:
    young = {"birth_date": date(2000, 1, 1), "household_size": size}
    limit = MEDIAN_2026[size] * 120 // 100
    assert judged(key, household_monthly_income=limit, **young).verdict is Verdict.YES
    assert judged(key, household_monthly_income=limit + 1, **young).verdict is Verdict.NO


@pytest.mark.parametrize(
    ("size", "limit"),
    [
        (1, 1_538_542),
        (2, 2_519_575),
        (4, 3_896_842),
        (8, 6_284_608),
    ],  # 60 %: 1,538,542.8; …575.2; …842.8; …608.8
)
def test_sixty_percent_in_won(size: int, limit: int) -> None:
    assert judged(household_size=size, household_monthly_income=limit).verdict is Verdict.YES
    assert judged(household_size=size, household_monthly_income=limit + 1).verdict is Verdict.NO


def test_median_of_the_year_of_application_counts() -> None:
    # 2025: 2,392,013 × 60 % = 1,435,207.8.
    assert judged(ONE, date(2025, 12, 31), household_monthly_income=1_435_207).verdict is Verdict.YES
    assert judged(ONE, date(2025, 12, 31), household_monthly_income=1_435_208).verdict is Verdict.NO
    assert judged(ONE, date(2026, 1, 1), household_monthly_income=1_435_208).verdict is Verdict.YES


# --- 청년: 34세와 병역 ---

BETWEEN = 2_800_000
"""An income between 100 % and 120 % of the median of one: only youths pass."""


@pytest.mark.parametrize("key", [ONE, TWO])
@pytest.mark.parametrize(
    ("born", "service", "verdict"),
    [
        (date(1991, 11, 25), 0, Verdict.YES),  # thirty-five tomorrow
        (date(1991, 11, 24), 0, Verdict.NO),  # thirty-five today
        (date(1991, 11, 24), 1, Verdict.YES),  # one day's service carries one day
        (date(1991, 11, 23), 1, Verdict.NO),
        (date(1990, 5, 27), 547, Verdict.YES),  # 35th birthday 2025-05-27, 547 days on is 2026-11-25
        (date(1990, 5, 26), 547, Verdict.NO),
        (date(1988, 11, 25), 1_095, Verdict.YES),  # 38 tomorrow: three years of service are counted
        (date(1988, 11, 25), 4_000, Verdict.YES),
        (date(1988, 11, 24), 4_000, Verdict.NO),  # never more than three years (시행령 제2조제5항)
        (date(1991, 11, 24), None, Verdict.UNKNOWN),
        (date(1988, 11, 24), None, Verdict.NO),  # too old whatever the service was
    ],
)
def test_youth_with_military_service(key: str, born: date, service: int | None, verdict: Verdict) -> None:
    granted = judged(key, birth_date=born, military_service_days=service, household_monthly_income=BETWEEN)
    assert granted.verdict is verdict


@pytest.mark.parametrize("born", [date(2011, 11, 24), date(2000, 1, 1)])
def test_youth_needs_no_service_record(born: date) -> None:
    granted = judged(birth_date=born, household_monthly_income=BETWEEN, without=("military_service_days",))
    assert granted.verdict is Verdict.YES


# --- 재산: 시행령 제3조제3항 ---


@pytest.mark.parametrize(
    ("born", "property_", "verdict"),
    [
        (date(1980, 5, 1), 400_000_000, Verdict.YES),
        (date(1980, 5, 1), 400_000_001, Verdict.NO),
        (date(2000, 1, 1), 400_000_001, Verdict.YES),
        (date(2000, 1, 1), 500_000_000, Verdict.YES),
        (date(2000, 1, 1), 500_000_001, Verdict.NO),
        (date(1980, 5, 1), None, Verdict.UNKNOWN),
    ],
)
def test_property(born: date, property_: int | None, verdict: Verdict) -> None:
    assert judged(birth_date=born, household_property=property_).verdict is verdict


def test_property_does_not_matter_for_services() -> None:
    assert judged(TWO, household_property=5_000_000_000).verdict is Verdict.YES


# --- 취업 경험: 시행령 제3조제4항 ---


@pytest.mark.parametrize(
    ("days", "hours", "by_requirement"),
    [
        (99, 799, False),
        (100, 0, True),
        (0, 800, True),
        (101, 801, True),
        (99, None, None),
        (100, None, True),  # the days alone settle it
        (None, 799, None),
    ],
)
def test_work_experience_decides_between_requirement_and_selection(
    days: int | None, hours: int | None, by_requirement: bool | None
) -> None:
    granted = judged(work_days_2y=days, work_hours_2y=hours)
    assert granted.verdict is Verdict.YES  # art. 7 (2) 1: without it the minister may still select
    assert outputs(granted)["by_requirement"] is by_requirement


def test_youth_over_60_percent_is_selected_not_entitled() -> None:
    granted = judged(birth_date=date(2000, 1, 1), household_monthly_income=2_000_000)
    assert granted.verdict is Verdict.YES
    assert outputs(granted)["by_requirement"] is False


# --- 제7조제3항: 인정 제한 ---


@pytest.mark.parametrize(
    ("fact", "step"),
    [
        ("student", "not_studying_or_serving"),
        ("in_military_service", "not_studying_or_serving"),
        ("livelihood_benefit", "no_livelihood_benefit"),
        ("job_seeking_benefit_recent", "no_recent_job_seeking_benefit"),
        ("direct_job_recent", "no_recent_public_support"),
        ("other_allowance_recent", "no_recent_public_support"),
    ],
)
def test_each_exclusion_of_the_allowance(fact: str, step: str) -> None:
    denied = judged(**{fact: True})
    assert denied.verdict is Verdict.NO
    assert failed(denied) == {step}
    assert judged(**{fact: None}).verdict is Verdict.UNKNOWN
    assert judged(TWO, **{fact: True}).verdict is Verdict.YES  # art. 7 (3) is about the allowance only


@pytest.mark.parametrize(
    ("own", "verdict"),
    [
        (1_538_542, Verdict.YES),  # 60 % of 2,564,238 is 1,538,542.8: below it
        (1_538_543, Verdict.NO),
        (None, Verdict.UNKNOWN),
    ],
)
def test_own_income_must_stay_below_60_percent_of_one_person(own: int | None, verdict: Verdict) -> None:
    granted = judged(household_size=4, household_monthly_income=3_000_000, own_monthly_income=own)
    assert granted.verdict is verdict


@pytest.mark.parametrize("key", [ONE, TWO])
@pytest.mark.parametrize(
    ("change", "step"),
    [
        ({"employed": True}, "looking_for_work"),
        ({"able_and_willing": False}, "looking_for_work"),
        ({"support_barred": True}, "not_barred"),
    ],
)
def test_conditions_of_both_types(key: str, change: dict[str, Value], step: str) -> None:
    denied = judged(key, **change)
    assert failed(denied) == {step}


@pytest.mark.parametrize("key", [ONE, TWO])
@pytest.mark.parametrize(
    "name", ["employed", "able_and_willing", "household_size", "household_monthly_income", "support_barred"]
)
def test_an_unknown_fact_is_never_taken_for_no(key: str, name: str) -> None:
    case = judged(key, without=(name,))
    assert case.verdict is Verdict.UNKNOWN
    assert name in case.missing


def test_one_failing_condition_settles_it_however_much_is_unknown() -> None:
    denied = assess({"support_barred": True}, ON, [ONE, TWO])
    assert {entitlement.verdict for entitlement in denied.entitlements} == {Verdict.NO}
    assert denied.questions == ()


def test_year_without_a_median_income_on_record_is_not_guessed() -> None:
    day = date(2023, 6, 1)
    case = judged(ONE, day)
    assert case.verdict is Verdict.UNKNOWN
    assert case.missing == ()
    assert "1350" in case.sentence


def test_birthdays_run_through_the_year() -> None:
    """Every day of the 65th year still counts, the birthday itself does not."""
    birthday = date(2026, 11, 24)
    for back in range(1, 366, 45):
        assert (
            judged(ONE, birthday - timedelta(days=back), birth_date=date(1961, 11, 24)).verdict is Verdict.YES
        )
