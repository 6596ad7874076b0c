"""python -m benchmarks.lake [PEOPLE]: builds a world, loads it, prints rows/s, seconds and peak memory."""

from __future__ import annotations

import resource
import sys
import tempfile
from pathlib import Path

from ieum.lake import Lake
from ieum.world import build


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with tempfile.TemporaryDirectory() as folder:
        world = build(people, 1, Path(folder))
        print(f"world: {people:,} people, {sum(feed.rows for feed in world.feeds):,} records")
        with Lake.open(Path(folder) / "lake") as lake:
            receipts = lake.ingest(Path(folder) / "extracts")
            for receipt in receipts:
                print(
                    f"{receipt.feed:18} read {receipt.read:9,}  loaded {receipt.loaded:9,}  "
                    f"quarantined {receipt.quarantined:6,}  duplicates {receipt.duplicates:6,}  "
                    f"{receipt.seconds:6.2f} s  {receipt.read / receipt.seconds:9,.0f} rows/s"
                )
            seconds = sum(receipt.seconds for receipt in receipts)
            read = sum(receipt.read for receipt in receipts)
            print(f"all: {read:,} rows in {seconds:.2f} s = {read / seconds:,.0f} rows/s")
            print(f"audit sound: {lake.audit().sound}")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB")


if __name__ == "__main__":
    main()
