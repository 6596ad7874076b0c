"""What insurance and wage records tell of a lost job, each figure worked by hand from the article."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from ieum.lake import Lake
from tests.benefits.test_holdings_records import ON, SHOP, SITE, Town, months

TOWN = Town("직")
YEAR = months("2025-11", "2026-10")


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lake]:
    with TOWN.load(tmp_path_factory.mktemp("jobs")) as lake:
        yield lake


laid_off = TOWN.person().job("2024-01-01", "2026-11-01", 23).paid(YEAR).means()


def test_the_separation_is_the_day_before_the_loss_of_insurance(lake: Lake) -> None:
    known = laid_off.known(lake)  # 고용보험법 제14조제1항제3호: lost on the day after the separation
    assert known["separation_date"] == date(2026, 10, 31)
    assert known["separation_reason_code"] == 23
    assert known["acquisition_date"] == date(2024, 1, 1)
    assert known["weekly_contract_hours"] == 40
    assert known["weekly_contract_days"] == 5
    assert known["daily_contract_hours"] == 8
    assert known["daily_worker"] is False
    assert known["construction_daily_worker"] is False
    assert known["benefit_days_already_paid"] == 0
    assert known["employed"] is False


def test_a_loss_after_the_day_asked_about_has_not_happened_yet(lake: Lake) -> None:
    on_the_last_day = laid_off.known(lake, date(2026, 10, 31))
    assert on_the_last_day["employed"] is True
    assert not {"separation_date", "separation_reason_code", "insured_unit_days"} & on_the_last_day.keys()
    assert laid_off.known(lake, date(2026, 11, 1))["separation_date"] == date(2026, 10, 31)
    before_the_job = laid_off.known(lake, date(2023, 12, 31))
    assert "employed" not in before_the_job
    assert before_the_job["insured_unit_days"] == 0


def test_nobody_paid_by_the_day_or_for_a_short_week_has_such_days(lake: Lake) -> None:
    known = laid_off.known(lake)
    assert known["insured_unit_days"] == 12 * 26
    assert known["daily_worker_unit_days"] == 0
    assert known["short_week_unit_days_24m"] == 0


cut_month = (
    TOWN.person()
    .job("2024-01-01", "2026-10-16")
    .paid(months("2025-01", "2026-09"))
    .paid(["2026-10"], wage=1_400_000, days=13)
)


def test_a_month_cut_by_the_window_counts_by_its_share_of_days(lake: Lake) -> None:
    known = cut_month.known(lake)
    # 고용보험법 제40조제2항, 제41조제1항: 18 months back from 2026-10-15 begin on 2025-04-16; April's 26 days × 15/30
    # = 13, May 2025 to September 2026 17 × 26 = 442, the half October 13.
    assert known["insured_unit_days"] == 13 + 442 + 13
    # 24 months begin on 2024-10-16: January to March 2025 78 more, April in full.
    assert known["insured_unit_days_24m"] == 78 + 26 + 442 + 13
    assert known["insured_unit_days_extended"] == known["insured_unit_days"]
    assert known["unpaid_absence_days"] == 0


def test_the_average_wage_is_three_months_wages_over_their_days(lake: Lake) -> None:
    # 근로기준법 제2조제1항제6호: 2026-08-01 to 10-31 are 92 days: 9,300,000 ÷ 92 = 101,086.9
    assert laid_off.known(lake)["average_daily_wage"] == 101_086
    # 2026-07-16 to 10-15 are 92 days: 3,100,000 × 16/31 + 2 × 3,100,000 + 1,400,000 = 9,200,000
    assert cut_month.known(lake)["average_daily_wage"] == 100_000


hired_last_month = TOWN.person().job("2026-10-01", "2026-11-01").paid(["2026-10"])


def test_the_average_wage_of_a_short_job_is_over_the_days_of_the_job(lake: Lake) -> None:
    assert hired_last_month.known(lake)["average_daily_wage"] == 100_000  # 3,100,000 ÷ 31


two_jobs = (
    TOWN.person()
    .job("2026-02-01", "2026-03-01")
    .paid(["2026-02"], days=26)
    .job("2026-02-01", "2026-03-01", at=SHOP)
    .paid(["2026-02"], days=20, at=SHOP)
)


def test_two_jobs_at_once_give_no_more_days_than_the_calendar(lake: Lake) -> None:
    assert two_jobs.known(lake)["insured_unit_days"] == 28  # February 2026, not 26 + 20


hired_again = (
    TOWN.person()
    .job("2026-01-01", "2026-10-11")
    .job("2026-10-15", "2026-11-01")
    .paid(months("2026-08", "2026-09"))
    .paid(["2026-10"], wage=2_700_000, days=22)
)


def test_a_month_in_which_one_left_and_was_hired_again_counts_once(lake: Lake) -> None:
    known = hired_again.known(lake)
    assert known["insured_unit_days"] == 26 + 26 + 22
    # October's 2,700,000 for 10 + 17 days: 8,900,000 over 31 + 30 + 27 = 88 days = 101,136.3
    assert known["average_daily_wage"] == 101_136


short_week = (
    TOWN.person()
    .job("2025-01-01", "2026-11-01", at=SHOP, week=(7, 14, 2), monthly=800_000)
    .paid(months("2025-01", "2026-10"), wage=800_000, days=8, at=SHOP)
)


def test_short_week_days_are_counted_over_24_months(lake: Lake) -> None:
    known = short_week.known(lake)  # 고용보험법 제40조제2항제2호
    assert known["insured_unit_days"] == 18 * 8
    assert known["insured_unit_days_24m"] == known["short_week_unit_days_24m"] == 22 * 8


half_time = TOWN.person().job("2025-01-01", "2026-11-01", week=(4, 20, 5), monthly=1_500_000)


def test_the_ordinary_daily_wage_comes_from_the_monthly_one(lake: Lake) -> None:
    # 40 hours a week are 209 paid hours a month: 3,000,000 ÷ 209 × 8 = 114,832.5
    assert laid_off.known(lake)["ordinary_daily_wage"] == 114_832
    # 20 hours: 104.5 paid hours: 1,500,000 ÷ 104.5 × 4 = 57,416.2
    assert half_time.known(lake)["ordinary_daily_wage"] == 57_416
    # under 15 hours no weekly holiday is paid: 14 × 365 ÷ 84 = 60.83 hours: 800,000 ÷ 60.83 × 7 = 92,054.7
    assert short_week.known(lake)["ordinary_daily_wage"] == 92_054


def test_a_job_without_wage_records_leaves_days_and_average_unknown(lake: Lake) -> None:
    known = half_time.known(lake)
    assert "average_daily_wage" not in known
    assert "insured_unit_days" not in known


drew_benefit = (
    TOWN.person()
    .job("2023-01-01", "2025-09-01", benefit_until="2025-12-31")
    .paid(months("2025-01", "2025-08"))
    .job("2026-01-15", "2026-11-01", at=SHOP)
    .paid(["2026-01"], days=14, at=SHOP)
    .paid(months("2026-02", "2026-10"), at=SHOP)
)


def test_days_before_a_benefit_drawn_earlier_are_not_counted_again(lake: Lake) -> None:
    known = drew_benefit.known(lake)
    # 고용보험법 제41조제2항: May to August 2025 lie before the loss the benefit was for; 14 + 9 × 26 remain
    assert known["insured_unit_days"] == known["insured_unit_days_24m"] == 14 + 9 * 26
    # 제50조제4항제1호 단서: nor is the earlier period added
    assert known["insured_period_start"] == date(2026, 1, 15)


def test_a_benefit_for_a_later_loss_does_not_reach_back(lake: Lake) -> None:
    known = drew_benefit.known(lake, date(2025, 8, 31))
    assert known["employed"] is True
    assert known["job_seeking_benefit_recent"] is False


drew_till_may_24 = TOWN.person().job("2024-01-01", "2025-12-01", benefit_until="2026-05-24")
drew_till_may_23 = TOWN.person().job("2024-01-01", "2025-12-01", benefit_until="2026-05-23")


def test_a_benefit_is_recent_until_six_months_have_passed(lake: Lake) -> None:
    known = drew_till_may_24.known(lake)  # the sixth month ends with 2026-11-24 itself
    assert known["job_seeking_benefit_recent"] is True
    assert "benefit_days_already_paid" not in known
    assert drew_till_may_23.known(lake)["job_seeking_benefit_recent"] is False


back_in_three_years = TOWN.person().job("2020-01-01", "2022-01-01").job("2025-01-01", "2026-11-01", at=SHOP)
back_too_late = TOWN.person().job("2020-01-01", "2022-01-01").job("2025-01-02", "2026-11-01", at=SHOP)


def test_an_earlier_job_is_added_when_insured_again_within_three_years(lake: Lake) -> None:
    # 고용보험법 제50조제4항제1호: 2020 and 2021 are 731 days, before 2025-01-01: 2023-01-01
    assert back_in_three_years.known(lake)["insured_period_start"] == date(2023, 1, 1)
    assert back_too_late.known(lake)["insured_period_start"] == date(2025, 1, 2)


second_job_inside = (
    TOWN.person()
    .job("2020-01-01", "2025-01-01")
    .job("2023-01-01", "2024-01-01", at=SHOP)
    .job("2025-01-01", "2026-11-01", at=SITE)
)
short_job_long_ago = (
    TOWN.person()
    .job("2019-01-01", "2025-06-01")
    .job("2020-01-01", "2021-01-01", at=SHOP)
    .job("2025-06-01", "2026-11-01", at=SITE)
)
overlaps_the_last = TOWN.person().job("2024-01-01", "2025-06-01").job("2025-01-01", "2026-11-01", at=SHOP)


def test_jobs_side_by_side_count_each_day_once_and_lose_none(lake: Lake) -> None:
    assert second_job_inside.known(lake)["insured_period_start"] == date(2020, 1, 1)
    # the short job ended more than three years before the next began; the long one did not
    assert short_job_long_ago.known(lake)["insured_period_start"] == date(2019, 1, 1)
    assert overlaps_the_last.known(lake)["insured_period_start"] == date(2024, 1, 1)


def test_days_in_work_within_two_years_count_each_day_once(lake: Lake) -> None:
    # 2024-11-24 to 2026-10-31: 38 + 365 + 304 days
    assert second_job_inside.known(lake)["work_days_2y"] == 38 + 365 + 304
    assert overlaps_the_last.known(lake)["work_days_2y"] == 38 + 365 + 304


leave_inside = (
    TOWN.person(sex="F")
    .job("2023-01-01", "2026-11-01")
    .paid(months("2024-10", "2025-06"))
    .paid(months("2026-01", "2026-10"))
    .leave("X1", "2025-07-01", "2025-12-31")
)
long_leave = (
    TOWN.person(sex="F")
    .job("2020-01-01", "2026-11-01")
    .paid(months("2023-10", "2023-12"))
    .leave("X2", "2024-01-01", "2026-10-31")
)
leave_of_29_days = (
    TOWN.person(sex="F").job("2023-01-01", "2026-11-01").paid(YEAR).leave("X3", "2026-05-01", "2026-05-29")
)


def test_parental_leave_lengthens_the_base_period(lake: Lake) -> None:
    known = leave_inside.known(lake)  # 고용보험법 제40조제2항제1호, 시행령 제60조제2호
    assert known["unpaid_absence_days"] == 184
    assert known["insured_unit_days"] == 2 * 26 + 10 * 26
    # 184 days before 2025-05-01 is 2024-10-29: October 26 × 3/31 = 2, November to June 8 × 26, then 10 × 26
    assert known["insured_unit_days_extended"] == 2 + 208 + 260


def test_the_base_period_never_grows_past_three_years(lake: Lake) -> None:
    known = long_leave.known(lake)
    assert known["unpaid_absence_days"] == 549  # 2025-05-01 to 2026-10-31
    assert known["insured_unit_days"] == 0
    assert known["insured_unit_days_extended"] == 2 * 26  # from 2023-11-01: November and December


def test_leave_of_less_than_30_days_does_not_lengthen_it(lake: Lake) -> None:
    assert leave_of_29_days.known(lake)["unpaid_absence_days"] == 0


builder = (
    TOWN.person()
    .job("2026-10-01", "2026-11-05", 32, at=SITE, kind="일용")
    .paid(["2026-10"], days=15, at=SITE)
    .paid(["2026-11"], days=4, at=SITE)
)
day_clerk = TOWN.person().job("2026-10-01", "2026-11-05", 32, at=SHOP, kind="일용")


def test_a_daily_workers_facts(lake: Lake) -> None:
    known = builder.known(lake)
    assert known["daily_worker"] is True
    assert known["construction_daily_worker"] is True  # 고용보험법 제40조제1항제5호나목: industry F
    assert known["recent_work_days"] == 15 + 4  # 가목: from 2026-10-01 on
    assert known["daily_worker_unit_days"] == known["insured_unit_days"] == 19
    assert day_clerk.known(lake)["construction_daily_worker"] is False


def quit_before(lost: str, reason: int = 11, at: str = "10000000001") -> object:
    return TOWN.person().job("2024-01-01", lost, reason, at=at).job("2025-09-01", "2026-11-01", at=SHOP)


QUITTERS = [
    (quit_before("2025-05-02"), True),  # left on 2025-05-01, the first day of the 18 months
    (quit_before("2025-05-01"), False),
    (quit_before("2025-06-01", 23), False),
    (quit_before("2025-06-01", 26), True),
    (quit_before("2025-06-01", 11, SHOP), False),  # 다른 사업에서: not the same workplace
]


@pytest.mark.parametrize(("person", "restricted"), QUITTERS)
def test_an_earlier_separation_for_a_barred_reason_in_the_base_period(
    lake: Lake, person: object, restricted: bool
) -> None:
    known = person.known(lake)  # type: ignore[attr-defined] # 고용보험법 제40조제1항제6호
    assert known["restricted_separation_in_base_period"] is restricted


OLD = "1960-05-01"
stayed_insured = TOWN.person(OLD).job("2020-01-01", "2025-12-01").job("2025-12-01", "2026-11-01", at=SHOP)
hired_after_a_gap = TOWN.person(OLD).job("2020-01-01", "2025-12-01").job("2026-02-01", "2026-11-01", at=SHOP)
gap_after_two_jobs = (
    TOWN.person(OLD)
    .job("2020-01-01", "2024-01-01")
    .job("2024-01-01", "2025-06-01", at=SHOP)
    .job("2026-02-01", "2026-11-01", at=SITE)
)


def test_insured_from_before_65_only_without_a_break(lake: Lake) -> None:
    # 고용보험법 제10조제3항; born 1960-05-01, 65 on 2025-05-01
    assert stayed_insured.known(lake)["insured_before_65_continuously"] is True
    assert hired_after_a_gap.known(lake)["insured_before_65_continuously"] is False
    assert gap_after_two_jobs.known(lake)["insured_before_65_continuously"] is False


corrected = (
    TOWN.person()
    .job("2024-01-01")
    .paid(months("2026-08", "2026-10"), wage=1_000_000)
    .job("2024-01-01", "2026-11-01", 22, batch=2)
    .paid(months("2026-08", "2026-10"), wage=3_100_000, batch=2)
)


def test_a_record_that_a_later_one_replaced_is_ignored(lake: Lake) -> None:
    known = corrected.known(lake)
    assert known["separation_date"] == date(2026, 10, 31)
    assert known["separation_reason_code"] == 22
    assert known["average_daily_wage"] == 101_086


def test_the_latest_of_several_separations_counts(lake: Lake) -> None:
    assert two_jobs.known(lake)["separation_date"] == date(2026, 2, 28)
    assert back_in_three_years.known(lake)["separation_date"] == date(2026, 10, 31)
    assert back_in_three_years.known(lake, date(2024, 1, 1))["separation_date"] == date(2021, 12, 31)


still_in_second_job = TOWN.person().job("2024-01-01", "2026-11-01").job("2025-01-01", at=SHOP)


def test_someone_with_another_insured_job_has_not_separated(lake: Lake) -> None:
    known = still_in_second_job.known(lake, ON)
    assert known["employed"] is True
    assert "separation_date" not in known
