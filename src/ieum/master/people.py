"""Looking people up by standard key, name or household."""
# ruff: noqa: S608 — names in SQL come from the contracts (checked against a schema); values are parameters.

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from ieum.kernel import NotFound, StandardKey
from ieum.lake import Lake
from ieum.master.sources import person_feeds

_MOST_FOUND = 200


@dataclass(frozen=True, slots=True)
class Person:
    """A person's master record. Absent values are None; `alive` unless the register says otherwise."""

    standard_key: StandardKey
    name: str | None
    birth_date: date | None
    sex: str | None
    address: str | None
    phone: str | None
    household_no: str | None
    relation: str | None
    alive: bool


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a household and the relation to its head (본인 is the head)."""

    standard_key: StandardKey
    name: str | None
    birth_date: date | None
    sex: str | None
    relation: str


_PERSON = ", ".join(field.name for field in fields(Person))


def find_person(lake: Lake, key: StandardKey) -> Person:
    """The person of that key; raises NotFound."""
    found = _rows(lake, f"SELECT {_PERSON} FROM person WHERE standard_key = ?", [key.text])
    if not found:
        raise NotFound("no person has this key", where=key.text, remedy="check the key, or assign keys first")
    return _person(found[0])


def search_people(
    lake: Lake, *, name: str | None = None, birth_date: date | None = None
) -> tuple[Person, ...]:
    """Persons of exactly this name and birth date (either may be left out), by key; 200 at most."""
    found = _rows(
        lake,
        f"SELECT {_PERSON} FROM person WHERE (name = $name OR $name IS NULL) "
        f"AND (birth_date = $born OR $born IS NULL) ORDER BY standard_key LIMIT {_MOST_FOUND}",
        {"name": name, "born": birth_date},
    )
    return tuple(_person(row) for row in found)


def records_of(lake: Lake, key: StandardKey) -> dict[str, tuple[dict[str, Any], ...]]:
    """Every record of the person by feed, those that a later record supersedes included (see `superseded`).

    Feeds without a record are left out. The births of the person's children come as feed 'births'.
    """
    records: dict[str, tuple[dict[str, Any], ...]] = {}
    for feed in person_feeds(lake):
        found = _rows(
            lake,
            f'SELECT * FROM "{feed.table}" WHERE record_id IN '
            "(SELECT record_id FROM person_record WHERE standard_key = ? AND feed = ?) ORDER BY file, row",
            [key.text, feed.name],
        )
        if found:
            records[feed.name] = tuple(found)
    births = _rows(
        lake,
        "SELECT b.*, p.role FROM birth b JOIN birth_parent p USING (record_id) WHERE p.standard_key = ? "
        "ORDER BY b.child_birth_date, b.child_no",
        [key.text],
    )
    if births:
        records["births"] = tuple(births)
    return records


def household_of(lake: Lake, key: StandardKey) -> tuple[Member, ...]:
    """The household in which the person lives, the person included, head first; empty when not registered."""
    found = _rows(
        lake,
        "SELECT m.standard_key, p.name, p.birth_date, p.sex, m.relation FROM household_member m "
        "JOIN person p USING (standard_key) WHERE m.household_no = "
        "(SELECT household_no FROM household_member WHERE standard_key = ?) "
        "ORDER BY m.relation <> '본인', p.birth_date, m.standard_key",
        [key.text],
    )
    return tuple(Member(**{**row, "standard_key": StandardKey(row["standard_key"])}) for row in found)


def _person(row: dict[str, Any]) -> Person:
    return Person(**{**row, "standard_key": StandardKey(row["standard_key"])})


def _rows(lake: Lake, sql: str, params: list[Any] | dict[str, Any]) -> list[dict[str, Any]]:
    return list(lake.query(sql, params).iter_rows(named=True))
