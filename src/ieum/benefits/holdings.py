"""What the state already holds about a person, as facts the programmes understand: look up instead of asking.

The SQL beside this file derives the facts from the lake's tables by standard key; where a derivation needs law (which
months count, which earlier jobs are added), the article stands beside it there. A fact that no record settles, or that
has gone stale (income from a job since lost), is left out: unknown, never guessed.
"""

# ruff: noqa: S608 — names in SQL come from the fact registry; values are parameters.

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import duckdb

from ieum.benefits.facts import fact_spec
from ieum.benefits.results import Value
from ieum.kernel import BadInput, NotFound, StandardKey
from ieum.lake import Lake

_SQL = Path(__file__).with_name("holdings.sql")

_MACROS = """
CREATE OR REPLACE TEMP MACRO overlap(first_day, final_day, opens, closes) AS
    greatest(0, date_diff('day', greatest(first_day, opens), least(final_day, closes)) + 1);
CREATE OR REPLACE TEMP MACRO share(amount, of_days, first_day, final_day, opens, closes) AS
    amount * overlap(first_day, final_day, opens, closes) // greatest(1, of_days);
CREATE OR REPLACE TEMP MACRO hourly(monthly_wage, weekly_hours) AS -- thousandths of a won; 209 paid hours a month
    CASE WHEN weekly_hours >= 15 THEN monthly_wage * 40000 // (209 * weekly_hours)
         ELSE monthly_wage * 84000 // (365 * weekly_hours) END;
"""

_SOURCES: dict[str, tuple[str, ...]] = {
    "resident_register": ("birth_date", "household_size", "dependants", "in_military_service"),
    "insurance_history": (
        "employed",
        "separation_date",
        "separation_reason_code",
        "weekly_contract_hours",
        "weekly_contract_days",
        "acquisition_date",
        "insured_before_65_continuously",
        "insured_period_start",
        "ordinary_daily_wage",
        "daily_contract_hours",
        "daily_worker",
        "restricted_separation_in_base_period",
        "benefit_days_already_paid",
        "work_days_2y",
        "job_seeking_benefit_recent",
        "left_job_during_leave",
        "worked_days_during_leave",
        "contract_hourly_wage",
    ),
    "monthly_wages": (
        "insured_unit_days",
        "insured_unit_days_24m",
        "short_week_unit_days_24m",
        "insured_unit_days_extended",
        "average_daily_wage",
        "recent_work_days",
        "daily_worker_unit_days",
        "insured_unit_days_before_leave",
    ),
    "workplaces": ("employer_covered", "employer_operating_since", "construction_daily_worker"),
    "wage_arrears": (
        "just_cause",
        "has_arrears",
        "left_arrears_employer",
        "arrears_retired_on",
        "unpaid_wages",
        "unpaid_severance",
        "unpaid_shutdown_allowance",
        "unpaid_maternity_pay",
        "arrears_report_filed",
        "arrears_reported_on",
        "arrears_confirmed",
        "arrears_confirmed_on",
        "judgment_obtained",
        "judged_on",
        "suit_filed",
        "sued_on",
        "simple_payment_received",
        "insolvency_payment_received",
        "last_arrears_on",
    ),
    "means": (
        "disabled",
        "household_monthly_income",
        "household_property",
        "own_monthly_income",
        "military_service_days",
        "student",
        "livelihood_benefit",
        "lone_parent",
    ),
    "births": ("child_birth_date",),
    "leaves": (
        "unpaid_absence_days",
        "parental_leave_taken",
        "parental_leave_start",
        "parental_leave_end",
        "maternity_overlap_days",
        "monthly_ordinary_wage",
        "prior_leave_months",
        "partner_leave_months",
        "partner_leave_three_months",
        "employer_monthly_pay",
        "short_child_care_leave",
    ),
}
_FEED_OF = {fact: feed for feed, names in _SOURCES.items() for fact in names}


@dataclass(frozen=True, slots=True)
class Held:
    """One fact a record tells: its value, the agency that holds it, the kind of record and its date of loading."""

    fact: str
    value: Value
    holder: str
    source: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is known of one person on one day without asking."""

    key: StandardKey
    on: date
    held: tuple[Held, ...]

    @property
    def facts(self) -> Mapping[str, Value]:
        return {held.fact: held.value for held in self.held}


def look_up(lake: Lake, key: StandardKey, on: date) -> Holdings:
    """Every fact the lake's records tell about one person. Raises NotFound for a key that no living person has."""
    cursor = lake.connection()
    try:
        known = _derive(cursor, on, str(key))
        if known is None:
            raise NotFound("no living person has this standard key", where=str(key))
        loaded = dict(
            cursor.execute(
                "SELECT feed, strftime(max(loaded_at), '%Y-%m-%d') FROM ledger GROUP BY feed"
            ).fetchall()
        )
    finally:
        cursor.close()
    titles = {feed.name: (feed.title, feed.owner) for feed in lake.feeds}
    held = []
    for name, value in known.items():
        if value is None or name == "standard_key":
            continue
        feed = _FEED_OF[name]
        title, owner = titles[feed]
        held.append(Held(name, value, owner, title, str(loaded.get(feed, ""))))
    return Holdings(key, on, tuple(held))


def population_facts(cursor: duckdb.DuckDBPyConnection, on: date, table: str) -> int:
    """Writes everyone's held facts into a temporary table of a lake's cursor; returns how many people."""
    if not table.isidentifier():
        raise BadInput(f"'{table}' is no table name", where="population_facts")
    cursor.execute(_MACROS)
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS {_sql()}", {"on": on, "key": None})
    counted = cursor.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(counted[0]) if counted else 0


def _derive(cursor: duckdb.DuckDBPyConnection, on: date, key: str) -> dict[str, Value] | None:
    cursor.execute(_MACROS)
    try:
        cursor.execute(_sql(), {"on": on, "key": key})
    except duckdb.CatalogException as error:
        raise NotFound(
            "nobody in this lake has a standard key yet",
            where="lake",
            remedy="load extracts first: ieum lake load",
        ) from error
    names = [column[0] for column in cursor.description or []]
    found = cursor.fetchone()
    return None if found is None else dict(zip(names, found, strict=True))


@cache
def _sql() -> str:
    """The derivation with each fact of its type and within its bounds, as the rules expect it."""
    derived = (
        _SQL.read_text(encoding="utf-8")
        .replace("$on", "CAST($on AS DATE)")
        .replace("$key", "CAST($key AS VARCHAR)")
    )
    return f"SELECT standard_key, {', '.join(map(_typed, _FEED_OF))} FROM ({derived})"


def _typed(name: str) -> str:
    spec = fact_spec(name)
    if spec.type in ("boolean", "date"):
        return f"CAST({name} AS {spec.type.upper()}) AS {name}"
    within = f"greatest(least(CAST({name} AS BIGINT), {spec.maximum}), {spec.minimum})"
    return f"CASE WHEN {name} IS NOT NULL THEN {within} END AS {name}"
