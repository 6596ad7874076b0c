"""Job histories of five years: insured spells, gaps between them, second jobs, daily workers, why each job
ended.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from ieum.world import figures
from ieum.world.calendar import NEVER, Flags, Floats, Ints, year_month_day
from ieum.world.people import People, by_age
from ieum.world.states import States

WINDOW_DAYS: Final = 5 * 365 + 1
_MOST_SPELLS: Final = 7
CLOSURE, LAYOFF, DISMISSAL, RETIREMENT, CONTRACT_END = 22, 23, 26, 31, 32
RESIGNATION, RESIGNATION_FOR_CAUSE, NOT_COVERED = 11, 12, 41
_FULL_MONTH_HOURS: Final = 209


@dataclass(frozen=True)
class Spells:
    """One insured spell a place, by person and start.

    acquired: first day of work; lost: the day after the last day of work, or NEVER; reason: loss-reason
    code, 0 while employed; wage: won a month at the end of the spell; ordinary: its fixed part; paid_until:
    day until which job-seeking benefit was drawn on this separation, or NEVER.
    """

    person: Ints
    acquired: Ints
    lost: Ints
    reason: Ints
    daily: Flags
    weekly_days: Ints
    weekly_hours: Ints
    daily_hours: Ints
    wage: Ints
    ordinary: Ints
    paid_until: Ints
    workplace: Ints

    def __len__(self) -> int:
        return int(self.person.size)

    def take(self, index: Ints | Flags) -> Spells:
        """The spells at these places."""
        return Spells(**{name: values[index] for name, values in vars(self).items()})

    def with_(self, **changes: Any) -> Spells:
        """The same spells with some columns replaced."""
        return replace(self, **changes)


def draw_spells(people: People, states: States, on: int, rng: np.random.Generator) -> Spells:
    """Everyone's spells, by person and start; workplaces and wages are filled in later (see `workplaces`,
    `pay`).
    """
    parts = _careers(people, states, on, rng)
    parts += [_second_jobs(parts[0], on, rng), _daily_work(people, states, on, rng)]
    person, acquired, lost, last, daily, second = (
        np.concatenate(column) for column in zip(*parts, strict=True)
    )
    order = np.lexsort((acquired, person))
    person, acquired, lost, last, daily, second = (
        c[order] for c in (person, acquired, lost, last, daily, second)
    )
    reason = _draw_reasons(people.age[person], lost - acquired, last, rng)
    reason = np.where(lost == NEVER, 0, np.where(daily, CONTRACT_END, reason))
    days, hours = _draw_hours(people, person, daily, second, rng)
    none = np.zeros(person.size, dtype=np.int64)
    return Spells(
        person=person,
        acquired=acquired,
        lost=lost,
        reason=reason,
        daily=daily,
        weekly_days=days,
        weekly_hours=hours,
        daily_hours=np.clip(np.rint(hours / days), 1, 12).astype(np.int64),
        wage=none,
        ordinary=none,
        paid_until=none + NEVER,
        workplace=none,
    )


_Part = tuple[Ints, Ints, Ints, Flags, Flags, Flags]
"""person, acquired, lost, whether nothing followed, daily worker, second job."""


def _careers(people: People, states: States, on: int, rng: np.random.Generator) -> list[_Part]:
    """Spells told backwards from the world's date, one after another without overlap."""
    opens = on - WINDOW_DAYS
    person = np.flatnonzero(states.insured | states.has_worked)
    first_day = people.birth[person] + np.rint(
        365.25 * np.clip(rng.normal(22.5, 3, person.size), 17, 31)
    ).astype(np.int64)
    first_day = np.minimum(first_day, on - 120)
    first_day = np.maximum(first_day, people.birth[person] + 16 * 366)
    steady = _steady_since(people, on)[person]
    employed = states.insured[person]
    idle = _draw_idle(person.size, rng)
    cursor = np.where(employed, on, on - idle)
    parts: list[_Part] = []
    for step in range(_MOST_SPELLS):
        current = employed if step == 0 else np.zeros(person.size, dtype=bool)
        tenure = _draw_tenure(person.size, current, rng)
        if step == 0:
            tenure = np.where(employed & (steady > 0), steady + tenure // 2, tenure)
        begun = np.maximum(cursor - tenure, np.minimum(first_day, cursor - 20))
        lost = np.where(current, NEVER, cursor)
        begun = np.minimum(begun, on)
        real = (begun >= people.birth[person] + 15 * 365) & (current | ((lost > opens) & (begun < lost)))
        last = np.full(person.size, step == 0) & ~employed
        plain = np.zeros(int(real.sum()), dtype=bool)
        parts.append((person[real], begun[real], lost[real], last[real], plain, plain))
        gap = np.where(
            rng.random(person.size) < 0.45, rng.integers(0, 8, person.size), rng.exponential(170, person.size)
        )
        further = real & (begun > opens) & (begun - 30 > first_day) & (rng.random(person.size) < 0.82)
        cursor = (begun - gap.astype(np.int64))[further]
        person, first_day, steady, employed = (
            person[further],
            first_day[further],
            steady[further],
            employed[further],
        )
        further = cursor > opens
        person, first_day, steady, employed, cursor = (
            column[further] for column in (person, first_day, steady, employed, cursor)
        )
        if not person.size:
            break
    return parts


def _draw_idle(count: int, rng: np.random.Generator) -> Ints:
    """Days since the last job was lost: a quarter within ninety days."""
    kind = rng.random(count)
    days = np.where(
        kind < 0.26,
        rng.integers(0, 90, count),
        np.where(kind < 0.55, rng.integers(90, 400, count), rng.integers(400, WINDOW_DAYS, count)),
    )
    return days.astype(np.int64)


def _draw_tenure(count: int, current: Flags, rng: np.random.Generator) -> Ints:
    """Days in the job: many short ones, some of many years."""
    short = rng.random(count) < np.where(current, 0.30, 0.55)
    mean = np.where(current, np.where(short, 300, 2400), np.where(short, 240, 900))
    return 15 + (rng.exponential(1.0, count) * mean).astype(np.int64)


def _steady_since(people: People, on: int) -> Ints:
    """Days for which parents of infants have mostly held their job: since some months before the birth."""
    steady = np.zeros(len(people), dtype=np.int64)
    infants = np.flatnonzero(people.age < 2)
    for link in (people.mother[infants], people.father[infants]):
        known = link >= 0
        np.maximum.at(steady, link[known], on - people.birth[infants[known]] + 330)
    return steady


def _second_jobs(current: _Part, on: int, rng: np.random.Generator) -> _Part:
    """About one insured worker in seventy holds a part-time job beside the main one."""
    person, acquired, lost, *_ = current
    chosen = np.flatnonzero((lost == NEVER) & (rng.random(person.size) < 0.015) & (acquired < on - 40))
    begun = on - (20 + rng.random(chosen.size) * np.minimum(on - acquired[chosen] - 20, 700)).astype(np.int64)
    yes, no = np.ones(chosen.size, dtype=bool), np.zeros(chosen.size, dtype=bool)
    ended = rng.random(chosen.size) < 0.4
    over = np.where(ended, np.minimum(begun + rng.integers(20, 400, chosen.size), on), NEVER)
    return person[chosen], begun, np.where(over > begun, over, NEVER), no, no, yes


def _daily_work(people: People, states: States, on: int, rng: np.random.Generator) -> _Part:
    """Day labourers among those without a steady insured job: one to four stints in the last year."""
    able = ~states.insured & ~states.student & (people.age >= 20) & (people.age < 72)
    person = np.flatnonzero(able & (rng.random(len(people)) < np.where(people.female, 0.02, 0.05)))
    stints = rng.integers(1, 5, person.size)
    worker = np.repeat(person, stints)
    turn = np.arange(worker.size) - np.repeat(np.cumsum(stints) - stints, stints)
    begun = on - 5 - turn * 90 - rng.integers(30, 85, worker.size)
    lost = begun + rng.integers(3, 28, worker.size)
    yes, no = np.ones(worker.size, dtype=bool), np.zeros(worker.size, dtype=bool)
    return worker, begun, lost, no, yes, no


_REASONS: Final = np.array(list(figures.LOSS_REASON))
_EVERYONE: Final = np.array(list(figures.LOSS_REASON.values()), dtype=np.float64)


def _draw_reasons(age: Ints, tenure: Ints, last: Flags, rng: np.random.Generator) -> Ints:
    """Why jobs ended: those who found no new job at once were pushed more often than those who did."""
    weight = np.tile(_EVERYONE, (age.size, 1))
    column = {reason: place for place, reason in enumerate(figures.LOSS_REASON)}
    weight[:, column[CONTRACT_END]] *= np.where(tenure < 800, 1.2, 0.4)
    weight[:, column[RETIREMENT]] *= by_age({0: 0.0, 56: 12.0, 66: 6.0}, age) * (tenure > 900)
    weight[last] *= np.where(
        np.isin(_REASONS, (CLOSURE, LAYOFF)), 1.7, np.where(_REASONS == RESIGNATION, 0.85, 1.1)
    )
    bounds = np.cumsum(weight, axis=1)
    luck = rng.random(age.size) * bounds[:, -1]
    return np.asarray(_REASONS[(bounds < luck[:, None]).sum(axis=1)], dtype=np.int64)


def _draw_hours(
    people: People, person: Ints, daily: Flags, second: Flags, rng: np.random.Generator
) -> tuple[Ints, Ints]:
    """Days and hours of work a week."""
    age, female = people.age[person], people.female[person]
    part_chance = by_age({0: 0.45, 24: 0.12, 30: 0.08, 50: 0.12, 60: 0.30, 70: 0.55}, age) * np.where(
        female, 1.35, 0.75
    )
    part = (second | (rng.random(person.size) < part_chance)) & ~daily
    days = np.where(part, rng.integers(2, 6, person.size), np.where(rng.random(person.size) < 0.05, 6, 5))
    hours = np.where(part, days * rng.integers(3, 7, person.size), 40)
    short = second & (hours < 15)
    return days, np.where(short, 15, hours)


def set_pay(
    spells: Spells, people: People, size_of_workplace: Ints, on: int, rng: np.random.Generator
) -> Spells:
    """Wages: log-normal about a level by age, sex and size of workplace, never below the minimum wage."""
    age, female = people.age[spells.person].astype(np.float64), people.female[spells.person]
    rise: Floats = np.interp(age, (18, 25, 35, 47, 56, 62, 72), (0.72, 0.80, 1.08, 1.28, 1.18, 0.88, 0.70))
    own = np.exp(rng.normal(0, 0.38, len(people)))[spells.person] * np.exp(rng.normal(0, 0.12, len(spells)))
    size = by_age({0: 0.86, 5: 0.92, 30: 1.03, 100: 1.16, 300: 1.42}, size_of_workplace)
    full_time = 3_060_000 * rise * own * size * np.where(female, 0.80, 1.06)
    year = year_month_day(np.minimum(spells.lost, on))[0]
    floor = by_age(dict(figures.MINIMUM_WAGE_HOUR), year) * _FULL_MONTH_HOURS
    full_time = np.maximum(full_time * 1.03 ** (year - 2026), floor)
    share = np.minimum(spells.weekly_hours, 40) / 40
    wage = np.ceil(full_time * share / 1000).astype(np.int64) * 1000
    ordinary = np.maximum(wage * rng.choice((1.0, 0.95, 0.9, 0.8), size=wage.size), floor * share)
    return spells.with_(wage=wage, ordinary=np.ceil(ordinary / 10).astype(np.int64) * 10)


def draw_benefit_history(spells: Spells, people: People, on: int, rng: np.random.Generator) -> Spells:
    """Job-seeking benefit drawn on involuntary separations, until the next job or the prescribed days ran
    out.
    """
    involuntary = np.isin(spells.reason, (CLOSURE, LAYOFF, CONTRACT_END, RETIREMENT))
    apt = (
        involuntary & ~spells.daily & (spells.lost - spells.acquired > 240) & (people.age[spells.person] < 70)
    )
    following = np.full(len(spells), on)
    same = spells.person[1:] == spells.person[:-1]
    following[:-1][same] = np.minimum(spells.acquired[1:][same], on)
    start = spells.lost + 14
    until = np.minimum(start + rng.choice((120, 150, 180, 210), size=len(spells)), following - 1)
    drawn = apt & (until > start + 20) & (rng.random(len(spells)) < 0.6) & (spells.lost < on - 60)
    return spells.with_(paid_until=np.where(drawn, until, NEVER))
