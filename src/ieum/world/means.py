"""Income, property and status for means tests, a place a person. Income in won a month, property in won."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from ieum.world import figures
from ieum.world.calendar import NEVER, Flags, Ints
from ieum.world.jobs import Spells
from ieum.world.people import CHILD, HEAD, NOBODY, People
from ieum.world.states import States

MEDIAN_INCOME_2026: Final = (0, 2_564_238, 4_199_292, 5_359_036, 6_494_738, 7_556_719, 8_555_952)
"""기준 중위소득 2026 by household size (보건복지부 고시, July 2025), won a month; more members count as
six.
"""


@dataclass(frozen=True)
class Means:
    """household_income: sum of all income of the household."""

    earned: Ints
    business: Ints
    financial: Ints
    pension: Ints
    real_property: Ints
    deposit: Ints
    vehicle: Ints
    livelihood: Flags
    lone_parent: Flags
    household_income: Ints


def median_share(household_income: Ints, size: Ints) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Household income over the standard median income for its size."""
    return np.asarray(household_income / np.array(MEDIAN_INCOME_2026)[np.minimum(size, 6)])


def draw_means(people: People, states: States, spells: Spells, rng: np.random.Generator) -> Means:
    """Wages of the present jobs, other work, pensions, interest; a home or a deposit for each household."""
    count, age = len(people), people.age
    earned = np.zeros(count, dtype=np.int64)
    current = spells.lost == NEVER
    np.add.at(earned, spells.person[current], spells.wage[current])
    other = states.otherwise_employed
    self_employed = other & (rng.random(count) < 0.55)
    takings = np.exp(rng.normal(np.log(1_900_000), 0.7, count))
    business = _won(np.where(self_employed, takings, 0))
    earned += _won(np.where(other & ~self_employed, np.minimum(takings, 9_000_000), 0))
    pension = np.where(age >= 65, 342_000 + rng.exponential(420_000, count) * (rng.random(count) < 0.55), 0)
    saves = (age >= 25) & (rng.random(count) < 0.3)
    income = earned + business + _won(pension)
    financial = _won(
        np.where(saves, rng.exponential(60_000, count) * np.interp(age, (25, 65), (0.3, 1.8)), 0)
    )

    household, size = people.household, people.household_size
    total = np.bincount(household, weights=income + financial, minlength=size.size).astype(np.int64)
    share = median_share(total, size)
    head = people.relation == HEAD
    owner_chance = figures.HOME_OWNER_SHARE / 100 * np.clip(0.55 + 0.5 * share, 0.35, 1.25)
    owner_chance = owner_chance * np.interp(age[head], (25, 35, 50, 70), (0.25, 0.8, 1.1, 1.2))
    owns = np.zeros(count, dtype=bool)
    owns[head] = rng.random(size.size) < owner_chance
    real_property = (
        _won(np.where(owns, np.exp(rng.normal(np.log(240_000_000), 0.8, count)), 0) / 1e6 * 10) * 100_000
    )
    rents = head & ~owns
    deposit = (
        _won(np.where(rents, np.exp(rng.normal(np.log(45_000_000), 1.1, count)), 0) / 1e6 * 10) * 100_000
    )
    drives = (age >= 22) & (rng.random(count) < np.where(head, 0.62, 0.2))
    vehicle = _won(np.where(drives, np.exp(rng.normal(np.log(9_000_000), 0.7, count)), 0) / 1e5 * 10) * 10_000

    wealth = np.bincount(household, weights=real_property + deposit, minlength=size.size)
    eldest = np.zeros(size.size, dtype=np.int64)
    np.maximum.at(eldest, household, age)
    poor = (share < 0.32) & (wealth < 120_000_000) & (eldest >= 30)
    quota = figures.LIVELIHOOD_SHARE / 100 * count / max(float(size[poor].sum()), 1.0)
    supported = (poor & (rng.random(size.size) < quota))[household]
    return Means(
        earned=earned,
        business=business,
        financial=financial,
        pension=_won(pension),
        real_property=real_property,
        deposit=deposit,
        vehicle=vehicle,
        livelihood=supported,
        lone_parent=_lone_parents(people),
        household_income=total[household],
    )


def _lone_parents(people: People) -> Flags:
    """Persons without a spouse who live with their own child under nineteen."""
    minors = np.flatnonzero((people.age < 19) & (people.relation == CHILD))
    parent = np.zeros(len(people), dtype=bool)
    for link in (people.mother[minors], people.father[minors]):
        parent[link[link != NOBODY]] = True
    return np.asarray(parent & (people.spouse == NOBODY))


def _won(amount: Ints | np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Ints:
    return np.floor(amount / 10).astype(np.int64) * 10
