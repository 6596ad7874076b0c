"""Facts as JSON: truth and whole numbers as they are, a date as {"date": "2026-05-31"}."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ieum.benefits import Value
from ieum.kernel import BadInput


def to_json(value: Value) -> Any:
    """A value ready for a JSON column."""
    return {"date": value.isoformat()} if isinstance(value, date) else value


def from_json(stored: Any) -> Value:
    """The value that `to_json` stored; raises BadInput for anything else."""
    if stored is None or isinstance(stored, (bool, int)):
        return stored
    if isinstance(stored, Mapping) and isinstance(stored.get("date"), str):
        return date.fromisoformat(stored["date"])
    raise BadInput("a stored fact has an unknown shape", where="case event")
