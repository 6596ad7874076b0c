"""Today, in Korea; settable so that a case can be judged on another day."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from ieum.kernel.errors import BadInput

SEOUL = ZoneInfo("Asia/Seoul")


def now() -> datetime:
    """The present instant in Korean time (aware)."""
    return datetime.now(UTC).astimezone(SEOUL)


def today() -> date:
    """Today's date in Korea, or the date in the environment variable IEUM_TODAY (YYYY-MM-DD)."""
    fixed = os.environ.get("IEUM_TODAY")
    if not fixed:
        return now().date()
    return parse_date(fixed, where="IEUM_TODAY")


def parse_date(text: str, *, where: str) -> date:
    """An ISO 8601 calendar date; raises BadInput naming `where`."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise BadInput(
            f"'{text}' is not a date", where=where, remedy="write it as YYYY-MM-DD, for example 2026-05-31"
        ) from error
