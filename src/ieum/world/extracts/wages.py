"""월별 보수 자료: Parquet, zstd, names and numbers by reference; written a block of spells at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from ieum.world.calendar import Ints, arrow_dates
from ieum.world.country import Country, dice
from ieum.world.dirt import (
    DUPLICATE,
    IMPOSSIBLE_VALUE,
    MISSING_RRN,
    MISSPELT_NAME,
    MISTYPED_RRN,
    NEAR_DUPLICATE,
    WRONG_ENCODING,
    Dirt,
    Rows,
    soil,
    spoil_names,
    spoil_resident_numbers,
)
from ieum.world.numbers import digits
from ieum.world.wages import Payroll

_KINDS = (
    MISSPELT_NAME,
    MISSING_RRN,
    MISTYPED_RRN,
    WRONG_ENCODING,
    IMPOSSIBLE_VALUE,
    DUPLICATE,
    NEAR_DUPLICATE,
)
_SPELLS_A_BLOCK: Final = 20_000
_TEXT = pa.dictionary(pa.int32(), pa.string())
_SCHEMA = pa.schema(
    [
        ("성명", _TEXT),
        ("주민등록번호", _TEXT),
        ("사업장관리번호", _TEXT),
        ("귀속월", pa.date32()),
        ("보수", pa.int64()),
        ("보수지급기초일수", pa.int32()),
    ]
)


def write_wages(
    country: Country, dirt: Dirt, path: Path, on_block: Callable[[Ints, Ints, float], None]
) -> int:
    """Writes all months; after each block calls `on_block(person, marks, share done)`. Returns the rows
    written.
    """
    spells, people = country.spells, country.people
    payroll = Payroll(spells, country.leaves, country.on)
    written = 0
    with pq.ParquetWriter(path, _SCHEMA, compression="zstd", store_schema=False) as file:
        for number, begin in enumerate(range(0, len(spells), _SPELLS_A_BLOCK)):
            end = min(begin + _SPELLS_A_BLOCK, len(spells))
            rng = dice(country.seed, "wages", number)
            wages = payroll.block(begin, end, rng)
            rows = soil(wages.spell.size, _KINDS, dirt, rng)
            spell = wages.spell[rows.source]
            person = spells.person[spell]
            first, last = int(spells.person[begin]), int(spells.person[end - 1])
            known = slice(first, last + 1)
            local = person - first
            size = len(people.birth[known])
            spoiled = np.flatnonzero(rows.marks)
            touched = Rows(rows.source[spoiled], rows.marks[spoiled])
            names = spoil_names(country.names.take(pa.array(person[spoiled])), touched, rng, raw=False)
            numbers = spoil_resident_numbers(
                country.resident_numbers.take(pa.array(person[spoiled])), touched, rng
            )
            index = local.astype(np.int32)
            index[spoiled] = size + np.arange(spoiled.size)
            wage, paid = wages.wage[rows.source].copy(), wages.paid_days[rows.source].copy()
            wrong = np.flatnonzero(rows.has(IMPOSSIBLE_VALUE))
            negative = rng.random(wrong.size) < 0.5
            wage[wrong[negative]] *= -1
            paid[wrong[~negative]] = 45
            table = pa.table(
                [
                    _coded(index, country.names.slice(first, size), names),
                    _coded(index, country.resident_numbers.slice(first, size), numbers),
                    _workplace_numbers(country, spells.workplace[spell]),
                    arrow_dates(wages.month[rows.source]),
                    pa.array(wage),
                    pa.array(paid.astype(np.int32)),
                ],
                schema=_SCHEMA,
            )
            file.write_table(table, row_group_size=max(len(rows), 1))
            written += len(rows)
            on_block(person, rows.marks, end / len(spells))
    return written


def _coded(
    index: Ints | np.ndarray[tuple[int, ...], np.dtype[np.int32]], plain: pa.Array, spoiled: pa.Array
) -> pa.Array:
    """Text by reference into the people of the block, followed by the spoiled spellings; null stays null.

    Namesakes share one entry: Parquet keeps no dictionary with repeated values.
    """
    entries = pa.concat_arrays([plain, spoiled]).dictionary_encode()
    return pa.DictionaryArray.from_arrays(entries.indices.take(pa.array(index)), entries.dictionary)


def _workplace_numbers(country: Country, workplace: Ints) -> pa.Array:
    used = np.zeros(len(country.workplaces), dtype=bool)
    used[workplace] = True
    code = np.cumsum(used) - 1
    return pa.DictionaryArray.from_arrays(
        pa.array(code[workplace].astype(np.int32)), digits(country.workplaces.number[used], 11)
    )
