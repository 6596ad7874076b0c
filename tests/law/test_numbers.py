"""A parameter called verified stands in the text of an article it cites; a wrong number would not."""

from __future__ import annotations

from datetime import date

import pytest
from tests.law.statutes import ABSENT, FOLDER, numbers, passage, promulgated, states, supplement

from ieum.benefits.parameters import Parameter, parameters
from ieum.kernel import LawRef, add_months

reads_statutes = pytest.mark.skipif(not FOLDER.is_dir(), reason=ABSENT)

VERIFIED = [entry for entry in parameters().values() if entry.source == "statute" and entry.verified]


def stated(entry: Parameter, value: int) -> bool:
    return any(states(passage(reference) or "", entry.unit, value) for reference in entry.law)


@reads_statutes
@pytest.mark.parametrize("entry", VERIFIED, ids=lambda entry: entry.name)
def test_value_in_force_stands_in_the_article(entry: Parameter) -> None:
    value = entry.values[-1]
    places = ", ".join(map(str, entry.law))
    assert stated(entry, value), f"{entry.name} = {value}{entry.unit} does not stand in {places}"


@reads_statutes
@pytest.mark.parametrize("entry", VERIFIED, ids=lambda entry: entry.name)
def test_a_wrong_number_would_be_noticed(entry: Parameter) -> None:
    value = entry.values[-1]
    wrong = [value + 1, value - 1, value * 10, value * 2 + 3]
    assert not any(stated(entry, number) for number in wrong)


def test_verified_parameters_use_units_the_reader_knows() -> None:
    assert {entry.unit for entry in VERIFIED} <= {"원", "일", "개월", "년", "%", "세", "시간"}
    assert len(VERIFIED) > 40


def test_numbers_from_notices_are_never_called_verified() -> None:
    assert not [entry.name for entry in parameters().values() if entry.source == "notice" and entry.verified]


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("임금일액이 11만3500원을 초과하는 경우", "원", 113_500),
        ("250만원으로 한다", "원", 2_500_000),
        ("4억원을 말한다", "원", 400_000_000),
        ("1억5천만원 미만", "원", 150_000_000),
        ("총공사금액이 2천만원 미만", "원", 20_000_000),
        ("66,048원", "원", 66_048),
        ("기초일액에 100분의 60을 곱한", "%", 60),
        ("합산하여 180일 이상일 것", "일", 180),
        ("12개월 이내에", "개월", 12),
        ("1년이 되는 날까지", "개월", 12),
        ("2년 이내에", "개월", 24),
        ("3년의 범위에서", "년", 3),
        ("15세 이상 64세 이하", "세", 64),
        ("100일 또는 800시간", "시간", 800),
    ],
)
def test_number_finder(text: str, unit: str, value: int) -> None:
    assert states(text, unit, value)
    assert not states(text, unit, value + 1)
    assert not states(text, unit, value * 10)


@pytest.mark.parametrize(
    "text",
    ["<개정 2019.1.15, 2025.12.23>", "제40조제1항제1호", "[시행일: 2025.2.23]", "원수급인", "일용근로자"],
)
def test_dates_of_amendments_and_article_numbers_are_not_numbers(text: str) -> None:
    assert numbers(text) == set()


# --- When a number came into force: the supplementary provisions decide ---


@reads_statutes
def test_wage_ceiling_of_2026_starts_with_separations_from_its_commencement() -> None:
    text = supplement("고용보험법", "시행령", "35934")
    assert "2026년 1월 1일부터 시행" in text
    assert "이 영 시행 전에 이직한 사람" in text
    ceiling = parameters()["daily_wage_ceiling"]
    assert ceiling.on(date(2026, 1, 1)) == 113_500
    assert ceiling.on(date(2025, 12, 31)) == 110_000


@reads_statutes
def test_short_parental_leave_starts_when_six_months_have_passed() -> None:
    text = supplement("고용보험법", "법률", "21372")
    assert "공포 후 6개월이 경과한 날부터" in text
    commencement = add_months(promulgated(text), 6).toordinal() + 1
    days = parameters()["short_leave_minimum_days"]
    assert days.starts[0] == date.fromordinal(commencement) == date(2026, 8, 20)
    assert days.on(date(2026, 8, 19)) is None


@reads_statutes
def test_parental_leave_tiers_start_on_1_january_2025() -> None:
    assert "2025년 1월 1일부터 시행" in supplement("고용보험법", "시행령", "35100")
    tiers = [
        entry
        for name, entry in parameters().items()
        if name.startswith(("leave_pay_", "both_parents_", "lone_"))
    ]
    assert {entry.starts[0] for entry in tiers} == {date(2025, 1, 1)}


@reads_statutes
def test_military_service_counts_since_9_february_2024() -> None:
    text = supplement("구직자취업촉진및생활안정지원에관한법률", "시행령", "34195")
    assert "2024년 2월 9일부터 시행" in text
    assert parameters()["military_years_ceiling"].starts[0] == date(2024, 2, 9)


@reads_statutes
def test_remuneration_base_is_not_in_force_before_2028() -> None:
    text = supplement("고용보험법", "법률", "21473")
    assert "2028년 1월 1일부터 시행" in text
    assert "2028년 1월 1일 전에 이직한 근로자" in text


@reads_statutes
@pytest.mark.parametrize(("letter", "months"), [("가", 1), ("다", 3), ("라", 4), ("마", 5), ("바", 6)])
def test_both_parents_ceilings_in_the_order_of_the_decree(letter: str, months: int) -> None:
    place = LawRef.parse(f"고용보험법 시행령 제95조의3제1항제1호{letter}목")
    text = passage(place)
    assert text is not None
    assert ("개월", months) in numbers(text)
    highest = max(value for unit, value in numbers(text) if unit == "원")
    assert highest == parameters()[f"both_parents_ceiling_{months}"].values[-1]
