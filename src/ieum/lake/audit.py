"""Does the lake hold exactly what its ledger says it received?"""

# ruff: noqa: S608 — names in SQL come from the contracts (checked against a schema); values are parameters.

from __future__ import annotations

from dataclasses import dataclass

from ieum.lake.store import LEDGER, QUARANTINE, Store


@dataclass(frozen=True, slots=True)
class AuditReport:
    """Sums over the ledger in records, and every place where ledger and tables disagree (empty: sound)."""

    files: int
    read: int
    loaded: int
    quarantined: int
    duplicates: int
    problems: tuple[str, ...]

    @property
    def sound(self) -> bool:
        return not self.problems


def audit(store: Store) -> AuditReport:
    """Recounts every table and compares it with the ledger, file by file."""
    ledger = store.query(
        "SELECT feed, file, count(*) AS files, sum(read)::BIGINT AS read, sum(loaded)::BIGINT AS loaded, "
        "sum(quarantined)::BIGINT AS quarantined, sum(duplicates)::BIGINT AS duplicates "
        f"FROM {LEDGER} GROUP BY ALL ORDER BY ALL"
    )
    stored: dict[tuple[str, str], int] = {}
    for feed in store.feeds:
        counted = store.query(f'SELECT feed, file, count(*) FROM "{feed.table}" GROUP BY ALL')
        stored.update({(name, file): count for name, file, count in counted.iter_rows()})
    kept = {
        (name, file): count
        for name, file, count in store.query(
            f"SELECT feed, file, count(*) FROM {QUARANTINE} GROUP BY ALL"
        ).iter_rows()
    }
    problems = []
    for entry in ledger.iter_rows(named=True):
        place = (entry["feed"], entry["file"])
        if entry["read"] != entry["loaded"] + entry["quarantined"] + entry["duplicates"]:
            problems.append(f"{entry['feed']} {entry['file']}: read is not loaded + quarantined + duplicates")
        for what, found in (("loaded", stored.pop(place, 0)), ("quarantined", kept.pop(place, 0))):
            if found != entry[what]:
                problems.append(
                    f"{entry['feed']} {entry['file']}: {what} {entry[what]:,} by the ledger, {found:,} stored"
                )
    for feed_name, file in (*stored, *kept):
        problems.append(f"{feed_name} {file}: records without an entry in the ledger")

    def total(name: str) -> int:
        return int(ledger[name].sum())

    return AuditReport(
        total("files"),
        total("read"),
        total("loaded"),
        total("quarantined"),
        total("duplicates"),
        tuple(problems),
    )
