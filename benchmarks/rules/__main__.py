"""Judges a million and ten million people by all programmes, beside a bare scan and beside OpenFisca.

python -m benchmarks.rules [--people 1000000 10000000] [--repeats 5]

Each measurement runs in a process of its own. Times are medians. The people are written once, under var/bench.
OpenFisca is in the dependency group `bench`; without it the comparison with it is left out.
"""

from __future__ import annotations

import argparse
import dataclasses
import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

FOLDER = Path("var/bench")
TIMES_OPENFISCA, TIMES_SCAN, FLAT, PEAK_MIB, ONE_PERSON_MS = 5.0, 6.0, 1.25, 1024.0, 5.0
"""The bars. FLAT: peak memory at the largest count over that at the smallest."""
_WORDS = {
    "bare_scan": "bare scan of the columns used",
    "all_programmes": "all programmes, aggregated",
    "wide_table": "all programmes, a row for everyone, aggregated",
    "wide_parquet": "the same written as Parquet",
    "job_seeking_benefit_paid": "구직급여 amount, days, total",
    "job_seeking_benefit_paid_on_one_thread": "the same on one thread",
    "openfisca": "the same in OpenFisca",
}
Told = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.rules", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--people", type=int, nargs="+", default=[1_000_000, 10_000_000])
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--job", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.job:
        print(json.dumps(_measure(chosen.job, chosen.people[0], chosen.folder, chosen.repeats)))
        return
    sizes = sorted(chosen.people)
    jobs = [job for job in _WORDS if job != "openfisca" or importlib.util.find_spec("openfisca_core")]
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, median of {chosen.repeats}")
    head = f"{'':48} {'people':>11} {'seconds':>8} {'cpu s':>7} {'M/s':>6} {'peak MiB':>8} {'compile':>7} {'total':>7}"
    found: dict[tuple[str, int], Told] = {}
    for size in sizes:
        _apart("write", size, chosen)
        print(head)
        for job in jobs:
            told = found[job, size] = _apart(job, size, chosen)
            print(_line(_WORDS[job], size, told), flush=True)
    person = _apart("one_person", sizes[0], chosen)
    print("\nbars")
    for size in sizes:
        _print_bars_of(size, found)
    _print_memory(sizes, found)
    milliseconds, slow = person["seconds"] * 1000, person["told"]["p95"] * 1000
    words = f"one person, all programmes with trace: median {milliseconds:.2f} ms, p95 {slow:.2f} ms"
    _bar(f"{words} (bar: under {ONE_PERSON_MS:.0f} ms)", milliseconds < ONE_PERSON_MS)


def _measure(job: str, people: int, folder: Path, repeats: int) -> Told:
    if job == "write":
        from benchmarks.rules.people import people_file

        return {"path": str(people_file(people, folder))}
    from benchmarks.rules.measure import run

    return dataclasses.asdict(run(job, people, folder, repeats))


def _apart(job: str, people: int, chosen: argparse.Namespace) -> Told:
    """What the job tells, from a process of its own, so that its peak memory is its own."""
    command = [sys.executable, "-m", "benchmarks.rules", "--job", job, "--people", str(people)]
    command += ["--repeats", str(chosen.repeats), "--folder", str(chosen.folder)]
    answer: Told = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    return answer


def _line(words: str, people: int, told: Told) -> str:
    width = 48 - sum(ord(letter) > 0x1100 for letter in words)
    seconds, total = told["seconds"], told["seconds"] + told["prepare"]
    parts = "".join(f"  {name} {value:.2f} s" for name, value in told["parts"].items())
    return (
        f"{words:{width}} {people:>11,} {seconds:>8.3f} {told['processor']:>7.2f} {people / seconds / 1e6:>6.2f}"
        f" {told['peak_mib']:>8.0f} {told['prepare']:>7.2f} {total:>7.2f}{parts}"
    )


def _print_bars_of(people: int, found: dict[tuple[str, int], Told]) -> None:
    scan = found["bare_scan", people]
    for job in ("all_programmes", "wide_table"):
        told = found[job, people]
        ratio, busy = told["seconds"] / scan["seconds"], told["processor"] / scan["processor"]
        total = (told["seconds"] + told["prepare"]) / scan["seconds"]
        words = f"{people:,}: {_WORDS[job]}: {ratio:.2f} × the bare scan (cpu {busy:.2f}, with compiling {total:.2f}"
        _bar(f"{words}; bar: at most {TIMES_SCAN:.0f})", ratio <= TIMES_SCAN)
    ours, one_thread = (found[f"job_seeking_benefit_paid{end}", people] for end in ("", "_on_one_thread"))
    theirs = found.get(("openfisca", people))
    if theirs is None:
        print(f"not measured  {people:,}: OpenFisca is missing: uv pip install --group bench")
        return
    ratio = theirs["seconds"] / ours["seconds"]
    total = (theirs["seconds"] + theirs["prepare"]) / (ours["seconds"] + ours["prepare"])
    calculating = theirs["parts"]["calculating"] / ours["seconds"]
    words = (
        f"{people:,}: {ratio:.2f} × OpenFisca's throughput from file to sums (with compiling {total:.2f}, on one thread"
        f" {theirs['seconds'] / one_thread['seconds']:.2f}; its calculating alone against our file to sums"
        f" {calculating:.2f}; same numbers for all {theirs['told']['compared']:,} without unknowns"
    )
    _bar(f"{words}; bar: at least {TIMES_OPENFISCA:.0f})", ratio >= TIMES_OPENFISCA)


def _print_memory(sizes: list[int], found: dict[tuple[str, int], Told]) -> None:
    for job in ("all_programmes", "wide_table", "wide_parquet", "openfisca"):
        peaks = [found[job, size]["peak_mib"] for size in sizes if (job, size) in found]
        if not peaks:
            continue
        words = f"peak memory, {_WORDS[job]}: " + ", ".join(f"{peak:.0f} MiB" for peak in peaks)
        if job == "openfisca":
            print(f"{'':13} {words}")
            continue
        met = peaks[-1] < PEAK_MIB and peaks[-1] <= FLAT * peaks[0]
        _bar(f"{words} (bar: under {PEAK_MIB:.0f}, growing at most {FLAT - 1:.0%})", met)


def _bar(words: str, met: bool) -> None:
    print(f"{'met' if met else 'MISSED':13} {words}")


if __name__ == "__main__":
    main()
