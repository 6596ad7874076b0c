"""Korean names: surnames by frequency, given names by the decade and sex they were given in, and slips of
the pen.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ieum.world.calendar import Flags, Ints
from ieum.world.words import WORDS

_PAIRS: Final = [re.fullmatch(r"(\D+)(\d+)", word) for word in WORDS["surnames"].split()]
SURNAMES: Final = tuple(pair[1] for pair in _PAIRS if pair)
_WEIGHTS: Final = np.array([int(pair[2]) for pair in _PAIRS if pair], dtype=np.float64)
_GIVEN: Final[dict[str, list[list[str]]]] = WORDS["given"]
_ERAS: Final = np.array([1950, 1970, 1985, 2000])
SYLLABLES: Final = tuple(
    sorted({s for eras in _GIVEN.values() for pair in eras for part in pair for s in part})
)
_CODE = {syllable: code for code, syllable in enumerate(SYLLABLES)}


def draw_surnames(count: int, rng: np.random.Generator) -> Ints:
    """Indexes into SURNAMES, by frequency."""
    return rng.choice(len(SURNAMES), size=count, p=_WEIGHTS / _WEIGHTS.sum()).astype(np.int64)


def draw_given_names(birth_year: Ints, female: Flags, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Two indexes into SYLLABLES a person, of the fashion of the person's birth year and sex."""
    era = np.searchsorted(_ERAS, birth_year, side="right")
    weight = 1.0 / (np.arange(15) + 4.0)
    bounds = np.cumsum(weight / weight.sum())
    tables = [
        np.array([[[_CODE[s] for s in part] for part in pair] for pair in _GIVEN[sex]], dtype=np.int64)
        for sex in "MF"
    ]
    table = np.stack(tables)
    rank = [np.minimum(np.searchsorted(bounds, rng.random(birth_year.size)), 14) for _ in range(2)]
    sex = female.astype(np.int64)
    first, second = table[sex, era, 0, rank[0]], table[sex, era, 1, rank[1]]
    again = first == second
    second[again] = table[sex[again], era[again], 1, (rank[1][again] + 1) % 15]
    return first, second


def spell_names(surname: Ints, first: Ints, second: Ints) -> pa.Array:
    """Full names as text."""
    syllables = pa.array(SYLLABLES)
    return pc.binary_join_element_wise(
        pa.array(SURNAMES).take(pa.array(surname)),
        syllables.take(pa.array(first)),
        syllables.take(pa.array(second)),
        "",
    )


# Jamo that are taken for one another by ear, by eye or by a neighbouring key.
_INITIAL: Final = {
    0: 15,
    15: 0,
    3: 16,
    16: 3,
    7: 17,
    17: 7,
    9: 10,
    10: 9,
    12: 14,
    14: 12,
    2: 5,
    5: 2,
    11: 18,
    18: 11,
    6: 7,
}
_MEDIAL: Final = {
    0: 2,
    1: 5,
    5: 1,
    4: 8,
    8: 4,
    6: 2,
    2: 6,
    12: 8,
    13: 18,
    17: 12,
    18: 13,
    20: 19,
    19: 20,
    9: 14,
    11: 10,
    10: 15,
    3: 7,
    7: 3,
}
_FINAL: Final = {0: 4, 1: 24, 4: 21, 8: 4, 16: 21, 17: 26, 19: 7, 21: 4, 22: 19, 7: 19, 24: 1, 26: 17}


def slip(name: str, chance: int) -> str:
    """The name with one jamo wrong; `chance` (any whole number) picks which. Never the same as the name."""
    places = [p for p, letter in enumerate(name) if "가" <= letter <= "힣"]
    if not places:
        return name + "ㅇ"
    place = places[len(places) - 1 - chance % min(len(places), 2)]
    code = ord(name[place]) - 0xAC00
    initial, medial, final = code // 588, code // 28 % 21, code % 28
    kind = chance // 7 % 3
    if kind == 0 and initial in _INITIAL:
        initial = _INITIAL[initial]
    elif kind == 1 and final in _FINAL:
        final = _FINAL[final]
    else:
        medial = _MEDIAL.get(medial, (medial + 1) % 21)
    return name[:place] + chr(0xAC00 + initial * 588 + medial * 28 + final) + name[place + 1 :]
