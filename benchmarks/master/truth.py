"""How well the keys agree with the world's truth."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from ieum.lake import Lake
from ieum.master.sources import person_feeds


@dataclass(frozen=True)
class Agreement:
    """Over records without a valid number: linked ones, those linked rightly, those that had a person to find."""

    linked: int
    right: int
    findable: int

    @property
    def precision(self) -> float:
        return self.right / max(self.linked, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.findable, 1)


def judged_records(lake: Lake, truth: Path) -> pl.DataFrame:
    """Every keyed record with its true person: feed, row, method, score, standard_key, person_id, true_key.

    true_key is the key that the person's records with a valid number have; null when there is none.
    """
    rows = " UNION ALL ".join(
        f'SELECT feed, "row", record_id FROM "{feed.table}"' for feed in person_feeds(lake)
    )
    keyed = lake.query(f"SELECT * FROM ({rows}) JOIN person_record USING (feed, record_id)")
    records = pl.read_parquet(truth / "records.parquet").with_columns(
        pl.col("feed", "person_id", "spoiled").cast(pl.String)
    )
    judged = keyed.join(records, on=["feed", "row"], how="inner")
    true_keys = (
        judged.filter(pl.col("method") == "rrn")
        .group_by("person_id", "standard_key")
        .len()
        .sort("len", descending=True)
        .group_by("person_id")
        .agg(true_key=pl.col("standard_key").first())
    )
    return judged.join(true_keys, on="person_id", how="left")


def agreement(judged: pl.DataFrame) -> Agreement:
    """Precision and recall of linking."""
    open_records = judged.filter(pl.col("method") != "rrn")
    linked = open_records.filter(pl.col("method") == "linked")
    right = linked.filter(pl.col("standard_key") == pl.col("true_key"))
    return Agreement(linked.height, right.height, open_records["true_key"].is_not_null().sum())
