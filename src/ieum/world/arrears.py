"""Reports of unpaid wages: mostly by people whose workplace failed, some by people who are still there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from ieum.world import figures
from ieum.world.calendar import NEVER, Flags, Floats, Ints, month_of, month_start
from ieum.world.jobs import CLOSURE, LAYOFF, RESIGNATION, RESIGNATION_FOR_CAUSE, Spells
from ieum.world.workplaces import CLOSED, INSOLVENT, PAUSED, Workplaces

_REPORT_DAYS: Final = 730
_SUBSTITUTE_CAP: Final = 7_000_000


@dataclass(frozen=True)
class Arrears:
    """One report a place, by day of report. Amounts in won; days that have not come are NEVER.

    retired: first day without the job; first_month, last_month: first days of the first and last month
    without pay.
    """

    spell: Ints
    reported: Ints
    retired: Ints
    first_month: Ints
    last_month: Ints
    wages: Ints
    severance: Ints
    shutdown: Ints
    maternity: Ints
    confirmed: Ints
    sued: Ints
    judged: Ints
    substitute_paid: Ints


def draw_arrears(spells: Spells, workplaces: Workplaces, on: int, rng: np.random.Generator) -> Arrears:
    """Reports of the last two years."""
    spell = np.flatnonzero(_unpaid(spells, workplaces, on, rng))
    count = spell.size
    lost, acquired = spells.lost[spell], spells.acquired[spell]
    last_day = np.minimum(lost, on) - 1
    last_month = month_of(last_day)
    worked = last_month - month_of(acquired) + 1
    months = np.minimum(rng.choice((1, 2, 3, 4), size=count, p=(0.10, 0.50, 0.30, 0.10)), worked)
    wage = spells.wage[spell]
    partly = np.where(rng.random(count) < 0.2, rng.uniform(0.5, 0.95, count), 1.0)
    wages = np.minimum(months, 3) * wage * partly
    served = (np.minimum(lost, on) - acquired) / 365.0
    severance = np.where(
        (served >= 1) & (lost != NEVER) & (rng.random(count) < 0.6), wage * np.minimum(served, 3), 0
    )
    reported = np.minimum(
        np.where(lost == NEVER, on - rng.integers(3, 50, count), lost + rng.integers(3, 46, count)), on
    )
    confirmed = _later(reported, 20, 60, 0.7, on, rng)
    sued = _later(reported, 30, 110, 0.18, on, rng)
    judged = np.where(sued == NEVER, NEVER, _later(np.minimum(sued, on), 60, 200, 0.8, on, rng))
    settled = (rng.random(count) < 0.5) & (np.minimum(confirmed, judged) < on - 60)
    paid = np.where(settled, np.minimum(wages, _SUBSTITUTE_CAP), 0)
    order = np.argsort(reported, kind="stable")
    columns = {
        "spell": spell,
        "reported": reported,
        "retired": lost,
        "first_month": month_start(last_month - months + 1),
        "last_month": month_start(last_month),
        "wages": _won(wages),
        "severance": _won(severance),
        "shutdown": _won(np.where(rng.random(count) < 0.06, wage * 0.7, 0)),
        "maternity": _won(np.where(rng.random(count) < 0.004, wage * 2.0, 0)),
        "confirmed": confirmed,
        "sued": sued,
        "judged": judged,
        "substitute_paid": _won(paid),
    }
    return Arrears(**{name: np.asarray(values[order], dtype=np.int64) for name, values in columns.items()})


def _unpaid(spells: Spells, workplaces: Workplaces, on: int, rng: np.random.Generator) -> Flags:
    """Who reports: chances by why the job ended and how the workplace fares, scaled to the yearly rate."""
    state = workplaces.state[spells.workplace]
    failed = (state == CLOSED) | (state == INSOLVENT) | (state == PAUSED)
    recent = (spells.lost > on - _REPORT_DAYS) & (spells.lost < on - 2) | (spells.lost == NEVER)
    chance: Floats = np.where(failed, 0.05, 0.004)
    for reason, running, failing in (
        (CLOSURE, 0.5, 0.6),
        (LAYOFF, 0.14, 0.60),
        (RESIGNATION_FOR_CAUSE, 0.2, 0.4),
        (RESIGNATION, 0.012, 0.1),
    ):
        chance = np.where(spells.reason == reason, np.where(failed, failing, running), chance)
    chance = np.where(spells.lost == NEVER, np.where(failed, 0.25, 0.0), chance)
    eligible = recent & ~spells.daily & (np.minimum(spells.lost, on) - spells.acquired > 35)
    chance = np.where(eligible, chance, 0)
    insured = int(((spells.lost == NEVER) & ~spells.daily).sum())
    wanted = figures.ARREARS_RATE / 100 * figures.ARREARS_BOOST * insured * _REPORT_DAYS / 365
    scale = min(1.6, wanted / max(float(chance.sum()), 1.0))
    return np.asarray(rng.random(len(spells)) < chance * scale)


def _later(day: Ints, least: int, most: int, share: float, on: int, rng: np.random.Generator) -> Ints:
    """Some days later for a share of cases; NEVER for the others and where the day lies after `on`."""
    then = day + rng.integers(least, most, day.size)
    return np.where((rng.random(day.size) < share) & (then <= on), then, NEVER)


def _won(amount: Floats | Ints) -> Ints:
    return np.floor(amount / 10).astype(np.int64) * 10
