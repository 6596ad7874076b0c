"""What the query reckons on the parts of a date is what the calendar says; candidates are the whole table."""

from __future__ import annotations

import random
from datetime import date, timedelta

import duckdb
import ibis
import polars as pl
import pytest

from ieum.benefits import PROGRAMMES
from ieum.benefits.language import fact, months_after, months_between, years_between
from ieum.benefits.population import candidates_sql, compute_population, fact_columns
from ieum.benefits.programmes.periods import expires
from ieum.kernel import add_months, whole_months, whole_years
from tests.benefits.people import random_person
from tests.benefits.test_population import ON, judged_by_query, people_table

FIRST, DAYS = date(1895, 1, 1), 80_000


def computed(wanted: dict, days: list[date], others: list[date]) -> pl.DataFrame:
    people = pl.DataFrame({"birth_date": days, "separation_date": others})
    table = ibis.table({"birth_date": "date", "separation_date": "date"}, name="people")
    query = ibis.to_sql(compute_population(table, ON, wanted), dialect="duckdb")
    with duckdb.connect() as connection:
        connection.register("people", people.to_arrow())
        return connection.sql(str(query)).pl()


@pytest.mark.parametrize("months", [-13, -1, 1, 6, 12, 18, 36, 48, 1199])
def test_every_day_of_two_centuries_moves_by_months_as_the_civil_act_says(months: int) -> None:
    days = [FIRST + timedelta(days=number) for number in range(DAYS)]
    birth = fact("birth_date")
    moved = computed({"moved": months_after(birth, months), "ends": expires(birth, months)}, days, days)
    assert moved["moved"].to_list() == [add_months(day, months) for day in days]
    following = (add_months(day + timedelta(days=1), months) - timedelta(days=1) for day in days)
    ends = [max(add_months(day, months), later) for day, later in zip(days, following, strict=True)]
    assert moved["ends"].to_list() == ends


def test_months_and_years_between_any_two_days_are_counted_by_anniversary() -> None:
    random_ = random.Random("between")
    days = [FIRST + timedelta(days=random_.randrange(DAYS)) for _ in range(50_000)]
    others = [day + timedelta(days=random_.randrange(-4_000, 4_000)) for day in days]
    span = fact("birth_date"), fact("separation_date")
    counted = computed({"months": months_between(*span), "years": years_between(*span)}, days, others)
    pairs = list(zip(days, others, strict=True))
    assert counted["months"].to_list() == [whole_months(*pair) for pair in pairs]
    assert counted["years"].to_list() == [whole_years(*pair) for pair in pairs]


@pytest.mark.parametrize("programme", list(PROGRAMMES))
def test_candidates_leave_out_only_people_who_are_refused(programme: str) -> None:
    random_ = random.Random(programme)
    people = [random_person(random_, ON, 0.2) for _ in range(5_000)]
    whole = judged_by_query(people, ON)
    query = candidates_sql(
        "people", {"row_number": "int64", **fact_columns()}, ON, programme, keep=["row_number"]
    )
    with duckdb.connect() as connection:
        connection.register("people", people_table(people).with_row_index("row_number").to_arrow())
        rows = {row.pop("row_number"): row for row in connection.sql(query).pl().to_dicts()}
    assert 0 < len(rows) < len(people)
    for number, everything in enumerate(whole):
        if number in rows:
            assert rows[number] == {name: everything[name] for name in rows[number]}
        else:
            assert everything[f"{programme}__possible"] is False
