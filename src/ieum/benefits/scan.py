"""Everyone at once: who may be entitled to what, found without a claim and kept as a lake table."""

# ruff: noqa: S608 — names in SQL come from the programmes; values are parameters or dates.

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from ieum.benefits.holdings import population_facts
from ieum.benefits.population import candidates_sql, fact_columns
from ieum.benefits.programmes import PROGRAMMES
from ieum.kernel import NotFound
from ieum.lake import Lake

TABLE = "entitlement_scan"

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class ScanReport:
    """people: persons judged; rows: persons × programmes worth raising; by_programme: rows by key; seconds."""

    on: date
    people: int
    rows: int
    by_programme: dict[str, int]
    seconds: float


def scan(lake: Lake, on: date, out: Path | None = None, progress: Progress | None = None) -> ScanReport:
    """Judges every living person in the lake on one day by what the state holds.

    Writes the lake table `entitlement_scan`, and `out` as Parquet when given: one row per person and programme with a
    possible entitlement: standard_key, programme, verdict ('yes', 'unknown': a fact only the person knows is still
    missing, 'pending': only a step of procedure is missing), headline (name of the output), amount (its value),
    unit, deadline, judged_on. A programme that nothing in the records speaks for is not listed.
    Raises NotFound when the lake was never loaded, BadInput when it is open for reading only.
    """
    started = time.monotonic()
    if "person" not in lake.tables():
        raise NotFound(
            "nobody in this lake has a standard key yet",
            where=str(lake.folder),
            remedy="load extracts first: ieum lake load",
        )
    say = progress or (lambda _stage, _share: None)
    cursor = lake.connection()
    try:
        say("보유 기록에서 사실을 뽑는 중", 0.05)
        people = population_facts(cursor, on, "held_facts")
        say("모든 제도를 한 번에 판정하는 중", 0.6)
        columns = {"standard_key": "string", **_held_columns(cursor)}
        cursor.execute(f"CREATE OR REPLACE TEMP TABLE possible AS {_possible(columns, on)}")
        found = cursor.execute("SELECT * FROM possible ORDER BY standard_key, programme").to_arrow_table()
        say("결과를 저장하는 중", 0.85)
        lake.write(TABLE, found)
        if out is not None:
            _write_parquet(cursor, out)
        counted = cursor.execute(
            "SELECT programme, count(*) FROM possible GROUP BY ALL ORDER BY ALL"
        ).fetchall()
    finally:
        cursor.close()
    say("마침", 1.0)
    by_programme = {str(key): int(count) for key, count in counted}
    return ScanReport(on, people, sum(by_programme.values()), by_programme, time.monotonic() - started)


def _held_columns(cursor: duckdb.DuckDBPyConnection) -> dict[str, str]:
    present = {row[0] for row in cursor.execute("DESCRIBE held_facts").fetchall()}
    return {name: kind for name, kind in fact_columns().items() if name in present}


def _possible(columns: dict[str, str], on: date) -> str:
    parts = []
    for key, programme in PROGRAMMES.items():
        headline = programme.outputs[0]
        deadline = f"{key}__deadline" if programme.deadline is not None else "NULL"
        candidates = candidates_sql("held_facts", columns, on, key, keep=["standard_key"])
        parts.append(
            f"SELECT standard_key, '{key}' AS programme, CASE WHEN {key}__entitled THEN 'yes' "
            f"WHEN {key}__entitled IS NULL THEN 'unknown' ELSE 'pending' END AS verdict, "
            f"'{headline.name}' AS headline, {key}__{headline.name} AS amount, '{headline.unit}' AS unit, "
            f"CAST({deadline} AS DATE) AS deadline, DATE '{on.isoformat()}' AS judged_on "
            f"FROM ({candidates}) WHERE {key}__possible AND ({key}__signal OR {key}__entitled)"
        )
    return " UNION ALL ".join(parts)


def _write_parquet(cursor: duckdb.DuckDBPyConnection, out: Path) -> None:
    """Beside the target first, then in its place: a crash leaves the old file or the new."""
    out.parent.mkdir(parents=True, exist_ok=True)
    partial = out.with_name(f".{out.name}.partial")
    path = str(partial).replace("'", "''")
    cursor.execute(
        f"COPY (SELECT * FROM possible ORDER BY standard_key, programme) TO '{path}' (FORMAT parquet)"
    )
    partial.replace(out)
