"""Monthly wages of the last thirty-six months: one row a month in which a job paid something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from ieum.world.calendar import Flags, Ints, month_of, month_start
from ieum.world.families import Leaves
from ieum.world.jobs import Spells

MONTHS: Final = 36
_SATURDAY: Final = 2
"""Weekday of day 2 (1970-01-03), the first Saturday."""


@dataclass(frozen=True)
class Wages:
    """A month a place, by spell and month. month: its first day; wage in won; paid_days count paid rest."""

    spell: Ints
    month: Ints
    wage: Ints
    paid_days: Ints


def weekdays_between(first: Ints, last: Ints, weekday: Ints | int) -> Ints:
    """How often a weekday (0 = Thursday, as 1970-01-01; 2 = Saturday) falls in first … last, inclusive."""
    return np.asarray(np.maximum((last - weekday) // 7 - (first - 1 - weekday) // 7, 0), dtype=np.int64)


def paid_days_between(first: Ints, last: Ints, weekly_days: Ints, daily: Flags) -> Ints:
    """보수지급 기초일수: calendar days less the unpaid ones; one day of rest a week is paid.

    Who works five days a week has an unpaid Saturday; each working day less adds an unpaid day before it. A
    day labourer is paid for days worked only: no Saturdays and Sundays.
    """
    days = np.maximum(last - first + 1, 0)
    for unpaid in range(4):
        days = days - np.where(
            6 - weekly_days > unpaid, weekdays_between(first, last, (_SATURDAY - unpaid) % 7), 0
        )
    sundays = np.where(daily, weekdays_between(first, last, _SATURDAY + 1), 0)
    return np.asarray(np.maximum(days - sundays, 0), dtype=np.int64)


class Payroll:
    """Tells the wages block by block, so that memory does not grow with the country."""

    def __init__(self, spells: Spells, leaves: Leaves, on: int) -> None:
        self._spells = spells
        self._leaves = leaves
        last = int(month_of(np.array([on]))[0]) - 1
        self._first_month, self._last_month = last - MONTHS + 1, last
        order = np.argsort(leaves.spell, kind="stable")
        self._leave_order = order
        self._leave_spells = leaves.spell[order]

    def block(self, begin: int, end: int, rng: np.random.Generator) -> Wages:
        """Wages of the spells begin … end - 1."""
        spells = self._spells
        first = np.maximum(month_of(spells.acquired[begin:end]), self._first_month)
        last = np.minimum(month_of(np.minimum(spells.lost[begin:end] - 1, 1_000_000)), self._last_month)
        months = np.maximum(last - first + 1, 0)
        spell = begin + np.repeat(np.arange(end - begin), months)
        month = np.repeat(first - np.cumsum(months) + months, months) + np.arange(spell.size)
        start = month_start(np.arange(self._first_month, self._last_month + 2))
        opens, closes = start[month - self._first_month], start[month - self._first_month + 1] - 1
        weekly, daily = spells.weekly_days[spell], spells.daily[spell]
        whole = paid_days_between(opens, closes, weekly, daily)
        begun = np.maximum(opens, spells.acquired[spell])
        over = np.minimum(closes, spells.lost[spell] - 1)
        paid = np.where(
            (begun == opens) & (over == closes), whole, paid_days_between(begun, over, weekly, daily)
        )
        paid = np.maximum(paid - self._days_on_leave(begin, end, spell, month, opens, closes), 0)
        years_before = (self._last_month // 12) - month // 12
        level = np.array([1.03**-year for year in range(5)])[years_before]
        extra = 1 + np.maximum(rng.normal(0.01, 0.04, spell.size), 0)
        wage = spells.wage[spell] * level * extra * paid / np.maximum(whole, 1)
        won = np.floor(wage / 10).astype(np.int64) * 10
        keep = (won > 0) & (paid > 0)
        return Wages(spell=spell[keep], month=opens[keep], wage=won[keep], paid_days=paid[keep])

    def _days_on_leave(
        self, begin: int, end: int, spell: Ints, month: Ints, opens: Ints, closes: Ints
    ) -> Ints:
        """Days of each month without pay because of leave."""
        away = np.zeros(spell.size, dtype=np.int64)
        low, high = np.searchsorted(self._leave_spells, (begin, end))
        leave = self._leave_order[low:high]
        if not leave.size or not spell.size:
            return away
        started, ended = self._leaves.started[leave], self._leaves.ended[leave]
        first = np.maximum(month_of(started), self._first_month)
        count = np.maximum(np.minimum(month_of(ended), self._last_month) - first + 1, 0)
        which = np.repeat(np.arange(leave.size), count)
        in_month = np.repeat(first - np.cumsum(count) + count, count) + np.arange(which.size)
        width = MONTHS + 1
        row_key = spell * width + month - self._first_month
        leave_key = self._leaves.spell[leave][which] * width + in_month - self._first_month
        place = np.searchsorted(row_key, leave_key)
        place = np.minimum(place, spell.size - 1)
        hit = row_key[place] == leave_key
        place, which = place[hit], which[hit]
        begun, over = np.maximum(opens[place], started[which]), np.minimum(closes[place], ended[which])
        weekly, daily = self._spells.weekly_days[spell[place]], self._spells.daily[spell[place]]
        np.add.at(away, place, paid_days_between(begun, over, weekly, daily))
        return away
