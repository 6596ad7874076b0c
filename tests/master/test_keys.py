"""Who is who, against a world whose truth is known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from benchmarks.master.truth import agreement, judged_records
from tests.lake.extracts import (
    KIM,
    LEE,
    insurance_line,
    register_line,
    write_births,
    write_insurance,
    write_register,
)

from ieum.kernel import NotFound, StandardKey
from ieum.lake import Lake
from ieum.master import (
    KeyReport,
    assign_keys,
    find_person,
    household_of,
    records_of,
    search_people,
)
from ieum.master.sources import records_sql
from ieum.world import build

PEOPLE = 4_000


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    build(PEOPLE, 11, folder)
    return folder


@pytest.fixture(scope="module")
def keyed(world: Path) -> Iterator[tuple[Lake, KeyReport]]:
    with Lake.open(world / "lake") as lake:
        lake.ingest(world / "extracts")
        yield lake, assign_keys(lake)


def test_linking_is_nearly_always_right_and_finds_most(keyed: tuple[Lake, KeyReport], world: Path) -> None:
    found = agreement(judged_records(keyed[0], world / "truth"))
    print(f"precision {found.precision:.4f}, recall {found.recall:.4f} of {found.findable}")
    assert found.findable > 200
    assert found.precision >= 0.99
    assert found.recall >= 0.90


def test_every_record_of_a_person_has_exactly_one_key(keyed: tuple[Lake, KeyReport]) -> None:
    lake, report = keyed
    counted = lake.query(
        "SELECT count(*) AS records, count(DISTINCT r.record_id) AS distinct_records, count(k.standard_key) AS keyed "
        f"FROM ({records_sql(lake)}) r LEFT JOIN person_record k USING (feed, record_id)"
    ).row(0)
    assert counted == (report.records, report.records, report.records)


def test_two_valid_numbers_never_share_a_key(keyed: tuple[Lake, KeyReport]) -> None:
    lake, _ = keyed
    shared = lake.query(
        f"SELECT standard_key FROM ({records_sql(lake)}) JOIN person_record USING (feed, record_id) "
        "WHERE method = 'rrn' GROUP BY standard_key HAVING count(DISTINCT rrn_token) > 1"
    )
    assert shared.height == 0
    tokens = lake.query("SELECT count(rrn_token), count(DISTINCT rrn_token) FROM person").row(0)
    assert tokens[0] == tokens[1] > PEOPLE * 0.99


def test_keys_are_unique_well_formed_and_every_key_has_a_person(keyed: tuple[Lake, KeyReport]) -> None:
    lake, report = keyed
    keys = lake.query("SELECT standard_key FROM person")["standard_key"].to_list()
    assert len(set(keys)) == len(keys) == report.people
    assert all(StandardKey(key).is_person for key in keys)
    used = set(lake.query("SELECT DISTINCT standard_key FROM person_record")["standard_key"])
    assert used <= set(keys)
    assert not any(StandardKey(k).is_person for k in lake.query("FROM workplace_master")["standard_key"])


def test_running_again_changes_nothing(keyed: tuple[Lake, KeyReport]) -> None:
    lake, _ = keyed
    before = {
        table: lake.query(f"FROM {table} ORDER BY ALL") for table in ("person", "person_record", "review")
    }
    report = assign_keys(lake)
    assert (report.records, report.new) == (0, 0)
    for table, rows in before.items():
        assert lake.query(f"FROM {table} ORDER BY ALL").equals(rows)


def test_uncertain_records_await_a_steward_and_have_a_key_of_their_own(keyed: tuple[Lake, KeyReport]) -> None:
    lake, report = keyed
    review = lake.query("FROM review")
    assert review.height == report.review
    assert (review["standard_key"] != review["candidate_key"]).all()
    assert review["score"].is_between(0.3, 0.9).all()


def test_lookups_agree_with_each_other(keyed: tuple[Lake, KeyReport]) -> None:
    lake, _ = keyed
    key = lake.query(
        "SELECT standard_key FROM household_member GROUP BY ALL HAVING count(*) = 1 ORDER BY 1 LIMIT 1"
    ).item()
    person = find_person(lake, StandardKey(key))
    assert person in search_people(lake, name=person.name, birth_date=person.birth_date)
    household = household_of(lake, person.standard_key)
    assert person.standard_key in {member.standard_key for member in household}
    assert (
        records_of(lake, person.standard_key)["resident_register"][0]["household_no"] == person.household_no
    )
    with pytest.raises(NotFound, match="no person"):
        find_person(lake, StandardKey.mint("P", "nobody", b"x"))


def test_new_extracts_keep_old_keys_and_add_to_them(tmp_path: Path) -> None:
    folder = tmp_path / "extracts"
    folder.mkdir()
    write_register(folder, [register_line(), register_line(name="이나래", number=LEE, day="2021-05-01")])
    with Lake.open(tmp_path / "lake") as lake:
        lake.ingest(folder)
        first = assign_keys(lake)
        assert (first.records, first.exact, first.people) == (2, 2, 2)
        before = {p.name: p.standard_key for p in search_people(lake)}
        write_register(
            folder, [register_line(day="2024-08-01", household="H2")], name="resident_register_2.csv"
        )
        write_insurance(folder, [insurance_line()])
        write_births(folder, [("B1", "2024-06-01", LEE, KIM)])
        lake.ingest(folder)
        second = assign_keys(lake)
        assert (second.people, second.new) == (2, 0)
        assert {p.name: p.standard_key for p in search_people(lake)} == before
        kim = find_person(lake, before["김이음"])
        assert kim.household_no == "H2"
        assert set(records_of(lake, kim.standard_key)) == {"resident_register", "insurance_history", "births"}
        (birth,) = records_of(lake, before["이나래"])["births"]
        assert birth["role"] == "mother"


def test_a_mistyped_number_is_linked_by_name_birth_date_and_phone(tmp_path: Path) -> None:
    folder = tmp_path / "extracts"
    folder.mkdir()
    mistyped = KIM[:12] + str((int(KIM[12]) + 1) % 10)
    write_register(folder, [register_line(name="이나래", number=LEE)])
    write_insurance(folder, [insurance_line(), insurance_line(number=mistyped, acquired="2025-03-01")])
    with Lake.open(tmp_path / "lake") as lake:
        lake.ingest(folder)
        report = assign_keys(lake)
        assert (report.exact, report.linked, report.new) == (2, 1, 0)
        (kim,) = search_people(lake, name="김이음")
        assert len(records_of(lake, kim.standard_key)["insurance_history"]) == 2


def test_a_stranger_without_a_number_gets_a_key_of_their_own(tmp_path: Path) -> None:
    folder = tmp_path / "extracts"
    folder.mkdir()
    write_register(folder, [register_line(), register_line(name="박하늘", number="", household="H7")])
    with Lake.open(tmp_path / "lake") as lake:
        lake.ingest(folder)
        report = assign_keys(lake)
        assert (report.exact, report.linked, report.new) == (1, 0, 1)
        (stranger,) = search_people(lake, name="박하늘")
        assert stranger.household_no == "H7"
        assert pl.Series(["new"]).equals(
            lake.query(
                "SELECT method FROM person_record WHERE standard_key = ?", [stranger.standard_key.text]
            )["method"].rename("")
        )
