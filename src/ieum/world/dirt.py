"""Dirt: which records are spoiled, how, and the spoiling of names and resident numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ieum.kernel import BadInput
from ieum.world.calendar import Flags, Ints
from ieum.world.names import slip
from ieum.world.numbers import mistype

Marks = npt.NDArray[np.int64]
"""One number a row: the sum of the kinds below that apply."""

MISSPELT_NAME, MISSING_RRN, MISTYPED_RRN, WRONG_ENCODING, IMPOSSIBLE_DATE, IMPOSSIBLE_VALUE = (
    1,
    2,
    4,
    8,
    16,
    32,
)
DUPLICATE, NEAR_DUPLICATE, OLD_ADDRESS = 64, 128, 256
KIND_NAMES: Final = {
    MISSPELT_NAME: "misspelt_name",
    MISSING_RRN: "missing_rrn",
    MISTYPED_RRN: "mistyped_rrn",
    WRONG_ENCODING: "wrong_encoding",
    IMPOSSIBLE_DATE: "impossible_date",
    IMPOSSIBLE_VALUE: "impossible_value",
    DUPLICATE: "duplicate",
    NEAR_DUPLICATE: "near_duplicate",
    OLD_ADDRESS: "old_address",
}
PERSON_KINDS: Final = tuple(kind for kind in KIND_NAMES if kind != OLD_ADDRESS)
"""What a record about a person may suffer."""
RAW_MARK: Final = "\x7f"
"""Stands on both sides of a name to be put down in the other encoding (see `extracts.rows`)."""
IMPOSSIBLE_DAYS: Final = ("2026-02-30", "2025-13-01", "2026-11-31", "2024-00-10", "2025-02-29")


@dataclass(frozen=True)
class Dirt:
    """Share of records spoiled in each way (0 to 1); `moved` is a share of households."""

    misspelt_name: float = 0.006
    missing_rrn: float = 0.004
    mistyped_rrn: float = 0.004
    wrong_encoding: float = 0.001
    impossible_date: float = 0.002
    impossible_value: float = 0.002
    duplicate: float = 0.004
    near_duplicate: float = 0.003
    moved: float = 0.02

    def __post_init__(self) -> None:
        for name, rate in vars(self).items():
            if not 0 <= rate <= 1:
                raise BadInput(
                    f"{rate} is not a share", where=f"Dirt.{name}", remedy="give a number from 0 to 1"
                )
        if sum(rate for name, rate in vars(self).items() if name != "moved") > 1:
            raise BadInput("the rates add up to more than 1", where="Dirt", remedy="lower some of them")

    @classmethod
    def none(cls) -> Dirt:
        """A country without dirt."""
        return cls(*[0.0] * 9)


@dataclass(frozen=True)
class Rows:
    """The rows of a file in order: `source` is the index of the record told, `marks` what was spoiled."""

    source: Ints
    marks: Marks

    def __len__(self) -> int:
        return int(self.source.size)

    def cut(self, begin: int, end: int) -> Rows:
        """Rows begin … end - 1."""
        return Rows(self.source[begin:end], self.marks[begin:end])

    def has(self, kind: int) -> Flags:
        """Which rows are spoiled in this way."""
        return np.asarray((self.marks & kind) != 0)


def soil(count: int, kinds: tuple[int, ...], dirt: Dirt, rng: np.random.Generator) -> Rows:
    """Rows for `count` records, spoiled in the given ways; a record suffers one at most, its near copy two.

    Copies stand some rows after their record. A near copy has its name misspelt where the feed has names.
    """
    rates = np.cumsum([getattr(dirt, KIND_NAMES[kind]) for kind in kinds])
    luck = rng.random(count)
    hit = np.flatnonzero(luck < rates[-1])
    kind = np.array(kinds)[np.minimum(np.searchsorted(rates, luck[hit], side="right"), len(kinds) - 1)]
    copied = (kind == DUPLICATE) | (kind == NEAR_DUPLICATE)
    marks = np.zeros(count, dtype=np.int64)
    marks[hit[~copied]] = kind[~copied]
    copy, copy_mark = hit[copied], kind[copied]
    copy_mark = np.where(
        (copy_mark == NEAR_DUPLICATE) & (MISSPELT_NAME in kinds), copy_mark | MISSPELT_NAME, copy_mark
    )
    source = np.concatenate([np.arange(count), copy])
    position = np.concatenate(
        [np.arange(count, dtype=np.float64), copy + rng.integers(1, 60, copy.size) - 0.5]
    )
    order = np.argsort(position, kind="stable")
    return Rows(source[order], np.concatenate([marks, copy_mark])[order])


def swap(values: pa.Array, where: Flags, new: list[str | None]) -> pa.Array:
    """The text with the places `where` replaced in turn."""
    if not new:
        return values
    return pc.replace_with_mask(values, pa.array(where), pa.array(new, type=pa.string()))


def spoil_names(names: pa.Array, rows: Rows, rng: np.random.Generator, *, raw: bool) -> pa.Array:
    """Misspelt names and names in the wrong encoding.

    raw: the file is bytes in one encoding, and the writer puts marked names down in the other; else the name
    becomes what a reader with the wrong encoding would have made of it.
    """
    where = rows.has(MISSPELT_NAME)
    chances = rng.integers(0, 2**31, int(where.sum())).tolist()
    slipped = [slip(name, chance) for name, chance in zip(_picked(names, where), chances, strict=True)]
    names = swap(names, where, [*slipped])
    where = rows.has(WRONG_ENCODING)
    broken = [f"{RAW_MARK}{name}{RAW_MARK}" if raw else garble(name) for name in _picked(names, where)]
    return swap(names, where, [*broken])


def garble(name: str) -> str:
    """What a reader makes of a name written in UTF-8 and read as CP949."""
    return name.encode().decode("cp949", errors="replace")


def spoil_resident_numbers(numbers: pa.Array, rows: Rows, rng: np.random.Generator) -> pa.Array:
    """13-digit numbers with some missing and some mistyped."""
    where = rows.has(MISTYPED_RRN)
    chances = rng.integers(0, 2**31, int(where.sum())).tolist()
    typed = [mistype(number, chance) for number, chance in zip(_picked(numbers, where), chances, strict=True)]
    numbers = swap(numbers, where, [*typed])
    where = rows.has(MISSING_RRN)
    return swap(numbers, where, [None] * int(where.sum()))


def spoil_dates(dates: pa.Array, where: Flags, rng: np.random.Generator) -> pa.Array:
    """Text dates with days that no calendar has at the places given."""
    picks = rng.integers(0, len(IMPOSSIBLE_DAYS), int(where.sum())).tolist()
    return swap(dates, where, [IMPOSSIBLE_DAYS[pick] for pick in picks])


def _picked(values: pa.Array, where: Flags) -> list[str]:
    return [str(value) for value in values.take(pa.array(np.flatnonzero(where))).to_pylist()]
