"""Calendar periods as Korean law counts them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ieum.kernel.errors import BadInput


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """From `start` to `end`, both days included. `end` None means still running."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise BadInput(f"period ends ({self.end}) before it starts ({self.start})", where="Period")

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)

    def days(self, until: date) -> int:
        """Number of days, both ends included; a running period is counted to `until`."""
        return ((self.end or until) - self.start).days + 1

    def overlap(self, other: Period) -> Period | None:
        """The days both periods share, or None."""
        start = max(self.start, other.start)
        ends = [end for end in (self.end, other.end) if end is not None]
        end = min(ends) if ends else None
        return None if end is not None and end < start else Period(start, end)


def whole_years(start: date, on: date) -> int:
    """Full years from `start` to `on` by anniversary (Civil Act art. 160).

    Someone born on 29 February completes a year on 1 March of a common year. Negative before `start`.
    """
    return (_ordinal(on) - _ordinal(start)) // 10_000


def whole_months(start: date, on: date) -> int:
    """Full months from `start` to `on` by monthly anniversary."""
    months = (on.year - start.year) * 12 + on.month - start.month
    return months - (on.day < start.day)


def add_months(day: date, months: int) -> date:
    """The corresponding day `months` later; the month's last day where there is none (art. 160 (3))."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def _ordinal(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day
