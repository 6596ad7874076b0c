"""Dated amounts of law: one TOML file an area, read once and checked as it is read.

[minimum_wage_hourly]
text = "시간급 최저임금액"
unit = "won per hour"
law = "최저임금법 제10조"
source = "notice"                      # statute | notice
notice = "최저임금 고시"
verified = false                       # true: the number stands in the article itself
values = [{ from = 2025-01-01, value = 10030 }, { from = 2026-01-01, value = 10320 }]
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ieum.kernel import BadInput, BadRule, LawRef

_FOLDER = Path(__file__).parent
_OPTIONAL = {"notice", "until"}
_KEYS = {"text", "unit", "law", "source", "verified", "values"} | _OPTIONAL


@dataclass(frozen=True, slots=True)
class Parameter:
    """A dated whole-number amount. `starts` ascending; `values[i]` holds from `starts[i]` on.

    unit: "won", "won per day", "days", "percent" …; source: 'statute' (the number stands in the article) or
    'notice' (the article leaves it to a ministerial notice, named in `notice`); verified: whether a source at
    hand confirms it. The user is told of every unverified one that was used. until: the last day the newest value is
    known to hold (an amount set anew each year), None when it holds until changed.
    """

    name: str
    text: str
    unit: str
    law: tuple[LawRef, ...]
    source: str
    notice: str
    verified: bool
    starts: tuple[date, ...]
    values: tuple[int, ...]
    until: date | None = None

    def on(self, day: date) -> int | None:
        """The amount in force on that day; None before the first date on record and after `until`."""
        if self.until is not None and day > self.until:
            return None
        index = bisect_right(self.starts, day)
        return self.values[index - 1] if index else None


def parameter(name: str) -> Parameter:
    """The parameter of that name; raises BadRule when there is none."""
    try:
        return parameters()[name]
    except KeyError:
        raise BadRule(f"there is no parameter '{name}'", where="parameters") from None


@cache
def parameters() -> dict[str, Parameter]:
    """All parameters by name. Raises BadRule naming file and parameter for a broken entry."""
    found: dict[str, Parameter] = {}
    for path in sorted(_FOLDER.glob("*.toml")):
        for name, entry in load_parameter_file(path).items():
            if name in found:
                raise BadRule(f"parameter '{name}' is defined twice", where=path.name)
            found[name] = entry
    return found


def load_parameter_file(path: Path) -> dict[str, Parameter]:
    """The parameters of one TOML file."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadRule(f"not readable as TOML: {error}", where=path.name) from error
    return {name: _read(f"{path.name} [{name}]", name, entry) for name, entry in document.items()}


def _read(where: str, name: str, entry: dict[str, Any]) -> Parameter:
    unknown = set(entry) - _KEYS
    missing = _KEYS - _OPTIONAL - set(entry)
    if unknown or missing:
        raise BadRule(f"unknown keys {sorted(unknown)}, missing keys {sorted(missing)}", where=where)
    dated = entry["values"]
    if not dated or any(
        type(item.get("from")) is not date or type(item.get("value")) is not int for item in dated
    ):
        raise BadRule("every value needs a date `from` and a whole number `value`", where=where)
    starts = tuple(item["from"] for item in dated)
    if list(starts) != sorted(set(starts)):
        raise BadRule("the dates must ascend without repeats", where=where)
    if entry["source"] not in ("statute", "notice") or (
        entry["source"] == "notice" and not entry.get("notice")
    ):
        raise BadRule("source is 'statute', or 'notice' with the notice named", where=where)
    until = entry.get("until")
    if until is not None and (type(until) is not date or until < starts[-1]):
        raise BadRule("`until` is a date on or after the last `from`", where=where)
    laws = [entry["law"]] if isinstance(entry["law"], str) else entry["law"]
    try:
        references = tuple(LawRef.parse(law) for law in laws)
    except BadInput as error:
        raise BadRule(error.what, where=where, remedy=error.remedy) from error
    if not references:
        raise BadRule("the parameter cites no article", where=where)
    return Parameter(
        name=name,
        text=entry["text"],
        unit=entry["unit"],
        law=references,
        source=entry["source"],
        notice=entry.get("notice", ""),
        verified=bool(entry["verified"]),
        starts=starts,
        values=tuple(item["value"] for item in dated),
        until=until,
    )
