"""Which lake tables speak of persons, and what each says about who they are."""
# ruff: noqa: S608 — names in SQL come from the contracts (checked against a schema); values are parameters.

from __future__ import annotations

from ieum.lake import Feed, Lake

PLACES = {"workplace_no": "W", "household_no": "H", "child_no": "C"}
"""Terms that tie a person to a place or a child, each with its mark: two records that share one are near."""


def person_feeds(lake: Lake) -> tuple[Feed, ...]:
    """Feeds whose every record is about one named person."""
    return tuple(feed for feed in lake.feeds if {"name", "rrn"} <= {field.term for field in feed.fields})


def records_sql(lake: Lake) -> str:
    """All person records: feed, record_id, name, rrn_token, birth_date, sex, address, phone, places."""
    return " UNION ALL ".join(_record_sql(feed) for feed in person_feeds(lake))


def _record_sql(feed: Feed) -> str:
    terms = {field.term for field in feed.fields}
    places = ", ".join(f"'{mark}' || {term}" for term, mark in PLACES.items() if term in terms)
    columns = {
        "address": "address" if "address" in terms else "NULL::VARCHAR",
        "phone": "phone" if "phone" in terms else "NULL::VARCHAR",
        "places": f"[{places}]" if places else "[]::VARCHAR[]",
    }
    chosen = ", ".join(f"{sql} AS {name}" for name, sql in columns.items())
    return (
        "SELECT feed, record_id, name, rrn_token, rrn_birth_date AS birth_date, rrn_sex AS sex, "
        f'{chosen} FROM "{feed.table}"'
    )
