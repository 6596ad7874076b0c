"""Everyone at once: which verdict a person gets, where the result is kept, and what a failure leaves behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from ieum.benefits.scan import TABLE, scan
from ieum.kernel import BadInput, NotFound
from ieum.lake import Lake
from ieum.master import assign_keys
from tests.benefits.test_holdings_records import ON, Town, months

TOWN = Town("훑")
unpaid = (
    TOWN.person("1985-05-01")
    .job("2020-01-01", "2026-07-01", 11)
    .arrears("2026-07-10", ("2026-04", "2026-06"), retired="2026-06-30")
)
on_leave = (
    TOWN.person("1992-05-01", "F")
    .job("2022-01-01")
    .paid(months("2025-01", "2026-02"))
    .leave("B1", "2026-03-01", "2027-02-28")
)
TOWN.birth("B1", "2026-01-05", on_leave, None)
at_work = TOWN.person("1988-05-01").job("2022-01-01").means(earned=3_000_000)
laid_off = (
    TOWN.person("1990-05-01").job("2024-01-01", "2026-11-01", 23).paid(months("2025-11", "2026-10")).means()
)


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lake]:
    with TOWN.load(tmp_path_factory.mktemp("scan")) as lake:
        yield lake


def rows_of(lake: Lake, key: str) -> dict[str, dict[str, object]]:
    found = lake.query(f"SELECT * FROM {TABLE} WHERE standard_key = ?", [key])
    return {row["programme"]: row for row in found.to_dicts()}


def test_a_missing_step_of_procedure_is_pending_and_a_missing_fact_unknown(lake: Lake) -> None:
    report = scan(lake, ON)
    assert report.people == 4
    claim = rows_of(lake, str(unpaid.key(lake)))["simple_substitute_payment"]
    # 5,000,000 unpaid, reported but not yet confirmed: 임금채권보장법 제7조제1항제5호 is what is missing
    assert claim["verdict"] in ("pending", "unknown")
    assert claim["judged_on"] == ON
    job_seeker = rows_of(lake, str(laid_off.key(lake)))["job_seeking_benefit"]
    assert job_seeker["verdict"] == "unknown"  # only the person knows whether they look for work
    assert job_seeker["unit"] == "원"
    assert "parental_leave_benefit" in rows_of(lake, str(on_leave.key(lake)))
    assert "job_seeking_benefit" not in rows_of(lake, str(at_work.key(lake)))


def test_scanning_an_earlier_day_replaces_the_table(lake: Lake) -> None:
    scan(lake, date(2026, 6, 1))
    days = lake.query(f"SELECT DISTINCT judged_on FROM {TABLE}")["judged_on"].to_list()
    assert days == [date(2026, 6, 1)]
    assert "simple_substitute_payment" not in rows_of(lake, str(unpaid.key(lake)))  # reported in July
    assert "job_seeking_benefit" not in rows_of(lake, str(laid_off.key(lake)))  # at work till October


def test_a_scan_tells_its_stages_in_order(lake: Lake) -> None:
    seen: list[float] = []
    scan(lake, ON, progress=lambda _stage, share: seen.append(share))
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_a_file_that_cannot_be_written_leaves_the_old_one(lake: Lake, tmp_path: Path) -> None:
    out = tmp_path / "found.parquet"
    scan(lake, ON, out)
    before = out.read_bytes()
    (tmp_path / ".found.parquet.partial").mkdir()
    with pytest.raises(Exception, match="partial"):
        scan(lake, ON, out)
    assert out.read_bytes() == before


def test_an_apostrophe_in_the_path_is_no_harm(lake: Lake, tmp_path: Path) -> None:
    out = tmp_path / "o'clock" / "found.parquet"
    report = scan(lake, ON, out)
    assert pl.read_parquet(out).height == report.rows > 0


def test_a_lake_open_for_reading_only_is_not_written(lake: Lake) -> None:
    with Lake.open(lake.folder, read_only=True) as reader, pytest.raises(BadInput) as error:
        scan(reader, ON)
    assert error.value.exit_code == 2


def test_an_empty_lake_has_nobody_to_judge(tmp_path: Path) -> None:
    with Lake.open(tmp_path / "lake") as empty:
        with pytest.raises(NotFound) as error:
            scan(empty, ON)
        assert "ieum lake load" in str(error.value)
        assign_keys(empty)
        report = scan(empty, ON, tmp_path / "found.parquet")
        assert (report.people, report.rows, report.by_programme) == (0, 0, {})
        assert empty.query(f"SELECT count(*) FROM {TABLE}").item() == 0
    assert pl.read_parquet(tmp_path / "found.parquet").height == 0
