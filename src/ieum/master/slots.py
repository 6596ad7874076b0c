"""What a person already has speaks for or against one record more.

Nobody is in the register twice, or has two wages of one month from one workplace: a candidate who already
has such a record is unlikely, one whose record is missing exactly there is likely. The weight of that is
measured on the candidates that are certainly somebody else.
"""
# ruff: noqa: S608 — table names come from the contracts; the rest is written here.

from __future__ import annotations

import duckdb
import polars as pl

from ieum.lake import Lake
from ieum.master.sources import person_feeds

_SLOTS = {
    "resident_register": "''",
    "means": "CAST(t.as_of AS VARCHAR)",
    "insurance_history": "t.workplace_no || t.acquired_on",
    "monthly_wages": "t.workplace_no || t.month",
}
"""What a person can have only one record of, by feed."""
_NEIGHBOURS = {
    "monthly_wages": (
        "t.workplace_no || CAST(t.month + INTERVAL 1 MONTH AS DATE)",
        "t.workplace_no || CAST(t.month - INTERVAL 1 MONTH AS DATE)",
    ),
}
"""Slots beside it: who has the months before or after and not this one has a gap just here."""
_OWNER_HAS_IT_ALREADY = 0.04
"""Share of records that repeat one which the person has already."""
_SOMEBODY_ELSE = 0.01
"""Odds under which a candidate counts as somebody else."""


def weigh_slots(lake: Lake, cursor: duckdb.DuckDBPyConnection, pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs (unique_id, standard_key, odds) with odds multiplied by what the slots say."""
    if not pairs.height:
        return pairs
    cursor.register("candidate_pairs", pairs.to_arrow())
    parts = [_states(feed.name, feed.table) for feed in person_feeds(lake) if feed.name in _SLOTS]
    states = cursor.execute(" UNION ALL ".join(parts)).pl()
    cursor.unregister("candidate_pairs")
    joined = pairs.join(states, on=["unique_id", "standard_key"], how="left")
    others = joined.filter((pl.col("odds") < _SOMEBODY_ELSE) & pl.col("state").is_not_null())
    shares = (
        others.group_by("feed", "state")
        .len("found")
        .join(others.group_by("feed").len("all"), on="feed")
        .with_columns(share=pl.col("found") / pl.col("all"))
    )
    weighed = joined.join(shares.select("feed", "state", "share", "all"), on=["feed", "state"], how="left")
    count = pl.col("all").fill_null(others.height).cast(pl.Float64)
    smoothed = (pl.col("share").fill_null(0.0) * count + 1) / (count + 3)
    owner = (
        pl.when(pl.col("state") == "taken").then(_OWNER_HAS_IT_ALREADY)
        .when(pl.col("state") == "gap").then(0.9 - _OWNER_HAS_IT_ALREADY)
        .when(pl.col("feed").is_in(list(_NEIGHBOURS))).then(0.1)
        .otherwise(1 - _OWNER_HAS_IT_ALREADY)
    )  # fmt: skip
    factor = pl.when(pl.col("state").is_null()).then(1.0).otherwise(owner / smoothed)
    return weighed.select("unique_id", "standard_key", odds=pl.col("odds") * factor)


def _states(feed: str, table: str) -> str:
    """SQL: unique_id, standard_key, feed, state ('taken', 'gap' or 'free') of the feed's pairs."""
    slot, beside = _SLOTS[feed], _NEIGHBOURS.get(feed, ())
    slots = ", ".join((slot, *beside))
    own = ", ".join(["true", *("false" for _ in beside)])
    return (
        f"SELECT w.unique_id, w.standard_key, '{feed}' AS feed, "
        "CASE WHEN bool_or(o.slot IS NOT NULL AND w.own) THEN 'taken' "
        "WHEN bool_or(o.slot IS NOT NULL) THEN 'gap' ELSE 'free' END AS state "
        f"FROM (SELECT p.unique_id, p.standard_key, k.rrn_token, unnest([{slots}]) AS slot, "
        f"unnest([{own}]) AS own FROM candidate_pairs p "
        f'JOIN "{table}" t ON t.record_id = p.unique_id JOIN key_of_token k USING (standard_key)) w '
        f'LEFT JOIN (SELECT DISTINCT t.rrn_token, {slot} AS slot FROM "{table}" t '
        "WHERE t.rrn_token IN (SELECT rrn_token FROM candidate_pairs JOIN key_of_token USING (standard_key))) o "
        "ON o.rrn_token = w.rrn_token AND o.slot = w.slot GROUP BY w.unique_id, w.standard_key"
    )
