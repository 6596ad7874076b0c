"""Births of the last two years, and the leaves that parents took for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from ieum.world import figures
from ieum.world.calendar import NEVER, Flags, Ints, shift_months
from ieum.world.jobs import Spells
from ieum.world.people import NOBODY, People

MATERNITY, PARENTAL = range(2)
KINDS: Final = ("출산전후휴가", "육아휴직")
_MATERNITY_DAYS: Final = 90


@dataclass(frozen=True)
class Births:
    """One child a place, in order of birth; child, mother, father: indexes of persons, or NOBODY."""

    child: Ints
    mother: Ints
    father: Ints
    born: Ints


@dataclass(frozen=True)
class Leaves:
    """One leave a place. spell: index of the job it interrupts; birth: index of the birth; days inclusive."""

    spell: Ints
    birth: Ints
    kind: Ints
    started: Ints
    ended: Ints
    ordinary: Ints
    employer_pay: Ints


def list_births(people: People) -> Births:
    """Children under two years old who have a parent in the register."""
    known = (people.mother != NOBODY) | (people.father != NOBODY)
    child = np.flatnonzero(known & (people.age < 2))
    child = child[np.argsort(people.birth[child], kind="stable")]
    return Births(
        child=child, mother=people.mother[child], father=people.father[child], born=people.birth[child]
    )


def draw_leaves(births: Births, spells: Spells, people: People, on: int, rng: np.random.Generator) -> Leaves:
    """Maternity leave of ninety days, then parental leave by the mother; by many fathers within eighteen
    months.
    """
    count = births.child.size
    maternity = births.born - rng.integers(5, 45, count)
    after = maternity + _MATERNITY_DAYS
    mother_job = _job_held(births.mother, maternity, spells, people)
    takes = (mother_job != NOBODY) & (rng.random(count) * 100 < figures.PARENTAL_LEAVE["mother_take_up"] + 5)
    father_luck = rng.random(count)
    early = rng.random(count) < 0.30
    begin = np.where(early, rng.integers(10, 90, count), rng.integers(180, 430, count))
    father_job = _job_held(births.father, births.born + begin, spells, people)
    father_takes = (father_job != NOBODY) & (father_luck < np.where(takes, 0.66, 0.22))
    mother_months = np.where(
        father_takes,
        rng.choice((9, 12, 12, 15), size=count),
        rng.choice((3, 6, 9, 12), size=count, p=(0.05, 0.1, 0.2, 0.65)),
    )
    father_months = np.where(early, rng.choice((1, 3, 6), size=count), rng.choice((3, 6, 9, 12), size=count))

    large = rng.random(count) < 0.35
    parts = [
        _leave(mother_job, MATERNITY, maternity, after - 1, mother_job != NOBODY, on),
        _leave(mother_job, PARENTAL, after, shift_months(after, mother_months) - 1, takes, on),
        _leave(
            father_job,
            PARENTAL,
            births.born + begin,
            shift_months(births.born + begin, father_months) - 1,
            father_takes,
            on,
        ),
    ]
    birth, spell, kind, started, ended = (np.concatenate(column) for column in zip(*parts, strict=True))
    fits = ended < spells.lost[spell]
    birth, spell, kind, started, ended = (c[fits] for c in (birth, spell, kind, started, ended))
    order = np.lexsort((birth, started))
    birth, spell, kind, started, ended = (c[order] for c in (birth, spell, kind, started, ended))
    ordinary = spells.ordinary[spell]
    topped_up = np.where(kind == MATERNITY, np.maximum(ordinary - 2_100_000, 0) // 10 * 10, 0)
    generous = (kind == PARENTAL) & (rng.random(spell.size) < 0.03)
    pay = np.where(
        large[birth] & (kind == MATERNITY), topped_up, np.where(generous, ordinary // 5 // 10 * 10, 0)
    )
    return Leaves(
        spell=spell, birth=birth, kind=kind, started=started, ended=ended, ordinary=ordinary, employer_pay=pay
    )


def _leave(
    job: Ints, kind: int, started: Ints, ended: Ints, taken: Flags, on: int
) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    birth = np.flatnonzero(taken & (started <= on))
    return birth, job[birth], np.full(birth.size, kind), started[birth], ended[birth]


def _job_held(person: Ints, day: Ints, spells: Spells, people: People) -> Ints:
    """The job each person has held for at least half a year on the day and holds still, or NOBODY."""
    steady = np.flatnonzero((spells.lost == NEVER) & ~spells.daily)
    job_of = np.full(len(people) + 1, NOBODY)
    job_of[spells.person[steady][::-1]] = steady[::-1]
    job = job_of[person]
    long_enough = spells.acquired[np.maximum(job, 0)] <= day - 180
    return np.where((job != NOBODY) & (person != NOBODY) & long_enough, job, NOBODY)
