"""Taking extracts in: one file, one transaction, one entry in the ledger."""

# ruff: noqa: S608 — names in SQL come from the contracts (checked against a schema); values are parameters.

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import polars as pl

from ieum.kernel import NotFound
from ieum.lake.checks import QUARANTINE_SCHEMA, split_batch
from ieum.lake.contract import Feed
from ieum.lake.lines import BrokenRow
from ieum.lake.reading import UnreadableError, read_feed
from ieum.lake.store import LEDGER, QUARANTINE, REFUSAL, Store, Transaction
from ieum.lake.tokens import Tokens, mask_numbers

Progress = Callable[[str, float], None]
"""Called with what is being done (plain Korean) and how much of the whole is done, 0 to 1."""

_RECORD_ID_LENGTH = 24
_HASHED_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class IngestReceipt:
    """What became of one file for one feed; it exists only after the commit is on disk.

    read == loaded + quarantined + duplicates, in records. superseded: how many loaded or earlier records
    gave way to a later one with the same key and other content. refused: why the whole file was left out,
    with the remedy in `remedy`. seen_before: the same content was taken in earlier, nothing was added.
    """

    feed: str
    file: str
    sha256: str
    read: int = 0
    loaded: int = 0
    quarantined: int = 0
    duplicates: int = 0
    superseded: int = 0
    refused: str | None = None
    remedy: str = ""
    seen_before: bool = False
    seconds: float = 0.0


def ingest(store: Store, extracts: Path, progress: Progress | None = None) -> Iterator[IngestReceipt]:
    """Takes in a file, or every file of a folder, and yields a receipt after each commit.

    Raises NotFound when there is nothing at `extracts`. A bad file is refused on record; the rest goes on.
    """
    extracts = Path(extracts)
    if not extracts.exists():
        raise NotFound("there is no such file or folder", where=str(extracts), remedy="check the path")
    files = [extracts] if extracts.is_file() else sorted(p for p in extracts.iterdir() if _is_extract(p))
    work = [(path, feed) for path in files for feed in store.feeds if feed.takes(path.name)]
    unknown = [path for path in files if not any(feed.takes(path.name) for feed in store.feeds)]
    total = max(sum(path.stat().st_size for path, _ in work), 1)
    tokens = Tokens(store.secret("rrn-token"))
    _sweep(store)
    digests: dict[Path, str] = {}
    before = 0
    for path, feed in work:
        size = path.stat().st_size

        def report(done: float, stage: str, start: int = before, size: int = size) -> None:
            if progress is not None:
                progress(stage, min((start + done * size) / total, 1.0))

        report(0.0, f"{feed.title}: {path.name} 읽는 중")
        digest = digests.get(path) or digests.setdefault(path, _sha256(path))
        yield _ingest_file(store, feed, path, digest, tokens, report)
        before += size
    for path in unknown:
        reason = "어느 자료의 파일인지 이름으로 알 수 없습니다"
        remedy = "계약(lake/feeds)에 있는 이름으로 바꾸어 다시 올리세요"
        yield _refuse(store, "", path, _sha256(path), UnreadableError(reason, remedy), time.perf_counter())
    if progress is not None:
        progress("자료 적재 완료", 1.0)


def _is_extract(path: Path) -> bool:
    return path.is_file() and not path.name.startswith((".", "_")) and path.suffix not in (".md", ".txt")


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_HASHED_AT_ONCE):
            digest.update(block)
    return digest.hexdigest()


def _ingest_file(
    store: Store, feed: Feed, path: Path, digest: str, tokens: Tokens, report: Callable[[float, str], None]
) -> IngestReceipt:
    started = time.perf_counter()
    known = store.query(f"SELECT 1 FROM {LEDGER} WHERE feed = ? AND sha256 = ?", [feed.name, digest])
    if known.height:
        return IngestReceipt(feed.name, path.name, digest, seen_before=True)
    stage = f"incoming_{feed.table}"
    try:
        with store.transaction() as transaction:
            cursor = transaction.cursor
            columns = ", ".join(
                f'"{name}" {kind}' for name, kind in (("row", "BIGINT"), *feed.content_columns)
            )
            cursor.execute(f"CREATE OR REPLACE TEMP TABLE {stage} ({columns})")
            read, bad = 0, [pl.DataFrame(schema=QUARANTINE_SCHEMA)]
            for batch in read_feed(feed, path):
                read += batch.frame.height + len(batch.broken)
                good, quarantined = split_batch(feed, batch.frame, tokens)
                bad += [quarantined, _broken(batch.broken)]
                cursor.register("__batch", good.to_arrow())
                cursor.execute(f"INSERT INTO {stage} BY NAME SELECT * FROM __batch")
                cursor.unregister("__batch")
                report(0.8 * batch.done, f"{feed.title}: {read:,}건 확인")
            report(0.8, f"{feed.title}: {read:,}건 저장 중")
            loaded, superseded = _store(transaction, feed, path.name, stage)
            quarantined = pl.concat(bad)
            _quarantine(transaction, feed, path.name, quarantined)
            seconds = time.perf_counter() - started
            receipt = IngestReceipt(
                feed.name, path.name, digest, read, loaded, quarantined.height,
                read - loaded - quarantined.height, superseded, seconds=seconds,
            )  # fmt: skip
            cursor.execute(
                f"INSERT INTO {LEDGER} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [feed.name, path.name, digest, read, loaded, receipt.quarantined, receipt.duplicates,
                 superseded, _utc(), seconds],
            )  # fmt: skip
            cursor.execute(f"DROP TABLE temp.{stage}")
    except UnreadableError as error:
        return _refuse(store, feed.name, path, digest, error, started)
    return receipt


def _store(transaction: Transaction, feed: Feed, file: str, stage: str) -> tuple[int, int]:
    """Moves the staged records into the feed's table; returns (loaded, superseded)."""
    cursor, table = transaction.cursor, f'"{feed.table}"'
    names = [name for name, _ in feed.content_columns]
    content = ", ".join(f"coalesce(CAST(\"{name}\" AS VARCHAR), '')" for name in names)
    digest = f"left(sha256(concat_ws(chr(31), '{feed.name}', {content})), {_RECORD_ID_LENGTH})"
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE fresh AS SELECT {digest} AS record_id, * FROM {stage}")
    twice = "SELECT record_id FROM fresh GROUP BY record_id HAVING count(*) > 1"
    cursor.execute(
        f"DELETE FROM fresh WHERE record_id IN ({twice}) AND (record_id, row) NOT IN "
        f"(SELECT record_id, min(row) FROM fresh WHERE record_id IN ({twice}) GROUP BY record_id)"
    )
    stored_before = _count(cursor, f"SELECT count(*) FROM {table}")
    if stored_before:
        cursor.execute(f"DELETE FROM fresh WHERE record_id IN (SELECT record_id FROM {table})")
    superseded = _supersede(cursor, feed, table, stored_before > 0)
    listed = ", ".join(f'"{name}"' for name in names)
    cursor.execute(
        f'INSERT INTO {table} (record_id, feed, file, "row", {listed}, superseded, loaded_at) '
        f"SELECT record_id, ?, ?, row, {listed}, record_id IN (SELECT record_id FROM outdated), ? FROM fresh",
        [feed.name, file, _utc()],
    )
    loaded = _count(cursor, "SELECT count(*) FROM fresh")
    cursor.execute("DROP TABLE temp.fresh")
    cursor.execute("DROP TABLE temp.outdated")
    return loaded, superseded


def _supersede(cursor: duckdb.DuckDBPyConnection, feed: Feed, table: str, earlier: bool) -> int:
    """Marks what a later record with the same whole key replaces; nothing is deleted, nothing is silent.

    Within a file the last record of a key is current; a record of an earlier file gives way to this one's.
    A key with an absent part (no valid resident number) identifies nothing and replaces nothing.
    """
    key = ", ".join(f'"{name}"' for name in feed.key_columns)
    whole = " AND ".join(f'"{name}" IS NOT NULL' for name in feed.key_columns)
    again = f"SELECT {key}, max(row) AS latest FROM fresh WHERE {whole} GROUP BY {key} HAVING count(*) > 1"
    same = " AND ".join(f'f."{name}" = a."{name}"' for name in feed.key_columns)
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE outdated AS "
        f"SELECT f.record_id FROM fresh f JOIN ({again}) a ON {same} WHERE f.row < a.latest"
    )
    count = _count(cursor, "SELECT count(*) FROM outdated")
    if earlier:
        cursor.execute(
            "CREATE OR REPLACE TEMP TABLE replaced AS "
            f"SELECT DISTINCT f.record_id FROM {table} f JOIN fresh a ON {same} WHERE NOT f.superseded"
        )
        old = _count(cursor, "SELECT count(*) FROM replaced")
        if old:
            cursor.execute(
                f"UPDATE {table} SET superseded = true WHERE record_id IN (SELECT record_id FROM replaced)"
            )
        cursor.execute("DROP TABLE temp.replaced")
        count += old
    return count


def _quarantine(transaction: Transaction, feed: Feed, file: str, rows: pl.DataFrame) -> None:
    if rows.height:
        stamped = rows.with_columns(
            feed=pl.lit(feed.name), file=pl.lit(file), loaded_at=pl.lit(_utc(), pl.Datetime("us"))
        )
        transaction.write(QUARANTINE, stamped, "append")


def _broken(rows: list[BrokenRow]) -> pl.DataFrame:
    listed = [(b.row, "", b.rule, "유효성", b.reason, mask_numbers(b.raw[:2_000])) for b in rows]
    return pl.DataFrame(listed, schema=QUARANTINE_SCHEMA, orient="row")


def _refuse(
    store: Store, feed: str, path: Path, digest: str, error: UnreadableError, started: float
) -> IngestReceipt:
    with store.transaction() as transaction:
        same = f"SELECT 1 FROM {REFUSAL} WHERE feed = ? AND sha256 = ? AND file = ?"
        if not transaction.cursor.execute(same, [feed, digest, path.name]).fetchone():
            transaction.cursor.execute(
                f"INSERT INTO {REFUSAL} VALUES (?, ?, ?, ?, ?, ?)",
                [feed, path.name, digest, error.reason, error.remedy, _utc()],
            )
    return IngestReceipt(
        feed, path.name, digest, refused=error.reason, remedy=error.remedy,
        seconds=time.perf_counter() - started,
    )  # fmt: skip


def _sweep(store: Store) -> None:
    """Deletes files that a killed writer left without committing them; no other writer runs meanwhile."""
    with store.transaction() as transaction:
        transaction.cursor.execute("CALL ducklake_delete_orphaned_files('lake', cleanup_all => true)")


def _count(cursor: duckdb.DuckDBPyConnection, sql: str) -> int:
    found = cursor.execute(sql).fetchone()
    return int(found[0]) if found else 0


def _utc() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
