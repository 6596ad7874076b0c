"""The files: the same bytes for the same seed, readable by others, each record accounted for in the truth."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
import yaml
from tests.world.reading import Row, feed_rows

from ieum.kernel import BadInput, Rrn, brn_is_valid
from ieum.world import WORLD_DATE, Dirt, WorldReport, build

ROOT = Path(__file__).parents[2]
CONTRACTS = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "src/ieum/lake/feeds").glob("*.yaml"))
}


def fingerprints(out: Path) -> dict[str, str]:
    return {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def truth(small_world: WorldReport) -> pl.DataFrame:
    return pl.read_parquet(small_world.truth / "records.parquet")


@pytest.fixture(scope="module")
def feeds(extracts: Path) -> dict[str, list[Row]]:
    return {feed: feed_rows(extracts, feed) for feed in CONTRACTS}


def marks(truth: pl.DataFrame, feed: str) -> list[set[str]]:
    spoiled = truth.filter(pl.col("feed") == feed).sort("row")["spoiled"].to_list()
    return [set(kinds.split(";")) - {""} for kinds in spoiled]


def test_same_people_seed_and_date_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        build(2_000, 5, tmp_path / name)
    one, two = fingerprints(tmp_path / "one"), fingerprints(tmp_path / "two")
    assert len(one) == 10
    assert one == two


def test_another_seed_gives_another_country(tmp_path: Path) -> None:
    for name, seed in (("one", 5), ("two", 6)):
        build(1_000, seed, tmp_path / name)
    one, two = fingerprints(tmp_path / "one"), fingerprints(tmp_path / "two")
    assert one.keys() == two.keys()
    assert all(one[name] != two[name] for name in one)


def test_files_bear_the_date_and_match_the_contracts(extracts: Path, feeds: dict[str, list[Row]]) -> None:
    names = {path.name for path in extracts.iterdir()}
    assert names == {contract["file"].replace("*", "20261101") for contract in CONTRACTS.values()}
    for feed, contract in CONTRACTS.items():
        assert list(feeds[feed][0]) == [field["source"] for field in contract["fields"]], feed


@pytest.mark.parametrize("feed", list(CONTRACTS))
def test_truth_covers_every_record_of_every_feed(
    feed: str, feeds: dict[str, list[Row]], truth: pl.DataFrame, small_world: WorldReport
) -> None:
    told = truth.filter(pl.col("feed") == feed).sort("row")
    assert told["row"].to_list() == list(range(1, len(feeds[feed]) + 1))
    assert {f.feed: f.rows for f in small_world.feeds}[feed] == len(feeds[feed])
    people = set(pl.read_parquet(small_world.truth / "people.parquet")["person_id"])
    if feed == "workplaces":
        assert told["person_id"].null_count() == len(told)
    else:
        assert set(told["person_id"]) <= people


def test_clean_records_carry_the_true_name_and_number(
    feeds: dict[str, list[Row]], truth: pl.DataFrame, small_world: WorldReport
) -> None:
    people = pl.read_parquet(small_world.truth / "people.parquet")
    known = {row["person_id"]: row for row in people.iter_rows(named=True)}
    for feed, name, number in (
        ("resident_register", "성명", "주민등록번호"),
        ("insurance_history", "성명", "주민등록번호"),
        ("monthly_wages", "성명", "주민등록번호"),
        ("means", "성명", "주민등록번호"),
        ("leaves", "성명", "주민등록번호"),
        ("wage_arrears", "신고인/성명", "신고인/주민등록번호"),
    ):
        about = truth.filter(pl.col("feed") == feed).sort("row")["person_id"].to_list()
        for row, person_id, spoiled in zip(feeds[feed], about, marks(truth, feed), strict=True):
            person = known[person_id]
            if not spoiled & {"misspelt_name", "wrong_encoding"}:
                assert row[name] == person["name"]
            else:
                assert row[name] != person["name"]
            typed = (row[number] or "").replace("-", "")
            if not spoiled & {"missing_rrn", "mistyped_rrn"}:
                assert typed == person["rrn"].replace("-", "")
            elif "missing_rrn" in spoiled:
                assert typed == ""
            else:
                assert sum(a != b for a, b in zip(typed, person["rrn"].replace("-", ""), strict=True)) == 1


def test_mistyped_numbers_are_detectable_and_true_numbers_are_valid(
    small_world: WorldReport, truth: pl.DataFrame, feeds: dict[str, list[Row]]
) -> None:
    people = pl.read_parquet(small_world.truth / "people.parquet")
    assert people["rrn"].n_unique() == len(people)
    for row in people.iter_rows(named=True):
        number = Rrn.parse(row["rrn"])
        assert (number.birth_date, number.sex) == (row["birth_date"], row["sex"])
    mistyped = [
        row["주민등록번호"]
        for row, spoiled in zip(feeds["insurance_history"], marks(truth, "insurance_history"), strict=True)
        if "mistyped_rrn" in spoiled
    ]
    assert len(mistyped) >= 5
    for number in mistyped:
        with pytest.raises(BadInput):
            Rrn.parse(number)


def test_every_kind_of_dirt_occurs_and_is_a_few_per_cent(truth: pl.DataFrame) -> None:
    register = marks(truth, "resident_register")
    kinds = set().union(*register)
    assert kinds == {
        "misspelt_name", "missing_rrn", "mistyped_rrn", "wrong_encoding",
        "impossible_date", "impossible_value",
        "duplicate", "near_duplicate", "old_address",
    }  # fmt: skip
    share = sum(bool(spoiled) for spoiled in register) / len(register)
    assert 0.02 < share < 0.08
    for feed in CONTRACTS:
        assert any(marks(truth, feed)), feed


def test_spoiled_bytes_stand_in_the_row_that_the_truth_names(extracts: Path, truth: pl.DataFrame) -> None:
    for pattern, encoding, feed in (
        ("resident_register_*", "cp949", "resident_register"),
        ("insurance_history_*", "utf-8-sig", "insurance_history"),
        ("means_*", "utf-8", "means"),
    ):
        (path,) = extracts.glob(pattern)
        lines = path.read_bytes().splitlines()[0 if feed == "means" else 1 :]
        for line, spoiled in zip(lines, marks(truth, feed), strict=True):
            try:
                line.decode(encoding)
                readable = True
            except UnicodeDecodeError:
                readable = False
            assert readable != ("wrong_encoding" in spoiled)


def test_impossible_dates_and_values(feeds: dict[str, list[Row]], truth: pl.DataFrame) -> None:
    for row, spoiled in zip(feeds["insurance_history"], marks(truth, "insurance_history"), strict=True):
        possible = possible_date(row["취득일"]) and (not row["상실일"] or row["상실일"] > row["취득일"])
        assert possible != ("impossible_date" in spoiled)
        assert (int(row["주소정근로시간"]) > 52) == ("impossible_value" in spoiled)
    for row, spoiled in zip(feeds["monthly_wages"], marks(truth, "monthly_wages"), strict=True):
        assert (row["보수"] <= 0 or row["보수지급기초일수"] > 31) == ("impossible_value" in spoiled)


def possible_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def test_workplaces_have_valid_numbers_and_are_unique_but_for_copies(
    feeds: dict[str, list[Row]], truth: pl.DataFrame
) -> None:
    rows, spoiled = feeds["workplaces"], marks(truth, "workplaces")
    assert all(brn_is_valid(row["사업자등록번호"]) for row in rows)
    originals = [
        row["사업장관리번호"] for row, kinds in zip(rows, spoiled, strict=True)
        if not kinds & {"duplicate", "near_duplicate"}
    ]  # fmt: skip
    assert len(set(originals)) == len(originals)
    known = set(originals)
    for feed in ("insurance_history", "monthly_wages", "leaves", "wage_arrears"):
        assert {row["사업장관리번호"] for row in feeds[feed]} <= known


def test_lost_on_is_the_day_after_the_last_paid_day(feeds: dict[str, list[Row]], truth: pl.DataFrame) -> None:
    """고용보험법 제14조: who is lost on the first of a month was paid for the month before, no later one."""
    spells = told(feeds, truth, "insurance_history")
    held = Counter((person_id, row["사업장관리번호"]) for person_id, row, _ in spells)
    paid: dict[tuple[str, str], date] = {}
    for person_id, row, _ in told(feeds, truth, "monthly_wages"):
        key = (person_id, row["사업장관리번호"])
        paid[key] = max(row["귀속월"], paid.get(key, row["귀속월"]))
    checked = first_of_month = 0
    for person_id, row, spoiled in spells:
        key = (person_id, row["사업장관리번호"])
        if spoiled or not row["상실일"] or row["근로자구분"] == "일용" or held[key] > 1:
            continue
        acquired, lost = date.fromisoformat(row["취득일"]), date.fromisoformat(row["상실일"])
        assert acquired < lost <= WORLD_DATE
        last_day = lost - timedelta(days=1)
        unpaid_saturdays_only = (last_day - max(acquired, last_day.replace(day=1))).days < 7
        if last_day < date(2023, 11, 1) or unpaid_saturdays_only:
            continue
        assert paid[key] == last_day.replace(day=1)
        checked += 1
        first_of_month += lost.day == 1
    assert checked > 500
    assert first_of_month > 5


def told(feeds: dict[str, list[Row]], truth: pl.DataFrame, feed: str) -> list[tuple[str, Row, set[str]]]:
    """Person, row and spoilings of every record."""
    about = truth.filter(pl.col("feed") == feed).sort("row")["person_id"].to_list()
    return list(zip(about, feeds[feed], marks(truth, feed), strict=True))


def test_a_five_day_week_is_paid_for_all_days_but_saturdays(
    feeds: dict[str, list[Row]], truth: pl.DataFrame
) -> None:
    spells = told(feeds, truth, "insurance_history")
    held = Counter((person_id, row["사업장관리번호"]) for person_id, row, _ in spells)
    steady = {
        (person_id, row["사업장관리번호"])
        for person_id, row, spoiled in spells
        if not spoiled and row["주소정근로일수"] == "5" and row["취득일"] < "2026-08-01" and not row["상실일"]
    }
    on_leave = {person_id for person_id, _, _ in told(feeds, truth, "leaves")}
    # August 2026 has 31 days and five Saturdays.
    days = {
        row["보수지급기초일수"]
        for person_id, row, spoiled in told(feeds, truth, "monthly_wages")
        if not spoiled and row["귀속월"] == date(2026, 8, 1) and person_id not in on_leave
        and (key := (person_id, row["사업장관리번호"])) in steady and held[key] == 1
    }  # fmt: skip
    assert days == {26}


def test_a_country_without_dirt_is_clean(tmp_path: Path) -> None:
    report = build(1_000, 3, tmp_path, dirt=Dirt.none())
    assert set(pl.read_parquet(report.truth / "records.parquet")["spoiled"]) == {""}


def test_another_date_moves_the_whole_country(tmp_path: Path) -> None:
    build(500, 3, tmp_path, on=date(2027, 3, 15))
    months = [row["귀속월"] for row in feed_rows(tmp_path / "extracts", "monthly_wages")]
    assert max(months) == date(2027, 2, 1)


@pytest.mark.parametrize("people", [1, 2, 7, 40])
def test_tiny_countries_can_be_built(people: int, tmp_path: Path) -> None:
    report = build(people, 1, tmp_path)
    assert len(pl.read_parquet(report.truth / "people.parquet")) == people


@pytest.mark.parametrize(
    ("people", "seed", "on"), [(0, 1, WORLD_DATE), (10, -1, WORLD_DATE), (10, 1, date(1999, 1, 1))]
)
def test_senseless_orders_are_refused(people: int, seed: int, on: date, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        build(people, seed, tmp_path, on=on)


def test_progress_rises_to_one(tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    build(300, 1, tmp_path, progress=lambda stage, fraction: told.append((stage, fraction)))
    fractions = [fraction for _, fraction in told]
    assert fractions == sorted(fractions)
    assert told[-1] == ("done", 1.0)
