"""출생 자료와 휴가·휴직 확인서: one SQLite file with two tables."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pyarrow as pa

from ieum.world.calendar import Ints, iso_dates, year_month_day
from ieum.world.country import Country, dice
from ieum.world.dirt import (
    DUPLICATE,
    IMPOSSIBLE_DATE,
    IMPOSSIBLE_VALUE,
    MISSING_RRN,
    MISTYPED_RRN,
    PERSON_KINDS,
    Dirt,
    Rows,
    soil,
    spoil_dates,
    spoil_names,
    spoil_resident_numbers,
)
from ieum.world.extracts.rows import Written, pick
from ieum.world.families import KINDS
from ieum.world.numbers import digits, hyphenated

_BIRTH_KINDS = (MISSING_RRN, MISTYPED_RRN, IMPOSSIBLE_DATE, DUPLICATE)
_TABLES = {
    "출생": ("출생번호 TEXT", "출생일 TEXT", "모_주민등록번호 TEXT", "부_주민등록번호 TEXT"),
    "휴가휴직": (
        "확인서번호 TEXT", "성명 TEXT", "주민등록번호 TEXT", "사업장관리번호 TEXT", "구분 TEXT",
        "출생번호 TEXT", "시작일 TEXT", "종료일 TEXT", "월통상임금 INTEGER", "사업주월지급금 INTEGER",
    ),
}  # fmt: skip


def write_births_and_leaves(country: Country, dirt: Dirt, path: Path) -> tuple[Written, Written]:
    """Both tables in one transaction, no keys: a ledger export."""
    path.unlink(missing_ok=True)
    rng = dice(country.seed, "births-leaves")
    births, birth_columns = _births(country, dirt, path, rng)
    leaves, leave_columns = _leaves(country, dirt, path, rng)
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for (table, columns), values in zip(_TABLES.items(), (birth_columns, leave_columns), strict=True):
            definition = ", ".join('"{}" {}'.format(*column.split()) for column in columns)
            connection.execute(f'CREATE TABLE "{table}" ({definition})')
            places = ", ".join("?" * len(columns))
            lines = zip(*(column.to_pylist() for column in values), strict=True)
            connection.executemany(f'INSERT INTO "{table}" VALUES ({places})', lines)  # noqa: S608 - names are constants
        connection.execute("COMMIT")
    finally:
        connection.close()
    return births, leaves


def _child_numbers(country: Country, birth: Ints) -> pa.Array:
    year, month, _ = year_month_day(country.births.born[birth])
    return digits((year * 100 + month) * 10_000_000 + birth + 1, 13)


def _births(
    country: Country, dirt: Dirt, path: Path, rng: np.random.Generator
) -> tuple[Written, list[pa.Array]]:
    births = country.births
    rows = soil(births.child.size, _BIRTH_KINDS, dirt, rng)
    birth = rows.source
    mother = spoil_resident_numbers(
        pick(country.resident_numbers, births.mother[birth]), _only_known(rows, births.mother[birth]), rng
    )
    father = pick(country.resident_numbers, births.father[birth])
    columns = [
        _child_numbers(country, birth),
        spoil_dates(iso_dates(births.born[birth]), rows.has(IMPOSSIBLE_DATE), rng),
        hyphenated(mother),
        hyphenated(father),
    ]
    about = np.where(births.mother >= 0, births.mother, births.father)[birth]
    return Written("births", path, _only_known(rows, births.mother[birth]).marks, about), columns


def _only_known(rows: Rows, mother: Ints) -> Rows:
    """A number that is not there cannot be spoiled."""
    return Rows(rows.source, np.where(mother >= 0, rows.marks, rows.marks & ~(MISSING_RRN | MISTYPED_RRN)))


def _leaves(
    country: Country, dirt: Dirt, path: Path, rng: np.random.Generator
) -> tuple[Written, list[pa.Array]]:
    leaves, spells = country.leaves, country.spells
    rows = soil(leaves.spell.size, PERSON_KINDS, dirt, rng)
    leave = rows.source
    spell = leaves.spell[leave]
    person = spells.person[spell]
    ended = leaves.ended[leave].copy()
    reversed_ = rows.has(IMPOSSIBLE_DATE)
    ended[reversed_] = leaves.started[leave][reversed_] - 5
    ordinary = leaves.ordinary[leave]
    year = year_month_day(leaves.started[leave])[0]
    columns = [
        digits(year * 10_000_000 + leave + 1, 11),
        spoil_names(country.names.take(pa.array(person)), rows, rng, raw=False),
        hyphenated(spoil_resident_numbers(country.resident_numbers.take(pa.array(person)), rows, rng)),
        digits(country.workplaces.number[spells.workplace[spell]], 11),
        pa.array(KINDS).take(pa.array(leaves.kind[leave])),
        _child_numbers(country, leaves.birth[leave]),
        iso_dates(leaves.started[leave]),
        iso_dates(ended),
        pa.array(np.where(rows.has(IMPOSSIBLE_VALUE), -ordinary, ordinary)),
        pa.array(leaves.employer_pay[leave]),
    ]
    return Written("leaves", path, rows.marks, person), columns
