"""Workplaces: the living ones by size, the failing ones around the people they let go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ieum.world import figures
from ieum.world.calendar import NEVER, Flags, Ints
from ieum.world.jobs import CLOSURE, LAYOFF, Spells
from ieum.world.numbers import draw_business_numbers
from ieum.world.places import draw_provinces
from ieum.world.words import WORDS

RUNNING, PAUSED, CLOSED, INSOLVENT = range(4)
STATES: Final = ("정상", "휴업", "폐업", "도산")
_INDUSTRIES: Final = tuple(WORDS["industries"].split())
_TRADES: Final = tuple(WORDS["company_trades"].split())
_BRANDS: Final = tuple(WORDS["company_brands"].split())
_FORMS: Final = ("주식회사 {}", "(주){}", "{}", "유한회사 {}")


@dataclass(frozen=True)
class Workplaces:
    """One a place. covered_until and insolvent_on: NEVER where not come; staff: insured now."""

    number: Ints
    business_number: Ints
    brand: Ints
    trade: Ints
    form: Ints
    industry: Ints
    province: Ints
    covered_from: Ints
    covered_until: Ints
    state: Ints
    insolvent_on: Ints
    staff: Ints

    def __len__(self) -> int:
        return int(self.number.size)

    def names(self, index: Ints) -> pa.Array:
        """Company names as text."""
        bare = pc.binary_join_element_wise(
            pa.array(_BRANDS).take(pa.array(self.brand[index])),
            pa.array(_TRADES).take(pa.array(self.trade[index])),
            "",
        )
        before = pa.array([form.split("{}")[0] for form in _FORMS]).take(pa.array(self.form[index]))
        return pc.binary_join_element_wise(before, bare, "")

    def industries(self, index: Ints) -> pa.Array:
        """Industry codes (section letter, two digits)."""
        return pa.array(_INDUSTRIES).take(pa.array(self.industry[index]))


def place_spells(spells: Spells, on: int, rng: np.random.Generator) -> tuple[Spells, Workplaces, Ints]:
    """Gives every spell a workplace; returns spells, workplaces and the usual size of each workplace.

    Spells that closure ended gather, by date, at failing workplaces, as do many layoffs; those who went
    together leave on one day. The living fill up to the published shares of insured persons by size of
    workplace.
    """
    current = np.flatnonzero((spells.lost == NEVER) & ~spells.daily)
    sizes = _draw_sizes(current.size, rng)
    workplace = np.zeros(len(spells), dtype=np.int64)
    seats = np.repeat(np.arange(sizes.size), sizes)
    workplace[current] = rng.permutation(seats)[: current.size]
    failing = (spells.reason == CLOSURE) | ((spells.reason == LAYOFF) & (rng.random(len(spells)) < 0.4))
    past = np.flatnonzero((spells.lost != NEVER) & ~failing | spells.daily)
    workplace[past] = seats[rng.integers(0, seats.size, past.size)]

    _keep_jobs_apart(spells, workplace, np.flatnonzero(~failing | spells.daily), seats, rng)

    gone = np.flatnonzero(failing & ~spells.daily)
    gone = gone[np.argsort(spells.lost[gone], kind="stable")]
    apart = np.diff(spells.lost[gone], prepend=-NEVER) > 25
    group = np.cumsum(apart | (rng.random(gone.size) < 0.28)) - 1
    groups = int(group[-1]) + 1 if gone.size else 0
    workplace[gone] = sizes.size + group
    closing, first_loss = np.zeros(groups, dtype=np.int64), np.full(groups, NEVER)
    np.maximum.at(closing, group, spells.lost[gone])
    np.minimum.at(first_loss, group, spells.lost[gone])
    lost = spells.lost.copy()
    together = (spells.reason[gone] == CLOSURE) & (spells.acquired[gone] + 5 < first_loss[group])
    lost[gone[together]] = first_loss[group[together]]
    has_closure = np.bincount(group, weights=spells.reason[gone] == CLOSURE, minlength=groups) > 0

    usual = np.concatenate([sizes, np.bincount(group, minlength=groups)]).astype(np.int64)
    moved = spells.with_(lost=lost, workplace=workplace)
    return moved, _describe(moved, usual, closing, has_closure, on, rng), usual


def _keep_jobs_apart(
    spells: Spells, workplace: Ints, movable: Ints, seats: Ints, rng: np.random.Generator
) -> None:
    """Moves past spells, in place, until nobody has two at one workplace: a wage month has one row a job.

    Gives up after some rounds, which only a country with a handful of workplaces needs.
    """
    person = spells.person[movable]
    for _ in range(12):
        order = np.lexsort((-spells.lost[movable], workplace[movable], person))
        place, who = workplace[movable][order], person[order]
        again = movable[order[1:][(place[1:] == place[:-1]) & (who[1:] == who[:-1])]]
        if not again.size:
            return
        workplace[again] = seats[rng.integers(0, seats.size, again.size)]


def _draw_sizes(seats: int, rng: np.random.Generator) -> Ints:
    """Sizes of the living workplaces, enough for all the insured."""
    bounds = [*figures.INSURED_BY_SIZE, 3000]
    sizes: list[Ints] = []
    for low, high, share in zip(bounds, bounds[1:], figures.INSURED_BY_SIZE.values(), strict=False):
        wanted = round(seats * share / 100)
        drawn = np.exp(rng.uniform(np.log(low), np.log(high), wanted // low + 1)).astype(np.int64)
        total = np.cumsum(drawn)
        kept = drawn[total <= wanted]
        rest = wanted - int(kept.sum())
        if low == bounds[-2] and kept.size:
            kept[-1] += rest
            rest = 0
        sizes.append(np.append(kept, rest) if rest >= low else kept)
    together = np.concatenate(sizes)
    short = seats - int(together.sum())
    fill = rng.integers(1, 5, max(short, 1))
    fill = fill[: int(np.searchsorted(np.cumsum(fill), max(short, 1))) + 1]
    return np.concatenate([together, fill])


def _describe(
    spells: Spells, usual: Ints, closing: Ints, has_closure: Flags, on: int, rng: np.random.Generator
) -> Workplaces:
    count, groups = usual.size, closing.size
    living = count - groups
    active = (spells.lost == NEVER) & ~spells.daily
    covered_from = np.full(count, on - 30)
    np.minimum.at(covered_from, spells.workplace, spells.acquired)
    covered_from -= (rng.exponential(1100, count) * rng.integers(0, 2, count)).astype(np.int64)
    state = np.full(count, RUNNING)
    state[:living][rng.random(living) < 0.006] = PAUSED
    luck = rng.random(groups)
    state[living:] = np.where(
        has_closure, np.where(luck < 0.3, INSOLVENT, CLOSED), np.where(luck < 0.3, PAUSED, RUNNING)
    )
    covered_until = np.full(count, NEVER)
    covered_until[living:] = np.where(has_closure, closing, NEVER)
    declared = covered_until + rng.integers(20, 120, count)
    insolvent_on = np.where((state == INSOLVENT) & (declared <= on), declared, NEVER)
    number = draw_business_numbers(count, rng)
    return Workplaces(
        number=number * 10,
        business_number=number,
        brand=rng.integers(0, len(_BRANDS), count),
        trade=rng.integers(0, len(_TRADES), count),
        form=rng.integers(0, len(_FORMS), count),
        industry=rng.integers(0, len(_INDUSTRIES), count),
        province=draw_provinces(count, rng),
        covered_from=covered_from,
        covered_until=covered_until,
        state=state,
        insolvent_on=insolvent_on,
        staff=np.bincount(spells.workplace[active], minlength=count).astype(np.int64),
    )
