"""Official numbers with their real structure: resident number, business number, workplace number,
telephone.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ieum.kernel import BadInput, Rrn
from ieum.kernel.identifiers import RRN_CHECK_DIGIT_ENDS
from ieum.world.calendar import Flags, Ints, day_number, year_month_day

_RRN_WEIGHTS: Final = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_BRN_WEIGHTS: Final = (1, 3, 7, 1, 3, 7, 1, 3)


def draw_resident_numbers(birth: Ints, female: Flags, rng: np.random.Generator) -> Ints:
    """A 13-digit number a person, no two alike, in the given order.

    Births before 2020-10-05 carry a region and a serial with a check digit, later ones six random digits.
    """
    year, month, day = year_month_day(birth)
    front = year % 100 * 10_000 + month * 100 + day
    sex = np.where(year < 2000, 1, 3) + female
    cell = front * 10 + sex
    order = np.argsort(cell, kind="stable")
    starts = np.flatnonzero(np.diff(cell[order], prepend=-1))
    sizes = np.diff(np.append(starts, birth.size))
    rank = np.arange(birth.size) - np.repeat(starts, sizes)
    offset = np.repeat(rng.integers(0, 950_000, starts.size), sizes)
    checked = birth < day_number(RRN_CHECK_DIGIT_ENDS)
    # Strides coprime to the range walk it without meeting, so that no number is given out twice.
    region_and_serial = np.empty(birth.size, dtype=np.int64)
    region_and_serial[order] = (offset // 10 + rank * 7_919) % 95_000
    six_digits = np.empty(birth.size, dtype=np.int64)
    six_digits[order] = (offset + rank * 70_979) % 950_000
    twelve = front * 1_000_000 + sex * 100_000 + np.where(checked, region_and_serial, 0)
    total = sum(twelve // 10 ** (11 - place) % 10 * weight for place, weight in enumerate(_RRN_WEIGHTS))
    check = (11 - total % 11) % 10
    numbers = np.where(checked, twelve * 10 + check, front * 10_000_000 + sex * 1_000_000 + six_digits)
    return np.asarray(numbers, dtype=np.int64)


def digits(numbers: Ints, width: int) -> pa.Array:
    """Numbers as text with leading zeros."""
    return pc.ascii_lpad(pa.array(numbers).cast(pa.string()), width, "0")


def resident_number_lines(numbers: Ints) -> pa.Array:
    """13 digits as text without a hyphen."""
    return digits(numbers, 13)


def hyphenated(numbers: pa.Array) -> pa.Array:
    """Six digits, a hyphen, seven digits; null stays null."""
    return pc.binary_join_element_wise(
        pc.utf8_slice_codeunits(numbers, 0, 6), pc.utf8_slice_codeunits(numbers, 6, 13), "-"
    )


def mistype(number: str, chance: int) -> str:
    """A resident number with one digit wrong in a way that anyone can detect; `chance` picks which."""
    for _ in range(12):
        chance = (chance * 1_103_515_245 + 12_345) % 2**31
        place = (0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12)[chance // 2**16 % 12]
        wrong = (int(number[place]) + 1 + chance // 2**22 % 9) % 10
        typed = f"{number[:place]}{wrong}{number[place + 1 :]}"
        try:
            Rrn.parse(typed)
        except BadInput:
            return typed
    return f"{number[:2]}{2 + chance % 8}{number[3:]}"


def draw_business_numbers(count: int, rng: np.random.Generator) -> Ints:
    """10-digit numbers with a valid check digit, no two alike."""
    kinds = np.array([81, 86, 87, 88, 12, 34, 56])
    space = 899 * kinds.size * 10_000
    # A stride coprime to the space walks it without meeting itself.
    walk = (int(rng.integers(0, space)) + np.arange(count) * 27_182_819) % space
    tax_office, rest = 101 + walk // (kinds.size * 10_000), walk % (kinds.size * 10_000)
    nine = tax_office * 1_000_000 + kinds[rest // 10_000] * 10_000 + rest % 10_000
    place = [nine // 10 ** (8 - p) % 10 for p in range(9)]
    total = (
        sum(place[p] * weight for p, weight in enumerate(_BRN_WEIGHTS))
        + place[8] * 5 // 10
        + place[8] * 5 % 10
    )
    return np.asarray(nine * 10 + (10 - total % 10) % 10, dtype=np.int64)


def draw_phones(count: int, rng: np.random.Generator) -> Ints:
    """Eight digits after 010, no two alike below 80 million people."""
    return 20_000_000 + (int(rng.integers(0, 80_000_000)) + np.arange(count) * 49_443_329) % 80_000_000


def phone_lines(numbers: Ints) -> pa.Array:
    """010-xxxx-xxxx."""
    text = digits(numbers, 8)
    return pc.binary_join_element_wise(
        "010", pc.utf8_slice_codeunits(text, 0, 4), pc.utf8_slice_codeunits(text, 4, 8), "-"
    )
