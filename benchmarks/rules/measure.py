"""One measurement a process: seconds of each repeat, processor seconds, peak memory, and what must agree."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import ibis
import numpy as np
from benchmarks.rules.people import ON, people_file, some_people, used_facts

from ieum.benefits import PROGRAMMES, assess
from ieum.benefits.population import candidates_sql, compute_population, fact_columns, population_sql
from ieum.benefits.programmes import job_seeking_benefit

Question = str
PAID = ("daily_amount", "prescribed_days", "total")
"""What both engines work out for 구직급여."""


@dataclass
class Timing:
    """Medians over the repeats. `prepare`: seconds before the first (compiling, or building the legislation).

    `parts`: medians of the stages of one repeat, where it has any. `told`: further findings.
    """

    seconds: float
    processor: float
    peak_mib: float
    prepare: float = 0.0
    parts: dict[str, float] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)


def bare_scan(path: Path, repeats: int) -> Timing:
    """The largest value of each column the programmes use: what reading them costs at the least."""
    columns = ", ".join(f"max({name})" for name in used_facts())
    return _timed_query(path, repeats, lambda _connection: f"SELECT {columns} FROM people")


def all_programmes(path: Path, repeats: int) -> Timing:
    """Verdicts counted and amounts summed, a subquery a programme over those whom no plain fact refuses."""
    timing = _timed_query(path, repeats, _counted_by_candidates)
    with _connection(path) as connection:
        timing.told["granted"] = _granted(connection, _counted_by_candidates(connection))
    return timing


def wide_table(path: Path, repeats: int) -> Timing:
    """The same verdicts and sums from the table that has a row for everyone and a column for every output.

    Raises AssertionError when they differ from those of `all_programmes`.
    """
    timing = _timed_query(path, repeats, _counted_in_wide_table)
    with _connection(path) as connection:
        wide = _granted(connection, _counted_in_wide_table(connection))
        assert wide == _granted(connection, _counted_by_candidates(connection))
    return timing


def wide_parquet(path: Path, repeats: int) -> Timing:
    """The whole table written out as Parquet, rows in any order: keeping theirs would hold finished ones back."""
    target = path.with_name(f"judged-{path.stem}.parquet")

    def copy(connection: duckdb.DuckDBPyConnection) -> Question:
        connection.execute("SET preserve_insertion_order = false")
        return f"COPY ({_wide()}) TO '{target}' (FORMAT parquet)"

    try:
        return _timed_query(path, repeats, copy)
    finally:
        target.unlink(missing_ok=True)


def job_seeking_benefit_paid(path: Path, repeats: int, threads: int | None = None) -> Timing:
    """Daily amount, prescribed days and total for everyone, summed."""
    return _timed_query(path, repeats, lambda _: _paid_sums(), threads=threads)


def job_seeking_benefit_paid_on_one_thread(path: Path, repeats: int) -> Timing:
    """The same with one thread, as many as OpenFisca uses."""
    return job_seeking_benefit_paid(path, repeats, threads=1)


def openfisca(path: Path, repeats: int) -> Timing:
    """The same three in OpenFisca, from the file to the sums; then compared with ours, person by person."""
    from benchmarks.rules import openfisca_rules as rules

    started = time.perf_counter()
    system = rules.legislation()
    prepare = time.perf_counter() - started
    stages: list[tuple[float, float, float]] = []
    walls, processors = [], []
    outputs: Mapping[str, Any] = {}
    known = np.zeros(0, dtype=bool)
    for _ in range(repeats):
        processor, marks = time.process_time(), [time.perf_counter()]
        facts, known = _facts_as_arrays(path, rules.INPUTS)
        marks.append(time.perf_counter())
        simulation = rules.simulate(system, facts)
        marks.append(time.perf_counter())
        outputs = rules.calculate(simulation, ON.isoformat())
        for values in outputs.values():
            values.sum(dtype=np.int64)
        marks.append(time.perf_counter())
        processors.append(time.process_time() - processor)
        stages.append((marks[1] - marks[0], marks[2] - marks[1], marks[3] - marks[2]))
        walls.append(marks[3] - marks[0])
        del simulation, facts
    peak = _peak_mib()
    names = ("reading", "setting inputs", "calculating")
    parts = {n: statistics.median(values) for n, values in zip(names, zip(*stages, strict=True), strict=True)}
    compared = _assert_same(path, outputs, known)
    timing = Timing(statistics.median(walls), statistics.median(processors), peak, prepare, parts)
    timing.told["compared"] = compared
    return timing


def one_person(_path: Path, _repeats: int, people: int = 1_000) -> Timing:
    """`assess` with its whole trace on many different people; seconds are the median of one person."""
    persons: list[Any] = some_people(people)
    for person in persons[:20]:
        assess(person, ON)
    seconds = []
    for person in persons:
        started = time.perf_counter()
        assess(person, ON)
        seconds.append(time.perf_counter() - started)
    timing = Timing(statistics.median(seconds), statistics.median(seconds), _peak_mib())
    timing.told["p95"] = statistics.quantiles(seconds, n=20)[-1]
    return timing


JOBS: dict[str, Callable[[Path, int], Timing]] = {
    job.__name__: job
    for job in (
        bare_scan,
        all_programmes,
        wide_table,
        wide_parquet,
        job_seeking_benefit_paid,
        job_seeking_benefit_paid_on_one_thread,
        openfisca,
        one_person,
    )
}


def run(job: str, people: int, folder: Path, repeats: int) -> Timing:
    """That measurement over that many people."""
    return JOBS[job](people_file(people, folder), repeats)


def _connection(path: Path, threads: int | None = None) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(
        "SET enable_external_file_cache = false"
    )  # it would keep the file in memory as it is read
    if threads is not None:
        connection.execute(f"SET threads = {threads}")
    connection.execute(f"CREATE VIEW people AS FROM read_parquet('{path}')")
    return connection


def _timed_query(
    path: Path,
    repeats: int,
    compile_: Callable[[duckdb.DuckDBPyConnection], Question],
    threads: int | None = None,
) -> Timing:
    with _connection(path, threads) as connection:
        started = time.perf_counter()
        query = compile_(connection)
        prepare = time.perf_counter() - started
        walls, processors = [], []
        for _ in range(repeats):
            processor, started = time.process_time(), time.perf_counter()
            connection.execute(query).fetchall()
            walls.append(time.perf_counter() - started)
            processors.append(time.process_time() - processor)
    return Timing(statistics.median(walls), statistics.median(processors), _peak_mib(), prepare)


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _columns(names: Sequence[str]) -> dict[str, str]:
    kinds = fact_columns()
    return {name: kinds[name] for name in names}


def _wide() -> str:
    return population_sql("people", _columns(used_facts()), ON)


def _counted_in_wide_table(connection: duckdb.DuckDBPyConnection) -> Question:
    wide = _wide()
    kinds = _kinds(connection, wide)
    counted = [part for key in PROGRAMMES for part in _counts(key, kinds)]
    return f"SELECT {', '.join(counted)} FROM ({wide})"


def _counted_by_candidates(connection: duckdb.DuckDBPyConnection) -> Question:
    subqueries = []
    for key, programme in PROGRAMMES.items():
        candidates = candidates_sql("people", _columns(programme.facts), ON, key)
        counted = ", ".join(_counts(key, _kinds(connection, candidates)))
        subqueries.append(f"(SELECT {counted} FROM ({candidates}))")
    return f"SELECT * FROM {', '.join(subqueries)}"


def _counts(key: str, kinds: Mapping[str, str]) -> list[str]:
    """How many are entitled, not yet known and possible, then the sum of each number granted, the last of each day."""
    verdict, possible = f"{key}__entitled", f"{key}__possible"
    parts = [
        f"count_if({verdict}) AS {key}__yes",
        f"count_if({verdict} IS NULL) AS {key}__unknown",
        f"count_if({possible}) AS {possible}",
    ]
    granted = [
        n for n in kinds if n.startswith(f"{key}__") and n not in (verdict, possible, f"{key}__signal")
    ]
    summary = {"DATE": "max({})", "BOOLEAN": "count_if({})"}
    return [*parts, *(f"{summary.get(kinds[name], 'sum({})').format(name)} AS {name}" for name in granted)]


def _kinds(connection: duckdb.DuckDBPyConnection, query: str) -> dict[str, str]:
    return {row[0]: row[1] for row in connection.execute(f"DESCRIBE {query}").fetchall()}


def _granted(connection: duckdb.DuckDBPyConnection, query: str) -> dict[str, str]:
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description or ()]
    (row,) = cursor.fetchall()
    return {name: str(value) for name, value in zip(names, row, strict=True)}


def _paid_facts() -> list[str]:
    from ieum.benefits.expressions import FactValue, walk

    rules = (getattr(job_seeking_benefit, name) for name in PAID)
    return sorted({node.spec.name for node in walk(*rules) if isinstance(node, FactValue)})


def _paid() -> str:
    people = ibis.table(_columns(_paid_facts()), name="people")
    paid = compute_population(people, ON, {name: getattr(job_seeking_benefit, name) for name in PAID})
    return str(ibis.to_sql(paid, dialect="duckdb", pretty=False))


def _paid_sums() -> Question:
    return f"SELECT {', '.join(f'sum({name})' for name in PAID)} FROM ({_paid()})"


def _facts_as_arrays(path: Path, inputs: Mapping[str, type]) -> tuple[dict[str, Any], Any]:
    """The inputs as NumPy arrays, unknowns filled with a default, and where all inputs are known."""
    defaults = {int: "8", bool: "FALSE"}
    columns = [
        f"coalesce({n}, {defaults.get(kind, 'DATE ' + repr('2026-01-01'))}) AS {n}"
        for n, kind in inputs.items()
    ]
    known = " AND ".join(f"{name} IS NOT NULL" for name in inputs)
    with _connection(path) as connection:
        arrays = connection.execute(f"SELECT {', '.join(columns)}, {known} AS known FROM people").fetchnumpy()
    dates = {n for n, kind in inputs.items() if kind not in defaults}
    facts = {n: arrays[n].astype("datetime64[D]") if n in dates else arrays[n] for n in inputs}
    return facts, arrays["known"]


def _assert_same(path: Path, theirs: Mapping[str, Any], known: Any) -> int:
    """Raises AssertionError unless ours are the same for everyone whose facts are all known; how many those are."""
    with _connection(path) as connection:
        ours = connection.execute(_paid()).fetchnumpy()
    for name in PAID:
        mine, other = np.ma.getdata(ours[name])[known], theirs[name][known]
        assert not np.ma.getmaskarray(ours[name])[known].any(), f"{name} is unknown for someone"
        differing = int((mine != other).sum())
        assert differing == 0, f"{name} differs for {differing:,} people"
    return int(known.sum())
