"""Builds worlds of growing size, each in a process of its own: people/s, MB/s and peak memory.

python -m benchmarks.world [--sizes 50000 200000]
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

TARGET = 20_000
"""People per second, all files written, at 50,000 people on two cores."""
_WARM_UP = 500


def measure(people: int) -> dict[str, float]:
    """Builds one world after a tiny one that loads the libraries; measures this process."""
    from ieum.world import build

    with tempfile.TemporaryDirectory() as folder:
        first = build(_WARM_UP, 1, Path(folder) / "first")
        report = build(people, 1, Path(folder) / "world")
        written = sum(path.stat().st_size for path in (Path(folder) / "world").rglob("*") if path.is_file())
    return {
        "people": people,
        "rows": sum(feed.rows for feed in report.feeds),
        "seconds": report.seconds,
        "first_seconds": first.seconds,
        "bytes": written,
        "peak_kib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[50_000, 200_000])
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(measure(chosen.one)))
        return
    head = f"{'people':>10} {'rows':>12} {'seconds':>8} {'people/s':>9}"
    print(f"{head} {'MB/s':>6} {'MB':>6} {'peak MB':>8} {'first':>6}")
    for size in chosen.sizes:
        command = [sys.executable, "-m", "benchmarks.world", "--one", str(size)]
        told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        megabytes = told["bytes"] / 1e6
        print(
            f"{size:>10,} {told['rows']:>12,} {told['seconds']:>8.2f} {size / told['seconds']:>9,.0f}"
            f" {megabytes / told['seconds']:>6.1f} {megabytes:>6.0f} {told['peak_kib'] / 1024:>8.0f}"
            f" {told['first_seconds']:>6.2f}"
        )
    print(f"bar: {TARGET:,} people/s at 50,000 people")
    print(f"first: seconds of {_WARM_UP} people before it, libraries loading")


if __name__ == "__main__":
    main()
