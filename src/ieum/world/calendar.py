"""Days as whole numbers (days since 1970-01-01), so that a million lives fit in plain arrays."""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

NEVER: Final = 2**31 - 1
"""A day that has not come: still employed, not paid, not judged."""

_EPOCH = date(1970, 1, 1).toordinal()


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - _EPOCH


def month_of(days: Ints) -> Ints:
    """Months since January 1970."""
    return days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def month_start(months: Ints) -> Ints:
    """First day of each month."""
    return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


def shift_months(days: Ints, months: Ints | int) -> Ints:
    """The same day of the month some months later; the month's last day where there is none."""
    month = month_of(days)
    start = month_start(month + months)
    last = month_start(month + months + 1) - 1
    return np.asarray(np.minimum(start + days - month_start(month), last), dtype=np.int64)


def year_month_day(days: Ints) -> tuple[Ints, Ints, Ints]:
    """Calendar year, month 1–12 and day 1–31."""
    month = month_of(days)
    return month // 12 + 1970, month % 12 + 1, days - month_start(month) + 1


def whole_years(birth: Ints, on: Ints | int) -> Ints:
    """Age by anniversary."""
    year, month, day = year_month_day(np.asarray(on, dtype=np.int64))
    born_year, born_month, born_day = year_month_day(birth)
    before = (month < born_month) | ((month == born_month) & (day < born_day))
    return np.asarray(year - born_year - before, dtype=np.int64)


def arrow_dates(days: Ints) -> pa.Array:
    """Arrow dates; NEVER becomes null."""
    return pa.array(days.astype(np.int32), mask=days == NEVER).cast(pa.date32())


def iso_dates(days: Ints) -> pa.Array:
    """Text as YYYY-MM-DD; NEVER becomes null."""
    return arrow_dates(days).cast(pa.string())
