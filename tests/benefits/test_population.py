"""The population query and the one-person evaluation are two readings of the same rules: they must agree."""

from __future__ import annotations

import random
from datetime import date

import duckdb
import polars as pl
import pytest

from ieum.benefits import PROGRAMMES, Value, Verdict, assess, facts_catalogue
from ieum.benefits.evaluation import Tape
from ieum.benefits.population import candidates_sql, fact_columns, population_sql
from ieum.kernel import BadInput
from tests.benefits.people import random_person

ON = date(2026, 11, 24)
SHARDS, SHARD = 10, 10_000
_POLARS = {"boolean": pl.Boolean, "date": pl.Date}


def people_table(people: list[dict[str, Value]]) -> pl.DataFrame:
    columns = {spec.name: _POLARS.get(spec.type, pl.Int64) for spec in facts_catalogue()}
    return pl.DataFrame([{name: person.get(name) for name in columns} for person in people], schema=columns)


def judged_by_query(people: list[dict[str, Value]], on: date) -> list[dict[str, Value]]:
    table = people_table(people).with_row_index("row_number")
    query = population_sql("people", {"row_number": "int64", **fact_columns()}, on, keep=["row_number"])
    with duckdb.connect() as connection:
        connection.register("people", table.to_arrow())
        judged = connection.sql(f"SELECT * FROM ({query}) ORDER BY row_number").pl()
    return judged.drop("row_number").to_dicts()


def judged_one_by_one(people: list[dict[str, Value]], on: date) -> list[dict[str, Value]]:
    tape = Tape([root for programme in PROGRAMMES.values() for root in programme.roots])
    return [_row(tape, tape.run(person, on)) for person in people]


def _row(tape: Tape, values: list[Value]) -> dict[str, Value]:
    row: dict[str, Value] = {}
    for programme in PROGRAMMES.values():
        possible = values[tape.place[id(programme.substantive)]] is not False
        row[f"{programme.key}__entitled"] = values[tape.place[id(programme.entitled)]]
        row[f"{programme.key}__possible"] = possible
        row[f"{programme.key}__signal"] = values[tape.place[id(programme.signal)]]
        outputs = {rule.name: rule for rule in programme.outputs}
        if programme.deadline is not None:
            outputs["deadline"] = programme.deadline
        for name, rule in outputs.items():
            row[f"{programme.key}__{name}"] = values[tape.place[id(rule)]] if possible else None
    return row


@pytest.mark.parametrize("shard", range(SHARDS))
def test_query_and_person_agree_on_random_people_unknowns_included(shard: int) -> None:
    random_ = random.Random(f"people {shard}")
    share = (0.0, 0.02, 0.1, 0.3)[shard % 4]
    people = [random_person(random_, ON, share) for _ in range(SHARD)]
    by_query = judged_by_query(people, ON)
    one_by_one = judged_one_by_one(people, ON)
    differing = [index for index in range(SHARD) if by_query[index] != one_by_one[index]]
    assert not differing, _difference(people[differing[0]], by_query[differing[0]], one_by_one[differing[0]])
    for programme in PROGRAMMES:
        verdicts = {row[f"{programme}__entitled"] for row in one_by_one}
        assert False in verdicts
        assert None in verdicts or share < 0.1


def test_agreement_is_tested_on_people_who_are_granted_something() -> None:
    random_ = random.Random("granted")
    people = [random_person(random_, ON, 0.0) for _ in range(30_000)]
    rows = judged_by_query(people, ON)
    granted = {key: sum(row[f"{key}__entitled"] is True for row in rows) for key in PROGRAMMES}
    assert all(count > 0 for count in granted.values()), granted


@pytest.mark.parametrize("on", [date(2019, 5, 1), date(2024, 2, 29), date(2026, 1, 1), date(2027, 1, 1)])
def test_query_and_person_agree_on_other_days(on: date) -> None:
    random_ = random.Random(str(on))
    people = [random_person(random_, on, 0.05) for _ in range(2_000)]
    assert judged_by_query(people, on) == judged_one_by_one(people, on)


def _difference(person: dict[str, Value], query: dict[str, Value], single: dict[str, Value]) -> str:
    lines = [
        f"{name}: query {query[name]}, person {single[name]}" for name in query if query[name] != single[name]
    ]
    return "\n".join([*lines, repr(person)])


def test_the_answer_a_person_gets_is_the_row_the_query_writes() -> None:
    random_ = random.Random("assessed")
    people = [random_person(random_, ON, 0.1) for _ in range(3_000)]
    compared = 0
    for person, row in zip(people, judged_by_query(people, ON), strict=True):
        try:
            assessment = assess(person, ON)
        except BadInput:
            continue  # dates drawn at random may contradict one another, which a person may not
        compared += 1
        for entitlement in assessment.entitlements:
            verdict = {Verdict.YES: True, Verdict.NO: False, Verdict.UNKNOWN: None}[entitlement.verdict]
            assert row[f"{entitlement.programme}__entitled"] == verdict
            for output in entitlement.outputs:
                assert row[f"{entitlement.programme}__{output.name}"] == output.value
            assert row.get(f"{entitlement.programme}__deadline") == entitlement.deadline
    assert compared > 200


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_screening_leaves_out_nobody_who_may_be_granted_something(programme: str) -> None:
    random_ = random.Random(f"screened {programme}")
    people = [random_person(random_, ON, 0.1) for _ in range(10_000)]
    table = people_table(people).with_row_index("row_number")
    columns = {"row_number": "int64", **fact_columns()}
    everyone = population_sql("people", columns, ON, [programme], keep=["row_number"])
    candidates = candidates_sql("people", columns, ON, programme, keep=["row_number"])
    with duckdb.connect() as connection:
        connection.register("people", table.to_arrow())
        judged = connection.sql(f"SELECT * FROM ({everyone}) ORDER BY row_number").pl()
        screened = connection.sql(f"SELECT * FROM ({candidates}) ORDER BY row_number").pl()
    assert screened.height < judged.height
    left_out = judged.join(screened, on="row_number", how="anti")
    assert not left_out[f"{programme}__possible"].any()
    assert screened.equals(judged.join(screened, on="row_number", how="semi").select(screened.columns))
