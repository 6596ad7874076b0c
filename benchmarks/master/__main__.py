"""python -m benchmarks.master [PEOPLE]: gives keys to a world and compares them with its truth."""

from __future__ import annotations

import resource
import sys
import tempfile
from pathlib import Path

import polars as pl
from benchmarks.master.truth import agreement, judged_records

from ieum.lake import Lake
from ieum.master import assign_keys
from ieum.world import build


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with tempfile.TemporaryDirectory() as folder:
        world = build(people, 1, Path(folder))
        with Lake.open(Path(folder) / "lake") as lake:
            lake.ingest(Path(folder) / "extracts")
            report = assign_keys(lake)
            print(
                f"{report.records:,} records: exact {report.exact:,}, linked {report.linked:,}, "
                f"new {report.new:,} (review {report.review:,}); {report.people:,} people; "
                f"{report.seconds:.1f} s = {report.records / report.seconds:,.0f} records/s"
            )
            judged = judged_records(lake, world.truth)
            exact = judged.filter(pl.col("method") == "rrn")
            print(
                f"exact keys that differ from the truth: {(exact['standard_key'] != exact['true_key']).sum()}"
            )
            for feed in ["all", *sorted(judged["feed"].unique())]:
                found = agreement(judged if feed == "all" else judged.filter(pl.col("feed") == feed))
                print(
                    f"{feed:18} to find {found.findable:6,}  linked {found.linked:6,}  "
                    f"precision {found.precision:.4f}  recall {found.recall:.4f}"
                )
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB")


if __name__ == "__main__":
    main()
