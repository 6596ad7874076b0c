"""Building a world: draws the country, writes the extracts, puts the truth aside."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from ieum.kernel import BadInput
from ieum.world.calendar import Ints, day_number
from ieum.world.country import found
from ieum.world.dirt import Dirt
from ieum.world.extracts.arrears import write_arrears
from ieum.world.extracts.births_leaves import write_births_and_leaves
from ieum.world.extracts.insurance import write_insurance
from ieum.world.extracts.means import write_means
from ieum.world.extracts.register import write_register
from ieum.world.extracts.rows import Written
from ieum.world.extracts.wages import write_wages
from ieum.world.extracts.workplaces import write_workplaces
from ieum.world.truth import RecordsWriter, write_life_events, write_people

WORLD_DATE: Final = date(2026, 11, 1)
"""The day on which the country is seen, unless another is asked for."""
_EARLIEST, _LATEST, _MOST_PEOPLE = date(2024, 1, 1), date(2029, 12, 31), 60_000_000


@dataclass(frozen=True)
class FeedFile:
    """One feed: its name, the file that holds it, and its rows."""

    feed: str
    path: Path
    rows: int


@dataclass(frozen=True)
class WorldReport:
    """What was built: feeds in the order written, the folder with the truth, seconds it took."""

    people: int
    seed: int
    on: date
    feeds: tuple[FeedFile, ...]
    truth: Path
    seconds: float


def build(
    people: int,
    seed: int,
    out: Path,
    on: date = WORLD_DATE,
    dirt: Dirt = Dirt(),  # noqa: B008 - frozen
    progress: Callable[[str, float], None] | None = None,
) -> WorldReport:
    """Writes OUT/extracts (what agencies would send on `on`) and OUT/truth (Parquet).

    The same people, seed, date and dirt give the same bytes. `progress(stage, fraction done of all)` is
    called along the way. Raises BadInput for a count, seed or date out of range.
    """
    if not 1 <= people <= _MOST_PEOPLE:
        raise BadInput(
            f"{people} is no count of people", where="--people", remedy=f"give 1 to {_MOST_PEOPLE:,}"
        )
    if not 0 <= seed < 2**63:
        raise BadInput(f"{seed} is no seed", where="--seed", remedy="give a whole number from 0")
    if not _EARLIEST <= on <= _LATEST:
        raise BadInput(f"no figures for {on}", where="--on", remedy=f"give {_EARLIEST} to {_LATEST}")
    clock = time.perf_counter()
    tell = progress or (lambda _stage, _fraction: None)
    extracts, truth = out / "extracts", out / "truth"
    extracts.mkdir(parents=True, exist_ok=True)
    truth.mkdir(parents=True, exist_ok=True)

    def path(name: str, suffix: str) -> Path:
        return extracts / f"{name}_{on:%Y%m%d}.{suffix}"

    tell("people", 0.0)
    country = found(people, seed, day_number(on))
    records = RecordsWriter(truth / "records.parquet", people)
    feeds: list[FeedFile] = []

    def keep(written: Written) -> None:
        records.add(written.feed, written.person, written.marks)
        feeds.append(FeedFile(written.feed, written.path, int(written.marks.size)))

    try:
        tell("resident_register", 0.20)
        keep(write_register(country, dirt, path("resident_register", "csv")))
        tell("insurance_history", 0.30)
        keep(write_insurance(country, dirt, path("insurance_history", "csv")))
        tell("workplaces", 0.40)
        keep(write_workplaces(country, dirt, path("workplaces", "xlsx")))
        tell("means", 0.45)
        keep(write_means(country, dirt, path("means", "jsonl")))
        tell("births", 0.55)
        for written in write_births_and_leaves(country, dirt, path("births_leaves", "sqlite")):
            keep(written)
        tell("wage_arrears", 0.58)
        keep(write_arrears(country, dirt, path("wage_arrears", "xml")))

        def on_block(person: Ints, marks: Ints, share: float) -> None:
            records.add("monthly_wages", person, marks)
            tell("monthly_wages", 0.60 + 0.35 * share)

        wages = path("monthly_wages", "parquet")
        feeds.append(FeedFile("monthly_wages", wages, write_wages(country, dirt, wages, on_block)))
    finally:
        records.close()
    tell("truth", 0.95)
    write_people(country, truth / "people.parquet")
    write_life_events(country, truth / "life_events.parquet")
    tell("done", 1.0)
    return WorldReport(people, seed, on, tuple(feeds), truth, time.perf_counter() - clock)
