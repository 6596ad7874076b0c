"""Records that were not spoiled keep every promise of their feed's contract; none of the keys repeats."""

from __future__ import annotations

import re
from datetime import date
from operator import ge, gt
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml
from tests.world.reading import feed_rows

from ieum.kernel import Rrn, brn_is_valid
from ieum.world import WorldReport

FEEDS = sorted((Path(__file__).parents[2] / "src/ieum/lake/feeds").glob("*.yaml"))


def parsed(field: dict[str, Any], value: Any) -> Any:
    """The value as its contract types it; raises for anything else."""
    if value is None or value == "":
        assert not field["required"], field["source"]
        return None
    if field["type"] == "date":
        return value if isinstance(value, date) else date.fromisoformat(value)
    if field["type"] in ("integer", "won") or (
        field["type"] == "code" and isinstance(field["codes"][0], int)
    ):
        number = int(value)
        assert field.get("minimum", number) <= number <= field.get("maximum", number), field["source"]
        assert number in field.get("codes", [number]), field["source"]
        return number
    if field["type"] == "boolean":
        assert isinstance(value, bool)
        return value
    if field["type"] == "rrn":
        return Rrn.parse(value).digits
    if field["type"] == "brn":
        assert brn_is_valid(value)
    if field["type"] == "phone":
        assert re.fullmatch(r"010-\d{4}-\d{4}", value)
    if field["type"] == "code":
        assert value in field["codes"]
    assert re.search(field.get("pattern", ""), value), field["source"]
    return value


def holds(rule: dict[str, Any], record: dict[str, Any]) -> bool:
    """Whether a record keeps a rule; a rule about a value that is not there does not bind."""
    if "requires" in rule:
        given, needed = rule["requires"]
        return record[given] is None or record[needed] is not None
    left, sign, right = rule["compare"]
    if record[left] is None or record[right] is None:
        return True
    return {">": gt, ">=": ge}[sign](record[left], record[right])  # type: ignore[no-any-return]


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.stem)
def test_clean_records_keep_the_contract(path: Path, small_world: WorldReport) -> None:
    contract = yaml.safe_load(path.read_text(encoding="utf-8"))
    rows = feed_rows(small_world.truth.parent / "extracts", path.stem)
    truth = pl.read_parquet(small_world.truth / "records.parquet")
    spoiled = truth.filter(pl.col("feed") == path.stem).sort("row")["spoiled"].to_list()
    keys = []
    for row, kinds in zip(rows, spoiled, strict=True):
        if kinds in ("", "old_address"):
            record = {field["term"]: parsed(field, row[field["source"]]) for field in contract["fields"]}
            assert all(holds(rule, record) for rule in contract.get("rules", [])), path.stem
            keys.append(tuple(record[term] for term in contract["key"]))
    assert len(keys) > 0.9 * len(rows)
    assert len(set(keys)) == len(keys)
