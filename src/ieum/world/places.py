"""Addresses in the road-name form: province, city or county, road, number, and a flat for most homes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ieum.world.calendar import Ints
from ieum.world.figures import PROVINCE_SHARE
from ieum.world.words import WORDS

_DISTRICTS: Final[dict[str, str]] = WORDS["districts"]
PROVINCES: Final = tuple(PROVINCE_SHARE)
_PLACES = [(p, d) for p in PROVINCES for d in (_DISTRICTS[p].split() or [""])]
_PREFIX: Final = tuple(f"{p} {d}".strip() for p, d in _PLACES)
_PROVINCE_OF: Final = np.array([PROVINCES.index(p) for p, _ in _PLACES])
_SHARE = np.array([PROVINCE_SHARE[p] / max(1, len(_DISTRICTS[p].split())) for p, _ in _PLACES])
_ROADS: Final = tuple(WORDS["roads"].split())


@dataclass(frozen=True)
class Homes:
    """One address a household (index = household)."""

    place: Ints
    road: Ints
    number: Ints
    block: Ints
    flat: Ints

    @property
    def province(self) -> Ints:
        """Index into PROVINCES."""
        return np.asarray(_PROVINCE_OF[self.place], dtype=np.int64)

    def lines(self, households: Ints) -> pa.Array:
        """Address text of the households asked for."""
        road = pc.binary_join_element_wise(
            pa.array(_PREFIX).take(pa.array(self.place[households])),
            pa.array(_ROADS).take(pa.array(self.road[households])),
            pa.array(self.number[households]).cast(pa.string()),
            " ",
        )
        block = pa.array(self.block[households])
        flat = pc.binary_join_element_wise(
            ", ", block.cast(pa.string()), "동 ", pa.array(self.flat[households]).cast(pa.string()), "호", ""
        )
        return pc.binary_join_element_wise(road, pc.if_else(pc.greater(block, 0), flat, ""), "")


def draw_homes(count: int, rng: np.random.Generator) -> Homes:
    """Addresses spread over the provinces by their share of residents; two in three are flats."""
    flats = rng.random(count) < 0.66
    return Homes(
        place=rng.choice(len(_PREFIX), size=count, p=_SHARE / _SHARE.sum()).astype(np.int64),
        road=rng.integers(0, len(_ROADS), count),
        number=rng.integers(1, 400, count),
        block=np.where(flats, rng.integers(101, 125, count), 0),
        flat=rng.integers(1, 22, count) * 100 + rng.integers(1, 9, count),
    )


def province_names(index: Ints) -> pa.Array:
    """Province names as text."""
    return pa.array(PROVINCES).take(pa.array(index))


def draw_provinces(count: int, rng: np.random.Generator) -> Ints:
    """Indexes into PROVINCES by share of residents."""
    share = np.array(list(PROVINCE_SHARE.values()))
    return rng.choice(len(PROVINCES), size=count, p=share / share.sum()).astype(np.int64)
