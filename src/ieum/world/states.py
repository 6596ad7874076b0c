"""What a resident is on the world's date, before jobs are told: student, disabled, insured, otherwise in
work, soldier.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ieum.world import figures
from ieum.world.calendar import Flags, Floats, Ints
from ieum.world.people import People, by_age, by_age_and_sex

_STUDENT_WORKS = 0.25
"""A student's odds of an insured job against another person's of the same age."""


@dataclass(frozen=True)
class States:
    """A place a person. has_worked: had an insured job that ended in the last five years and has none now."""

    student: Flags
    disabled: Flags
    insured: Flags
    otherwise_employed: Flags
    has_worked: Flags
    military_days: Ints
    """Days of service; -1 where the question does not arise."""


def draw_states(people: People, rng: np.random.Generator) -> States:
    """States that follow the published shares by age and sex."""
    age, female, count = people.age, people.female, len(people)
    enrolled = by_age(figures.STUDENT_SHARE, age) / 100
    student = rng.random(count) < enrolled
    insured_share = by_age_and_sex(figures.INSURED_SHARE, age, female) / 100
    spread = insured_share / (1 - enrolled * (1 - _STUDENT_WORKS))
    chance = np.where(student, spread * _STUDENT_WORKS, spread) * (age >= 16)
    new_parent = _has_infant(people)
    insured = rng.random(count) < np.where(new_parent, np.maximum(chance, 0.78), chance)
    employed = by_age_and_sex(figures.EMPLOYMENT_RATE, age, female) / 100
    left = np.clip((employed - insured_share) / (1 - insured_share), 0, 1)
    otherwise = ~insured & (rng.random(count) < np.where(student, left * 0.4, left)) & (age >= 16)
    return States(
        student=student,
        disabled=rng.random(count) * 100 < by_age(figures.DISABLED_SHARE, age),
        insured=insured,
        otherwise_employed=otherwise,
        has_worked=~insured & (rng.random(count) < _past_work_chance(age, student, otherwise)),
        military_days=_draw_service(people, rng),
    )


def _has_infant(people: People) -> Flags:
    """Parents of children under two: mostly in steady jobs."""
    infants = np.flatnonzero(people.age < 2)
    parent = np.zeros(len(people), dtype=bool)
    for link in (people.mother[infants], people.father[infants]):
        parent[link[link >= 0]] = True
    return parent


def _past_work_chance(age: Ints, student: Flags, otherwise: Flags) -> Floats:
    chance = by_age(
        {0: 0.0, 17: 0.02, 20: 0.30, 25: 0.52, 30: 0.50, 40: 0.38, 60: 0.34, 68: 0.16, 76: 0.0}, age
    )
    return chance * np.where(student, 0.35, 1.0) * np.where(otherwise, 0.7, 1.0)


def _draw_service(people: People, rng: np.random.Generator) -> Ints:
    """Men: eighteen months of late, twenty-six or thirty formerly; about one in six served not at all."""
    age = people.age
    served = ~people.female & (rng.random(age.size) < by_age({0: 0.0, 21: 0.30, 23: 0.75, 26: 0.84}, age))
    length = np.where(age < 29, 548, np.where(age < 36, 639, np.where(age < 60, 790, 990)))
    length = length + rng.integers(-3, 4, age.size)
    return np.where(people.female | (age < 19), -1, np.where(served, length, 0))
