"""What the register, means, arrears and leave records tell, each fact worked by hand from the article."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from ieum.kernel import NotFound, StandardKey
from ieum.lake import Lake
from tests.benefits.test_holdings_records import FACTORY, ON, SHOP, Resident, Town, months

TOWN = Town("가")
M = 1_000_000


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lake]:
    with TOWN.load(tmp_path_factory.mktemp("families")) as lake:
        yield lake


head = TOWN.person("1980-05-01", "M", "Kim").means(earned=2 * M, deposit=50 * M)
wife = TOWN.person("1982-05-01", "F", "Kim", "배우자").means(business=1 * M, car=7 * M)
son = TOWN.person("2007-11-25", "M", "Kim", "자녀").means(student=True)
daughter = TOWN.person("2012-05-01", "F", "Kim", "자녀").means()
grandmother = TOWN.person("1956-11-24", "F", "Kim", "부모").means(pension=300_000, land=100 * M)
cousin = TOWN.person("1999-05-01", "F", "Kim", "기타").means(earned=9 * M)


def test_a_household_is_the_applicant_spouse_parents_and_children_on_one_register(lake: Lake) -> None:
    # 구직자취업촉진법 시행령 제2조제1항: applicant, spouse, lineal kin of the first degree
    sizes = {who: who_is.known(lake).get("household_size") for who, who_is in FAMILY.items()}
    assert sizes == {
        "head": 5,  # with wife, two children and his mother
        "wife": 4,  # not with her mother-in-law
        "son": 3,  # with his parents; not with sister and grandmother
        "daughter": 3,
        "grandmother": 2,  # with her son
        "cousin": None,  # the register does not say whose child or wife
    }


FAMILY = {
    "head": head,
    "wife": wife,
    "son": son,
    "daughter": daughter,
    "grandmother": grandmother,
    "cousin": cousin,
}


def test_household_income_and_property_are_the_members_sums(lake: Lake) -> None:
    known = head.known(lake)  # 시행령 제2조제4항, 제3조제2항
    assert known["household_monthly_income"] == 3_300_000
    assert known["household_property"] == 157 * M
    assert known["own_monthly_income"] == 2 * M
    known = son.known(lake)
    assert known["household_monthly_income"] == 3 * M
    assert known["household_property"] == 57 * M
    assert known["own_monthly_income"] == 0


def test_dependants_are_those_living_along_of_18_or_less_or_70_or_more(lake: Lake) -> None:
    # on 2026-11-24 the son, born 2007-11-25, is 18 for one more day; the grandmother turns 70 today
    assert head.known(lake)["dependants"] == 3
    assert head.known(lake, date(2026, 11, 23))["dependants"] == 2
    assert head.known(lake, date(2026, 11, 25))["dependants"] == 2
    assert son.known(lake)["dependants"] == 2
    # in 2010 the son and the cousin are children, the daughter is not born yet
    assert head.known(lake, date(2010, 1, 1))["dependants"] == 2


no_means = TOWN.person("1985-05-01", "F", "Lee").means(earned=1 * M)
silent = TOWN.person("1984-05-01", "M", "Lee", "배우자")


def test_a_members_unknown_income_makes_the_households_unknown(lake: Lake) -> None:
    known = no_means.known(lake)
    assert known["household_size"] == 2
    assert "household_monthly_income" not in known
    assert "household_property" not in known
    assert known["own_monthly_income"] == 1 * M


lost_since = TOWN.person().means("2026-06-30", earned=3 * M, land=10 * M).job("2024-01-01", "2026-11-01")
hired_since = TOWN.person().means("2026-06-30", land=10 * M).job("2026-09-01")
jobless_then = TOWN.person().means("2026-06-30").job("2024-01-01", "2026-06-01")
newer_means = (
    TOWN.person()
    .means("2025-06-30", earned=3 * M)
    .means("2026-10-31", earned=2 * M, batch=2)
    .job("2024-01-01")
)


def test_income_from_before_a_job_was_lost_or_taken_is_unknown(lake: Lake) -> None:
    for person in (lost_since, hired_since):
        known = person.known(lake)
        assert "own_monthly_income" not in known
        assert "household_monthly_income" not in known
        assert known["household_property"] == 10 * M  # property does not go with the job
    assert jobless_then.known(lake)["own_monthly_income"] == 0


def test_the_latest_means_up_to_the_day_count(lake: Lake) -> None:
    assert newer_means.known(lake)["own_monthly_income"] == 2 * M
    assert newer_means.known(lake, date(2026, 1, 1))["own_monthly_income"] == 3 * M
    assert "own_monthly_income" not in newer_means.known(lake, date(2025, 1, 1))


shopkeeper = TOWN.person().means(business=1 * M)
uninsured_earner = TOWN.person().means(earned=1 * M)
idle = TOWN.person().means(livelihood=True, disabled=True, lone_parent=True, student=True)


def test_whether_employed_is_unknown_where_records_do_not_settle_it(lake: Lake) -> None:
    assert hired_since.known(lake)["employed"] is True
    assert "employed" not in shopkeeper.known(lake)
    assert "employed" not in uninsured_earner.known(lake)
    assert idle.known(lake)["employed"] is False


def test_statuses_come_with_the_means(lake: Lake) -> None:
    known = idle.known(lake)
    for fact in ("livelihood_benefit", "disabled", "lone_parent", "student"):
        assert known[fact] is True
        assert shopkeeper.known(lake)[fact] is False
        assert fact not in silent.known(lake)


served = TOWN.person("1996-05-01").means(military=548)
young_woman = TOWN.person("1998-05-01", "F").means()
young_man = TOWN.person("1990-11-25").means()
turned_36 = TOWN.person("1990-11-24").means()


def test_military_service_by_sex_and_age(lake: Lake) -> None:
    assert served.known(lake)["military_service_days"] == 548
    assert young_woman.known(lake)["military_service_days"] == 0
    assert "military_service_days" not in young_man.known(lake)
    assert young_woman.known(lake)["in_military_service"] is False
    assert "in_military_service" not in young_man.known(lake)
    assert turned_36.known(lake)["in_military_service"] is False  # 병역법 제71조: no call-up from 36 on


unregistered = TOWN.person(household="-").job("2020-01-01")
nobody_knows = TOWN.person()
ASKED_OF_THE_PERSON = {"separation_reason_code", "has_arrears", "own_monthly_income", "employed", "student"}


def test_without_records_little_is_known_and_nothing_guessed(lake: Lake) -> None:
    known = nobody_knows.known(lake)
    assert known["birth_date"] == date(1990, 5, 1)
    assert known["household_size"] == 1
    assert not ASKED_OF_THE_PERSON & known.keys()
    assert len(known) < 15
    unseen = unregistered.known(lake)  # insured, but on no register: who lives there is not known
    assert not {"household_size", "dependants", "parental_leave_taken"} & unseen.keys()


def test_a_key_nobody_has_is_not_found(lake: Lake) -> None:
    unknown = StandardKey.mint("P", "nobody", b"another secret")
    with pytest.raises(NotFound) as error:
        nobody_knows_key(lake, unknown)
    assert error.value.exit_code == 3


def nobody_knows_key(lake: Lake, key: StandardKey) -> None:
    from ieum.benefits.holdings import look_up

    look_up(lake, key, ON)


def unpaid(first: str, last: str, **told: str) -> Resident:
    """Quit on 2026-06-30 by own will; reported in July."""
    person = TOWN.person().job("2023-01-01", "2026-07-01", 11)
    return person.arrears("2026-07-10", (first, last), retired="2026-06-30", **told)


two_months = unpaid("2026-05", "2026-06")
one_month = unpaid("2026-06", "2026-06")
mostly_before = unpaid("2024-01", "2025-07")
long_ago = unpaid("2024-01", "2025-05")
other_firm = (
    TOWN.person().job("2023-01-01", "2026-07-01", 11).arrears("2026-07-10", ("2026-01", "2026-06"), at=SHOP)
)


def test_two_months_unpaid_within_the_year_are_just_cause(lake: Lake) -> None:
    # 고용보험법 시행규칙 별표 2 제1호: within the year before the separation, 2025-07-01 to 2026-06-30
    assert two_months.known(lake)["just_cause"] == 1
    for person in (one_month, mostly_before, long_ago, other_firm):
        assert "just_cause" not in person.known(lake)


confirmed = unpaid("2026-04", "2026-06", confirmed="2026-09-01")
judged = unpaid("2026-04", "2026-06", sued="2026-08-03", judged="2026-10-01")


def test_a_report_alone_confirms_nothing(lake: Lake) -> None:
    known = two_months.known(lake)
    assert known["has_arrears"] is True
    assert known["left_arrears_employer"] is True
    assert known["arrears_retired_on"] == date(2026, 6, 30)
    assert known["unpaid_wages"] == 5 * M
    assert (
        known["unpaid_severance"] == known["unpaid_shutdown_allowance"] == known["unpaid_maternity_pay"] == 0
    )
    assert known["insolvency_payment_received"] == 0
    assert known["simple_payment_received"] is False
    assert known["arrears_report_filed"] is True
    assert known["arrears_reported_on"] == date(2026, 7, 10)
    assert known["last_arrears_on"] == date(2026, 6, 30)
    assert known["employer_covered"] is True
    assert known["employer_operating_since"] == date(2010, 5, 1)
    for fact in ("arrears_confirmed", "judgment_obtained", "suit_filed"):
        assert known[fact] is False
    assert not {"arrears_confirmed_on", "judged_on", "sued_on", "contract_hourly_wage"} & known.keys()


def test_confirmation_suit_and_judgment_are_dated(lake: Lake) -> None:
    known = confirmed.known(lake)
    assert known["arrears_confirmed"] is True
    assert known["arrears_confirmed_on"] == date(2026, 9, 1)
    known = judged.known(lake)
    assert known["suit_filed"] is known["judgment_obtained"] is True
    assert (known["sued_on"], known["judged_on"]) == (date(2026, 8, 3), date(2026, 10, 1))


def test_what_came_after_the_day_asked_about_is_not_known_on_it(lake: Lake) -> None:
    august = date(2026, 8, 31)
    known = confirmed.known(lake, august)
    assert known["arrears_confirmed"] is False
    assert "arrears_confirmed_on" not in known
    known = judged.known(lake, august)
    assert known["suit_filed"] is True
    assert known["judgment_obtained"] is False
    assert "judged_on" not in known
    assert "has_arrears" not in confirmed.known(lake, date(2026, 7, 9))


unpaid_at_work = (
    TOWN.person()
    .job("2023-01-01", monthly=2_300_000)
    .job("2025-01-01", at=SHOP, monthly=9_000_000)
    .arrears("2026-10-05", ("2026-08", "2026-09"), already_paid=500_000)
)
left_since = TOWN.person().job("2023-01-01", "2026-11-01").arrears("2026-10-05", ("2026-08", "2026-09"))


def test_arrears_of_someone_still_at_work_there(lake: Lake) -> None:
    known = unpaid_at_work.known(lake)
    assert known["left_arrears_employer"] is False
    assert "arrears_retired_on" not in known
    # 시행령 제7조제3항제2호: that employer's pay, 2,300,000 ÷ 209 = 11,004.7, not the second job's
    assert known["contract_hourly_wage"] == 11_004
    assert known["simple_payment_received"] is True
    assert known["last_arrears_on"] == date(2026, 9, 30)


def test_leaving_after_the_report_shows_in_the_insurance_record(lake: Lake) -> None:
    known = left_since.known(lake)
    assert known["left_arrears_employer"] is True
    assert known["arrears_retired_on"] == date(2026, 10, 31)
    assert left_since.known(lake, date(2026, 10, 31))["left_arrears_employer"] is False


mother = (
    TOWN.person("1992-05-01", "F", "Park")
    .job("2022-01-01", monthly=3_000_000)
    .paid(months("2025-01", "2025-12"))
    .leave("B1", "2026-01-10", "2026-04-09", "출산전후휴가")
    .leave("B1", "2026-04-01", "2027-03-31", employer_pays=200_000)
)
father = (
    TOWN.person("1990-05-01", "M", "Park", "배우자")
    .job("2020-01-01")
    .paid(months("2025-01", "2026-09"))
    .leave("B1", "2026-02-01", "2026-04-30")
    .leave("B1", "2026-10-01", "2026-11-30")
)
infant = TOWN.person("2026-01-20", "F", "Park", "자녀")
TOWN.birth("B1", "2026-01-20", mother, father)


def test_a_leave_and_what_surrounds_it(lake: Lake) -> None:
    known = mother.known(lake)
    assert known["parental_leave_taken"] is True
    assert known["parental_leave_start"] == date(2026, 4, 1)
    assert known["parental_leave_end"] == date(2027, 3, 31)
    assert known["child_birth_date"] == date(2026, 1, 20)
    assert known["maternity_overlap_days"] == 9  # 고용보험법 제70조제1항: 1 to 9 April
    assert known["insured_unit_days_before_leave"] == 12 * 26
    assert known["monthly_ordinary_wage"] == 3_000_000
    assert known["employer_monthly_pay"] == 200_000
    assert known["prior_leave_months"] == 0
    assert known["partner_leave_months"] == 3 + 2
    assert known["left_job_during_leave"] is False
    assert known["worked_days_during_leave"] == 0
    assert known["short_child_care_leave"] is False


def test_months_taken_before_for_the_same_child(lake: Lake) -> None:
    known = father.known(lake)
    assert known["parental_leave_start"] == date(2026, 10, 1)
    assert known["prior_leave_months"] == 3
    assert known["partner_leave_months"] == 12  # all of hers lies before 2027-07-20, 18 months of age
    assert known["maternity_overlap_days"] == 0
    assert known["insured_unit_days_before_leave"] == 21 * 26
    in_spring = father.known(lake, date(2026, 3, 1))
    assert in_spring["parental_leave_start"] == date(2026, 2, 1)
    assert in_spring["prior_leave_months"] == 0


late_mother = TOWN.person("1991-05-01", "F", "Choi").job("2022-01-01").leave("B2", "2026-01-01", "2026-10-15")
late_father = (
    TOWN.person("1991-05-01", "M", "Choi", "배우자").job("2022-01-01").leave("B2", "2025-09-15", "2026-09-14")
)
TOWN.birth("B2", "2024-10-20", late_mother, late_father)


def test_a_partners_months_count_until_the_child_is_18_months_old(lake: Lake) -> None:
    # 시행령 제95조의3제1항: 18 months on 2026-04-20; from 2025-09-15 that is 7 whole months, from January 3
    assert late_mother.known(lake)["partner_leave_months"] == 7
    assert late_father.known(lake)["partner_leave_months"] == 3


alone = TOWN.person("1991-05-01", "F", "Jung").job("2022-01-01").leave("B3", "2026-09-01", "2026-09-14")
TOWN.birth("B3", "2021-03-02", alone, None)
quit_on_leave = (
    TOWN.person("1991-05-01", "F", "Kang")
    .job("2022-01-01", "2026-09-01", 11)
    .job("2026-10-01", at=SHOP)
    .leave("B4", "2026-05-01", "2027-04-30")
)
TOWN.birth("B4", "2026-02-01", quit_on_leave, None)
drew_before = (
    TOWN.person("1991-05-01", "F", "Yoon")
    .job("2022-01-01", "2025-07-01", benefit_until="2025-10-31")
    .paid(months("2025-01", "2025-06"))
    .job("2026-01-01", at=SHOP)
    .paid(months("2026-01", "2026-08"), days=20, at=SHOP)
    .leave("B5", "2026-09-01", "2027-08-31")
)
TOWN.birth("B5", "2026-03-01", drew_before, None)


def test_a_leave_of_two_weeks_is_a_short_one_and_a_missing_partner_unknown(lake: Lake) -> None:
    known = alone.known(lake)
    assert known["short_child_care_leave"] is True
    assert "partner_leave_months" not in known


def test_quitting_or_taking_other_work_during_leave(lake: Lake) -> None:
    known = quit_on_leave.known(lake)
    assert known["left_job_during_leave"] is True
    assert "worked_days_during_leave" not in known  # a second job began: how many days, no record tells


def test_days_before_a_benefit_drawn_earlier_do_not_count_for_leave_either(lake: Lake) -> None:
    assert drew_before.known(lake)["insured_unit_days_before_leave"] == 8 * 20  # 고용보험법 제41조제2항


ended_a_year_ago = TOWN.person("1991-05-01", "F").job("2022-01-01").leave("B6", "2025-05-01", "2025-11-24")
ended_longer_ago = TOWN.person("1991-05-01", "F").job("2022-01-01").leave("B6", "2025-05-01", "2025-11-23")


def test_a_leave_matters_until_a_year_after_its_end(lake: Lake) -> None:
    assert ended_a_year_ago.known(lake)["parental_leave_taken"] is True  # 고용보험법 제70조제2항
    assert ended_longer_ago.known(lake)["parental_leave_taken"] is False
    assert "parental_leave_start" not in ended_longer_ago.known(lake)


def test_each_held_fact_names_who_holds_it_and_since_when(lake: Lake) -> None:
    held = {each.fact: each for each in two_months.holdings(lake).held}
    assert held["separation_date"].holder == "근로복지공단"
    assert held["unpaid_wages"].source == "임금체불 신고 자료"
    assert date.fromisoformat(held["unpaid_wages"].as_of)
    assert FACTORY not in {str(each.value) for each in held.values()}


def test_looking_one_person_up_tells_what_deriving_everyone_does(lake: Lake) -> None:
    for person in (head, son, cousin, two_months, left_since, mother, late_father, nobody_knows):
        assert dict(person.holdings(lake).facts) == dict(person.known(lake))
