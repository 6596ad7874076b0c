"""What the records together say about a person."""
# ruff: noqa: S608 — names in SQL come from the contracts (checked against a schema); values are parameters.

from __future__ import annotations

import duckdb
import polars as pl

from ieum.lake import Lake
from ieum.master.sources import records_sql

PENDING = "memory.main.pending_records"
REGISTER = "memory.main.register_keys"
_ONCE = "['resident_register', 'means']"
"""Feeds that hold nearly everyone once."""
_REGISTER_WEIGHS = 1_000
"""The register's spelling of a name counts more than any number of others."""


def collect_profiles(lake: Lake, cursor: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """One row per person known so far: standard_key, name, birth_date, sex, phone, address, places, lacks,
    rrn_token, from_record. Needs the relation `key_of_token` on the cursor.

    The name is the most frequent spelling, the register's first. Persons without a number stay as stored.
    """
    records = records_sql(lake)
    numbered = cursor.execute(
        f"WITH record AS (SELECT * FROM ({records}) WHERE rrn_token IS NOT NULL), "
        "spelling AS (SELECT rrn_token, name, sum(CASE feed WHEN 'resident_register' THEN "
        f"{_REGISTER_WEIGHS} ELSE 1 END) AS weight FROM record GROUP BY ALL), "
        "best AS (SELECT rrn_token, arg_max(name, (weight, name)) AS name FROM spelling GROUP BY ALL), "
        "place AS (SELECT rrn_token, list(DISTINCT place) AS places FROM "
        "(SELECT DISTINCT rrn_token, unnest(places) AS place FROM record) GROUP BY ALL), "
        "person_data AS (SELECT rrn_token, any_value(birth_date) AS birth_date, any_value(sex) AS sex, "
        "max(phone) AS phone, max(address) AS address, list(DISTINCT feed) AS feeds "
        "FROM record GROUP BY ALL) "
        "SELECT standard_key, name, birth_date, sex, phone, address, "
        f"coalesce(places, []::VARCHAR[]) AS places, list_filter({_ONCE}, "
        "lambda f: NOT list_contains(coalesce(feeds, []::VARCHAR[]), f)) AS lacks, rrn_token, from_record "
        "FROM key_of_token LEFT JOIN best USING (rrn_token) LEFT JOIN place USING (rrn_token) "
        "LEFT JOIN person_data USING (rrn_token) ORDER BY standard_key"
    ).pl()
    unnumbered = cursor.execute(
        f"SELECT p.standard_key, p.name, p.birth_date, p.sex, p.phone, p.address, r.places, {_ONCE} AS lacks, "
        f"p.rrn_token, p.from_record FROM person p JOIN ({records}) r ON r.record_id = p.from_record "
        "WHERE p.rrn_token IS NULL ORDER BY p.standard_key"
    ).pl()
    return pl.concat([numbered, unnumbered])


def latest_register(cursor: duckdb.DuckDBPyConnection, placed: pl.DataFrame) -> pl.DataFrame:
    """standard_key, address, household_no, relation, status: each person's latest entry in the register.

    placed: this run's record_id → standard_key of records without a number. Needs `key_of_token`.
    """
    cursor.register("placed_now", placed.select("record_id", "standard_key").to_arrow())
    cursor.execute(
        f"CREATE OR REPLACE TABLE {REGISTER} AS "
        "SELECT record_id, standard_key FROM resident JOIN key_of_token USING (rrn_token) UNION ALL "
        "SELECT record_id, standard_key FROM placed_now UNION ALL "
        "SELECT record_id, standard_key FROM person_record "
        "WHERE feed = 'resident_register' AND method <> 'rrn'"
    )
    latest = cursor.execute(
        "SELECT standard_key, address, household_no, relation, status "
        f"FROM resident JOIN {REGISTER} USING (record_id) QUALIFY row_number() OVER "
        "(PARTITION BY standard_key ORDER BY superseded, moved_in_on DESC, loaded_at DESC, row DESC) = 1"
    ).pl()
    cursor.unregister("placed_now")
    return latest
