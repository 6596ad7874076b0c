"""Periods as the Civil Act counts them, the clock, whole won, and errors that say what, where and what to do."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ieum.kernel import (
    BadInput,
    BadRule,
    IeumError,
    NotFound,
    Period,
    Unavailable,
    Won,
    add_months,
    now,
    parse_date,
    today,
    whole_months,
    whole_years,
)  # fmt: skip

days = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("start", "on", "years"),
    [
        (date(1990, 5, 1), date(2026, 4, 30), 35),
        (date(1990, 5, 1), date(2026, 5, 1), 36),
        (date(1976, 2, 29), date(2026, 2, 28), 49),
        (date(1976, 2, 29), date(2026, 3, 1), 50),
        (date(1976, 2, 29), date(2024, 2, 28), 47),
        (date(1976, 2, 29), date(2024, 2, 29), 48),
        (date(2026, 1, 1), date(2026, 1, 1), 0),
        (date(2026, 1, 2), date(2026, 1, 1), -1),
    ],
)
def test_full_years_by_anniversary(start: date, on: date, years: int) -> None:
    assert whole_years(start, on) == years


@pytest.mark.parametrize(
    ("start", "on", "months"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), 0),
        (date(2026, 1, 31), date(2026, 3, 1), 1),
        (date(2026, 1, 15), date(2026, 2, 14), 0),
        (date(2026, 1, 15), date(2026, 2, 15), 1),
        (date(2025, 8, 31), date(2026, 3, 1), 6),
        (date(2024, 2, 29), date(2025, 2, 28), 11),
        (date(2026, 3, 1), date(2026, 1, 1), -2),
    ],
)
def test_full_months_by_anniversary(start: date, on: date, months: int) -> None:
    assert whole_months(start, on) == months


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 11, 24), 0, date(2026, 11, 24)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_corresponding_day_or_the_months_last(day: date, months: int, result: date) -> None:
    assert add_months(day, months) == result


@given(days, st.integers(-600, 600))
def test_added_months_land_in_the_month_meant(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or (moved.day < day.day and (moved + timedelta(days=1)).day == 1)


@given(days, days, st.integers(0, 3_000))
def test_time_never_runs_backwards(start: date, on: date, later: int) -> None:
    after = on + timedelta(days=later)
    assert whole_years(start, after) >= whole_years(start, on)
    assert whole_months(start, after) >= whole_months(start, on)


@given(days, days)
def test_years_are_twelve_months(start: date, on: date) -> None:
    assert whole_years(start, on) == whole_months(start, on) // 12


@pytest.mark.parametrize(
    ("period", "day", "inside"),
    [
        (Period(date(2026, 1, 1), date(2026, 1, 31)), date(2025, 12, 31), False),
        (Period(date(2026, 1, 1), date(2026, 1, 31)), date(2026, 1, 1), True),
        (Period(date(2026, 1, 1), date(2026, 1, 31)), date(2026, 1, 31), True),
        (Period(date(2026, 1, 1), date(2026, 1, 31)), date(2026, 2, 1), False),
        (Period(date(2026, 1, 1)), date(2100, 1, 1), True),
    ],
)
def test_both_ends_belong_to_a_period(period: Period, day: date, inside: bool) -> None:
    assert (day in period) is inside


def test_days_of_a_period() -> None:
    assert Period(date(2026, 1, 1), date(2026, 1, 1)).days(ON) == 1
    assert Period(date(2026, 1, 1), date(2026, 1, 31)).days(ON) == 31
    assert Period(date(2026, 11, 1)).days(ON) == 24


ON = date(2026, 11, 24)


def test_period_cannot_end_before_it_starts() -> None:
    with pytest.raises(BadInput, match="ends"):
        Period(date(2026, 1, 2), date(2026, 1, 1))


spans = st.builds(
    lambda start, length: Period(start, None if length is None else start + timedelta(days=length)),
    st.dates(date(2020, 1, 1), date(2020, 3, 31)),
    st.none() | st.integers(0, 60),
)


@given(spans, spans, st.dates(date(2020, 1, 1), date(2020, 6, 30)))
def test_overlap_holds_exactly_the_days_of_both(one: Period, other: Period, day: date) -> None:
    shared = one.overlap(other)
    assert shared == other.overlap(one)
    assert (shared is not None and day in shared) is (day in one and day in other)


# --- Clock ---


def test_today_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IEUM_TODAY", "2026-11-24")
    assert today() == ON


def test_today_is_koreas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("IEUM_TODAY", raising=False)
    before = now().date()
    assert before <= today() <= now().date()
    assert now().utcoffset() == timedelta(hours=9)
    assert abs(now() - datetime.now(UTC)) < timedelta(minutes=1)


@pytest.mark.parametrize("text", ["", "2026-13-01", "2026-02-29", "24.11.2026", "오늘"])
def test_what_is_no_date_is_refused_naming_its_place(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_date(text, where="separation_date")
    assert refused.value.where == "separation_date"
    assert "YYYY-MM-DD" in refused.value.remedy


def test_wrong_today_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IEUM_TODAY", "tomorrow")
    with pytest.raises(BadInput, match="IEUM_TODAY"):
        today()


# --- Won ---


@given(st.integers(-(2**62), 2**62 - 1), st.integers(-(2**62), 2**62 - 1))
def test_won_adds_and_subtracts_exactly(a: int, b: int) -> None:
    assert (Won(a) + Won(b)).amount == a + b
    assert (Won(a) - Won(b)).amount == a - b
    assert (Won(a) < Won(b)) is (a < b)


def test_won_is_shown_in_korean() -> None:
    assert str(Won(66_048 * 150)) == "9,907,200원"


@pytest.mark.parametrize("amount", [2**63, -(2**63) - 1])
def test_won_beyond_64_bits_is_refused(amount: int) -> None:
    with pytest.raises(BadInput):
        Won(amount)


# --- Errors ---


@pytest.mark.parametrize(
    ("error", "exit_code"), [(IeumError, 1), (BadInput, 2), (NotFound, 3), (BadRule, 4), (Unavailable, 5)]
)
def test_errors_say_what_where_and_what_to_do(error: type[IeumError], exit_code: int) -> None:
    raised = error("the file is not readable", where="people.csv:3", remedy="save it as UTF-8")
    assert str(raised) == "people.csv:3: the file is not readable → save it as UTF-8"
    assert raised.exit_code == exit_code
    assert str(error("plain")) == "plain"
