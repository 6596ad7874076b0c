"""The truth beside the extracts: who is who, which record was spoiled and how, what happened to whom."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ieum.world.calendar import NEVER, Ints, arrow_dates
from ieum.world.country import Country
from ieum.world.dirt import KIND_NAMES
from ieum.world.families import PARENTAL
from ieum.world.numbers import digits, hyphenated
from ieum.world.people import NOBODY, RELATIONS
from ieum.world.workplaces import INSOLVENT

_TEXT = pa.dictionary(pa.int32(), pa.string())
_RECORDS = pa.schema([("feed", _TEXT), ("row", pa.int64()), ("person_id", _TEXT), ("spoiled", _TEXT)])
_SPOILED: Final = [
    ";".join(name for kind, name in KIND_NAMES.items() if marks & kind)
    for marks in range(2 * max(KIND_NAMES))
]
_LOSS_EVENTS: Final = {
    11: "resigned", 12: "resigned", 22: "laid_off", 23: "laid_off", 26: "dismissed", 31: "retired",
    32: "contract_ended",
}  # fmt: skip


def person_ids(person: Ints) -> pa.Array:
    """P and seven digits or more; null for nobody."""
    width = 7 if person.size == 0 or int(person.max()) < 9_999_999 else 10
    text = pc.binary_join_element_wise("p", digits(person + 1, width), "")
    return pc.if_else(pa.array(person == NOBODY), pa.scalar(None, pa.string()), text)


class RecordsWriter:
    """records.parquet, a feed or a block of one at a time."""

    def __init__(self, path: Path, people: int) -> None:
        self._file = pq.ParquetWriter(path, _RECORDS, compression="zstd", store_schema=False)
        self._people = people
        self._rows: dict[str, int] = {}

    def add(self, feed: str, person: Ints, marks: Ints) -> None:
        """The next rows of a feed, in the order of its file."""
        begin = self._rows.get(feed, 0)
        self._rows[feed] = begin + person.size
        known = np.zeros(self._people + 1, dtype=bool)
        known[person] = True
        known[self._people] = False
        code = np.cumsum(known) - 1
        kinds = np.flatnonzero(np.bincount(marks, minlength=1))
        kind_code = np.zeros(len(_SPOILED), dtype=np.int32)
        kind_code[kinds] = np.arange(kinds.size)
        table = pa.table(
            [
                pa.DictionaryArray.from_arrays(
                    pa.array(np.zeros(person.size, dtype=np.int32)), pa.array([feed])
                ),
                pa.array(begin + 1 + np.arange(person.size)),
                pa.DictionaryArray.from_arrays(
                    pa.array(code[person].astype(np.int32), mask=person == NOBODY),
                    person_ids(np.flatnonzero(known)),
                ),
                pa.DictionaryArray.from_arrays(
                    pa.array(kind_code[marks]), pa.array([_SPOILED[kind] for kind in kinds], type=pa.string())
                ),
            ],
            schema=_RECORDS,
        )
        self._file.write_table(table, row_group_size=max(person.size, 1))

    def close(self) -> None:
        self._file.close()


def write_people(country: Country, path: Path) -> None:
    """people.parquet: one row a resident, in the country's order."""
    people, states, means = country.people, country.states, country.means
    size = 200_000
    writer: pq.ParquetWriter | None = None
    for begin in range(0, max(len(people), 1), size):
        person = np.arange(begin, min(begin + size, len(people)))
        household = people.household[person]
        table = pa.table(
            {
                "person_id": person_ids(person),
                "name": country.names.take(pa.array(person)),
                "rrn": hyphenated(country.resident_numbers.take(pa.array(person))),
                "birth_date": arrow_dates(people.birth[person]),
                "age": people.age[person],
                "sex": pa.array(["M", "F"]).take(pa.array(people.female[person].astype(np.int64))),
                "household_id": pc.binary_join_element_wise("h", digits(household + 1, 7), ""),
                "relation": pa.array(RELATIONS).take(pa.array(people.relation[person])),
                "spouse_id": person_ids(people.spouse[person]),
                "mother_id": person_ids(people.mother[person]),
                "father_id": person_ids(people.father[person]),
                "address": country.homes.lines(household),
                "phone": country.phones.take(pa.array(person)),
                "insured": country.insured_now[person],
                "ever_insured": country.ever_insured[person],
                "otherwise_employed": states.otherwise_employed[person],
                "student": states.student[person],
                "disabled": states.disabled[person],
                "livelihood_benefit": means.livelihood[person],
                "lone_parent": means.lone_parent[person],
                "on_parental_leave": country.on_parental_leave[person],
                "earned_income": means.earned[person],
                "household_income": means.household_income[person],
                "household_size": people.household_size[household],
            }
        )
        writer = writer or pq.ParquetWriter(path, table.schema, compression="zstd", store_schema=False)
        writer.write_table(table)
    assert writer is not None
    writer.close()


def write_life_events(country: Country, path: Path) -> None:
    """life_events.parquet: person, kind, date; by date and person."""
    person, day, kind = _life_events(country)
    order = np.lexsort((kind, person, day))
    names, code = np.unique(kind[order], return_inverse=True)
    table = pa.table(
        {
            "person_id": person_ids(person[order]),
            "kind": pa.array(names.tolist(), type=pa.string()).take(pa.array(code)),
            "date": arrow_dates(day[order]),
        }
    )
    pq.write_table(table, path, compression="zstd", store_schema=False)


def _life_events(country: Country) -> tuple[Ints, Ints, np.ndarray[tuple[int, ...], np.dtype[np.str_]]]:
    spells, leaves, births = country.spells, country.leaves, country.births
    parts: list[tuple[Ints, Ints, str]] = []
    for reason, kind in _LOSS_EVENTS.items():
        left = np.flatnonzero((spells.reason == reason) & ~spells.daily)
        parts.append((spells.person[left], spells.lost[left], kind))
    failed = np.flatnonzero(country.workplaces.state[spells.workplace] == INSOLVENT)
    parts.append(
        (
            spells.person[failed],
            country.workplaces.covered_until[spells.workplace[failed]],
            "employer_insolvent",
        )
    )
    parts.append((spells.person[country.arrears.spell], country.arrears.reported, "unpaid_wages"))
    for parent in (births.mother, births.father):
        known = parent != NOBODY
        parts.append((parent[known], births.born[known], "birth"))
    parental = np.flatnonzero(leaves.kind == PARENTAL)
    taker = spells.person[leaves.spell[parental]]
    parts.append((taker, leaves.started[parental], "parental_leave_started"))
    partner = country.people.spouse[taker]
    known = partner != NOBODY
    parts.append((partner[known], leaves.started[parental][known], "partner_on_leave"))
    seeking = np.flatnonzero(first_job_seekers(country))
    parts.append((seeking, country.on - 20 - seeking * 37 % 300, "first_job_seeker"))
    keep = [(person, day, kind, day != NEVER) for person, day, kind in parts]
    return (
        np.concatenate([person[real] for person, _, _, real in keep]),
        np.concatenate([day[real] for _, day, _, real in keep]),
        np.concatenate([np.full(int(real.sum()), kind) for _, _, kind, real in keep]),
    )


def first_job_seekers(country: Country) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Aged 18 to 34, no student, not in work, never insured."""
    age, states = country.people.age, country.states
    idle = ~states.student & ~states.otherwise_employed & ~country.ever_insured
    return np.asarray((age >= 18) & (age < 35) & idle)
