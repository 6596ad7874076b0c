"""Residents and their households: ages from the published pyramid, couples, children, parents, lodgers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from ieum.world import figures
from ieum.world.calendar import Flags, Floats, Ints, whole_years, year_month_day
from ieum.world.names import SURNAMES, draw_given_names, draw_surnames

HEAD, SPOUSE, CHILD, PARENT, OTHER = range(5)
RELATIONS: Final = ("본인", "배우자", "자녀", "부모", "기타")
NOBODY: Final = -1
_OLDEST: Final = 104


@dataclass(frozen=True)
class People:
    """One place in every array a person, members of a household side by side, its head first.

    birth: days since 1970; age: whole years at the world's date; household: 0 … households - 1;
    relation: index into RELATIONS; spouse, mother, father: index of the person, or NOBODY.
    """

    birth: Ints
    age: Ints
    female: Flags
    household: Ints
    relation: Ints
    spouse: Ints
    mother: Ints
    father: Ints
    surname: Ints
    given_first: Ints
    given_second: Ints

    def __len__(self) -> int:
        return int(self.birth.size)

    @property
    def households(self) -> int:
        return int(self.household[-1]) + 1 if len(self) else 0

    @property
    def household_size(self) -> Ints:
        """Members, a place a household."""
        return np.bincount(self.household, minlength=self.households).astype(np.int64)


def by_age(table: dict[int, float] | dict[int, int], age: Ints) -> Floats:
    """The table's value for each age; a key is the lowest age of its group."""
    bounds = np.array(list(table))
    values = np.array(list(table.values()), dtype=np.float64)
    place = np.searchsorted(bounds, age, side="right") - 1
    return np.where(place < 0, 0.0, values[np.maximum(place, 0)])


def by_age_and_sex(
    table: dict[str, dict[int, float]] | dict[str, dict[int, int]], age: Ints, female: Flags
) -> Floats:
    """As `by_age`, with one table a sex."""
    return np.where(female, by_age(table["F"], age), by_age(table["M"], age))


def settle(count: int, on: int, rng: np.random.Generator) -> People:
    """`count` residents on day `on`, in households."""
    birth, female = _draw_births(count, on, rng)
    age = whole_years(birth, on)
    lonely, husbands, wives = _marry(age, female, rng)
    spouse = np.full(count, NOBODY)
    spouse[husbands], spouse[wives] = wives, husbands

    unattached = np.flatnonzero(lonely)
    luck = rng.random(unattached.size)
    ages = age[unattached]
    lone_parent = (ages >= 27) & (ages < 56) & (luck < np.where(female[unattached], 0.13, 0.05))
    at_home = (rng.random(unattached.size) < _stays_with_parents(ages)) & ~lone_parent
    anchors = np.concatenate([wives, unattached[lone_parent]])
    children = unattached[at_home]
    parent = _find_elders(birth, children, anchors, female, on, rng)
    children, parent = children[parent != NOBODY], parent[parent != NOBODY]

    single = np.setdiff1d(unattached, children)
    moves_in = (age[single] >= 72) & (rng.random(single.size) < 0.30)
    lodges = ~moves_in & (age[single] >= 19) & ~np.isin(single, parent) & (rng.random(single.size) < 0.15)
    elders = single[moves_in]
    hosts = np.concatenate([wives, single[~moves_in & ~lodges]])
    host_of_elder = _pick_near(age[hosts], age[elders] - np.rint(rng.normal(29, 4, elders.size)), rng)
    lodgers = single[lodges]
    alone = single[~moves_in & ~lodges]

    household = np.full(count, NOBODY)
    household[husbands] = household[wives] = np.arange(wives.size)
    household[alone] = wives.size + np.arange(alone.size)
    if hosts.size:
        household[elders] = household[hosts[host_of_elder]]
    else:
        alone = single
        household[alone] = np.arange(alone.size)
    household[children] = household[parent]
    if alone.size and lodgers.size:
        household[lodgers] = household[alone[rng.integers(0, alone.size, lodgers.size)]]
    homeless = np.flatnonzero(household == NOBODY)
    household[homeless] = household.max(initial=-1) + 1 + np.arange(homeless.size)
    household = rng.permutation(int(household.max()) + 1)[household]

    relation = np.full(count, HEAD)
    wife_leads = rng.random(wives.size) < 0.18
    relation[wives] = np.where(wife_leads, HEAD, SPOUSE)
    relation[husbands] = np.where(wife_leads, SPOUSE, HEAD)
    relation[children] = CHILD
    relation[elders] = PARENT
    relation[lodgers] = OTHER
    relation[homeless] = HEAD
    mother, father = np.full(count, NOBODY), np.full(count, NOBODY)
    is_mother = female[parent]
    mother[children] = np.where(is_mother, parent, NOBODY)
    father[children] = np.where(is_mother, spouse[parent], parent)

    order = np.lexsort((birth, relation, household))
    place = np.empty(count, dtype=np.int64)
    place[order] = np.arange(count)
    links = [np.where(link == NOBODY, NOBODY, place[link])[order] for link in (spouse, mother, father)]
    birth, female = birth[order], female[order]
    first, second = draw_given_names(year_month_day(birth)[0], female, rng)
    return People(
        birth=birth,
        age=age[order],
        female=female,
        household=_renumber(household[order]),
        relation=relation[order],
        spouse=links[0],
        mother=links[1],
        father=links[2],
        surname=_inherit(draw_surnames(count, rng), links[1], links[2]),
        given_first=first,
        given_second=second,
    )


def _draw_births(count: int, on: int, rng: np.random.Generator) -> tuple[Ints, Flags]:
    share = np.array([_single_year_share(age) for age in range(_OLDEST)])
    newest = figures.BIRTHS_PER_1000 / 1000 * figures.BIRTH_BOOST
    share = np.concatenate([[newest, newest], share[2:] / share[2:].sum() * (1 - 2 * newest)])
    age = rng.choice(_OLDEST, size=count, p=share).astype(np.int64)
    birth = on - np.floor((age + rng.random(count)) * 365.2425).astype(np.int64)
    birth = np.minimum(birth, on)
    female = rng.random(count) * 100 < by_age(figures.FEMALE_SHARE, age)
    return birth, female


def _single_year_share(age: int) -> float:
    """Per cent of residents of one age, the pyramid's steps made smooth within the group."""
    if age < 10:
        births = figures.BIRTHS_BY_YEAR[2026 - age]
        return figures.AGE_SHARE[0] * births / sum(list(figures.BIRTHS_BY_YEAR.values())[1:])
    group = min(age // 10 * 10, 80)
    if group == 80:
        fading = np.exp(-np.arange(_OLDEST - 80) / 5.5)
        return float(figures.AGE_SHARE[80] * fading[age - 80] / fading.sum())
    return figures.AGE_SHARE[group] / 10


def _marry(age: Ints, female: Flags, rng: np.random.Generator) -> tuple[Flags, Ints, Ints]:
    """Who has no spouse, and the couples: husbands and wives in step."""
    luck = rng.random(age.size) * 100
    willing = np.zeros(age.size, dtype=bool)
    for sex, is_sex in (("M", ~female), ("F", female)):
        table = figures.SPOUSE_SHARE[sex]
        chance = np.interp(age, list(table), list(table.values()))
        willing |= is_sex & (luck < chance) & (age >= 19)
    sides = []
    men, women = np.flatnonzero(willing & ~female), np.flatnonzero(willing & female)
    couples = min(men.size, women.size)
    for side, older in ((men, 0.0), (women, 2.6)):
        chosen = np.sort(rng.permutation(side)[:couples])
        sides.append(chosen[np.argsort(age[chosen] + older + rng.normal(0, 1.7, couples), kind="stable")])
    lonely = np.ones(age.size, dtype=bool)
    lonely[sides[0]] = lonely[sides[1]] = False
    return lonely, sides[0], sides[1]


def _stays_with_parents(age: Ints) -> Floats:
    return by_age({0: 1.0, 19: 0.82, 25: 0.58, 30: 0.44, 35: 0.38, 40: 0.30, 50: 0.12, 65: 0.0}, age)


def _find_elders(
    birth: Ints, children: Ints, anchors: Ints, female: Flags, on: int, rng: np.random.Generator
) -> Ints:
    """A parent for each child, about the mother's usual age at birth; brothers and sisters nine months
    apart or twins.
    """
    if not anchors.size or not children.size:
        return np.full(children.size, NOBODY)
    age_days = on - birth
    years = age_days[children] / 365.2425
    usual = np.clip(33.4 - 0.11 * years, 27, 34)
    anchor_age = age_days[anchors] / 365.2425 - np.where(female[anchors], 0, 2)
    found = np.full(children.size, NOBODY)
    todo = np.arange(children.size)
    for _ in range(4):
        gap = np.clip(rng.normal(usual[todo], 4.2), 20, 45)
        found[todo] = anchors[_pick_near(anchor_age, years[todo] + gap, rng)]
        order = np.lexsort((age_days[children], found))
        close = (np.diff(found[order]) == 0) & (np.diff(age_days[children][order]) < 290)
        todo = np.sort(order[1:][close])
    too_young = age_days[found] - age_days[children] < 18 * 365
    return np.where(too_young & (years >= 19), NOBODY, found)


def _pick_near(
    ages: npt.NDArray[np.number], wanted: npt.NDArray[np.number], rng: np.random.Generator
) -> Ints:
    """For each wanted age the index of someone of that age (or the nearest age anyone has), chosen at
    random.
    """
    if not ages.size:
        return np.zeros(wanted.size, dtype=np.int64)
    whole = np.floor(ages).astype(np.int64)
    order = np.argsort(whole, kind="stable")
    present, start, size = np.unique(whole[order], return_index=True, return_counts=True)
    aim = np.floor(wanted).astype(np.int64)
    above = np.clip(np.searchsorted(present, aim), 0, present.size - 1)
    below = np.maximum(above - 1, 0)
    nearest = np.where(np.abs(present[below] - aim) < np.abs(present[above] - aim), below, above)
    return np.asarray(
        order[start[nearest] + (rng.random(aim.size) * size[nearest]).astype(np.int64)], dtype=np.int64
    )


def _renumber(household: Ints) -> Ints:
    """Household numbers without holes, in order."""
    return np.cumsum(np.diff(household, prepend=household[:1]) != 0).astype(np.int64)


def _inherit(surname: Ints, mother: Ints, father: Ints) -> Ints:
    """Children bear the father's surname, the mother's where no father is known."""
    assert surname.size == 0 or surname.max() < len(SURNAMES)
    source = np.where(father != NOBODY, father, mother)
    return np.where(source != NOBODY, surname[np.maximum(source, 0)], surname)
