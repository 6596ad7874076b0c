"""A country of 2,000: one person looked up, everyone at once, and the truth must say the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
from benchmarks.master.truth import judged_records

from ieum.benefits import PROGRAMMES, Value, Verdict, assess
from ieum.benefits.evaluation import Tape
from ieum.benefits.explanation import Reasons
from ieum.benefits.holdings import look_up, population_facts
from ieum.benefits.scan import TABLE, ScanReport, scan
from ieum.kernel import StandardKey
from ieum.lake import Lake
from ieum.master import assign_keys
from ieum.world import WORLD_DATE as ON
from ieum.world import build

LOOKED_UP, ASSESSED = 24, 250
"""How many of the 2,000 are looked up, and judged, one by one."""


@dataclass(frozen=True)
class Country:
    lake: Lake
    truth: Path
    report: ScanReport
    parquet: Path
    facts: dict[str, dict[str, Value]]
    """Everyone's held facts by standard key, as population_facts derives them."""

    @property
    def rows(self) -> pl.DataFrame:
        return self.lake.query(f"SELECT * FROM {TABLE}")


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Country]:
    folder = tmp_path_factory.mktemp("country")
    build(2_000, 7, folder)
    with Lake.open(folder / "lake") as lake:
        lake.ingest(folder / "extracts")
        assign_keys(lake)
        report = scan(lake, ON, folder / "out" / "found.parquet")
        cursor = lake.connection()
        population_facts(cursor, ON, "held")
        everyone = cursor.execute("SELECT * FROM held").pl()
        cursor.close()
        facts = {
            row.pop("standard_key"): {name: value for name, value in row.items() if value is not None}
            for row in everyone.to_dicts()
        }
        yield Country(lake, folder / "truth", report, folder / "out" / "found.parquet", facts)


def spread(keys: list[str], count: int) -> list[str]:
    """`count` of the keys, evenly through their order."""
    return sorted(keys)[:: max(1, len(keys) // count)]


def test_looking_up_one_person_tells_what_deriving_everyone_does(country: Country) -> None:
    rich = [
        key for key, facts in country.facts.items() if {"has_arrears", "parental_leave_start"} & facts.keys()
    ]
    for key in {*spread(rich, LOOKED_UP // 3), *spread(list(country.facts), LOOKED_UP * 2 // 3)}:
        assert dict(look_up(country.lake, StandardKey(key), ON).facts) == country.facts[key], key


def test_the_scan_lists_what_one_by_one_judgment_finds_worth_raising(country: Country) -> None:
    found = {(row["standard_key"], row["programme"]): row for row in country.rows.to_dicts()}
    tape = Tape([root for programme in PROGRAMMES.values() for root in programme.roots])
    listed = spread(country.rows["standard_key"].unique().to_list(), ASSESSED // 2)
    people = {*listed, *spread(list(country.facts), ASSESSED // 2)}
    compared = 0
    for key in people:
        facts = country.facts[key]
        reasons = Reasons(tape, tape.run(facts, ON))
        for entitlement in assess(facts, ON).entitlements:
            programme = PROGRAMMES[entitlement.programme]
            possible = reasons.value(programme.substantive) is not False
            raised = reasons.value(programme.signal) is True or entitlement.verdict is Verdict.YES
            row = found.get((key, programme.key))
            assert (row is not None) == (possible and raised), (key, programme.key)
            if row is None:
                continue
            expected = {Verdict.YES: "yes", Verdict.UNKNOWN: "unknown", Verdict.NO: "pending"}
            headline = entitlement.outputs[0]
            assert row["verdict"] == expected[entitlement.verdict]
            assert (row["headline"], row["amount"]) == (headline.name, headline.value), (key, programme.key)
            assert row["deadline"] == entitlement.deadline
            assert row["judged_on"] == ON
            compared += 1
    assert compared > 150
    assert {row["verdict"] for row in found.values()} >= {"unknown", "pending"}


def test_the_report_counts_the_rows_and_the_living(country: Country) -> None:
    report, rows = country.report, country.rows
    assert report.on == ON
    assert (
        report.people
        == len(country.facts)
        == country.lake.query("SELECT count(*) FROM person WHERE alive").item()
    )
    assert report.rows == rows.height == sum(report.by_programme.values())
    assert dict(rows.group_by("programme").len().rows()) == report.by_programme
    assert rows.select("standard_key", "programme").is_duplicated().sum() == 0
    assert rows["standard_key"].is_in(list(country.facts)).all()


def test_the_file_holds_the_rows_in_order_and_nothing_is_left_beside_it(country: Country) -> None:
    written = pl.read_parquet(country.parquet)
    assert written.columns == [
        "standard_key", "programme", "verdict", "headline", "amount", "unit", "deadline", "judged_on",
    ]  # fmt: skip
    assert written.equals(written.sort("standard_key", "programme"))
    assert written.equals(country.rows.sort("standard_key", "programme"))
    assert [path.name for path in country.parquet.parent.iterdir()] == ["found.parquet"]


def test_scanning_again_gives_the_same_file_byte_for_byte(country: Country) -> None:
    again = country.parquet.with_name("again.parquet")
    report = scan(country.lake, ON, again)
    first, second = country.parquet.read_bytes(), again.read_bytes()
    again.unlink()
    assert second == first
    assert report.rows == country.rows.height  # the table is replaced, not added to


@pytest.fixture(scope="module")
def persons(country: Country) -> pl.DataFrame:
    """person_id and the key of that person's numbered records, with what the extracts' makers know of them."""
    judged = judged_records(country.lake, country.truth)
    keys = judged.select("person_id", "true_key").drop_nulls().unique()
    truth = pl.read_parquet(country.truth / "people.parquet").with_columns(
        pl.col("person_id").cast(pl.String)
    )
    return truth.join(keys, on="person_id")


def share(right: int, of: int, what: str) -> float:
    print(f"{what}: {right} of {of} = {right / of:.4f}")
    return right / of


def test_employment_agrees_with_the_truth(country: Country, persons: pl.DataFrame) -> None:
    right = told = 0
    for person in persons.iter_rows(named=True):
        employed = country.facts.get(person["true_key"], {}).get("employed")
        if employed is not None:
            told += 1
            right += employed == (person["insured"] or person["otherwise_employed"])
    assert told > 1_200
    assert share(right, told, "employed, where told") >= 0.95


def test_separations_agree_with_the_truth(country: Country, persons: pl.DataFrame) -> None:
    events = pl.read_parquet(country.truth / "life_events.parquet").with_columns(
        pl.col("person_id", "kind").cast(pl.String)
    )
    kinds = {11: "resigned", 12: "resigned", 22: "laid_off", 23: "laid_off", 26: "dismissed", 31: "retired",
             32: "contract_ended"}  # fmt: skip
    lost = events.filter(pl.col("kind").is_in(list(kinds.values())) & (pl.col("date") <= ON))
    days = dict(lost.group_by("person_id").agg(pl.struct("date", "kind")).rows())
    right = told = reasons_right = 0
    for person in persons.filter(~pl.col("insured")).iter_rows(named=True):
        known = country.facts.get(person["true_key"], {})
        separated, code = known.get("separation_date"), known.get("separation_reason_code")
        if known.get("daily_worker") or separated is None or code not in kinds:
            continue
        assert isinstance(separated, date)
        told += 1
        happened = {(e["date"], e["kind"]) for e in days.get(person["person_id"], [])}
        on_the_day = {kind for day, kind in happened if abs(day - separated) <= timedelta(days=1)}
        right += bool(on_the_day)
        reasons_right += kinds[code] in on_the_day
    assert told > 100
    assert share(right, told, "separation date") >= 0.95
    assert share(reasons_right, told, "separation date and reason") >= 0.95


def test_parental_leave_agrees_with_the_truth(country: Country, persons: pl.DataFrame) -> None:
    on_leave = persons.filter("on_parental_leave")
    found = 0
    for person in on_leave.iter_rows(named=True):
        known = country.facts.get(person["true_key"], {})
        start, end = known.get("parental_leave_start"), known.get("parental_leave_end")
        found += isinstance(start, date) and isinstance(end, date) and start <= ON <= end
    assert on_leave.height >= 5
    assert share(found, on_leave.height, "on parental leave") >= 0.85


def test_household_size_agrees_with_the_truth_where_told(country: Country, persons: pl.DataFrame) -> None:
    own = persons.filter(pl.col("relation") == "본인")
    told = [
        (country.facts.get(p["true_key"], {}).get("household_size"), p["household_size"])
        for p in own.to_dicts()
    ]
    sizes = [(held, true) for held, true in told if held is not None]
    # the whole household lives there; 가구 leaves out those of no first-degree kin: never more than the truth
    assert share(sum(int(str(held)) <= true for held, true in sizes), len(sizes), "household size") >= 0.98
