"""Taking extracts in: one file, one transaction, one entry in the ledger."""

# ruff: noqa: S608 — names in SQL come from the contracts (checked against a schema); values are parameters.

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from ieum.kernel import NotFound
from ieum.lake.checks import QUARANTINE_SCHEMA, split_batch
from ieum.lake.contract import Feed
from ieum.lake.lines import BrokenRow
from ieum.lake.reading import UnreadableError, read_feed
from ieum.lake.staging import Staging
from ieum.lake.store import LEDGER, QUARANTINE, REFUSAL, Store, Transaction
from ieum.lake.tokens import Tokens, mask_numbers

Progress = Callable[[str, float], None]
"""Called with what is being done (plain Korean) and how much of the whole is done, 0 to 1."""

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
    try:
        with store.transaction() as transaction, Staging(store, feed) as staging:
            known = f"SELECT 1 FROM {LEDGER} WHERE feed = ? AND sha256 = ?"
            if transaction.cursor.execute(known, [feed.name, digest]).fetchone():
                return IngestReceipt(feed.name, path.name, digest, seen_before=True)
            read, bad = 0, [pl.DataFrame(schema=QUARANTINE_SCHEMA)]
            for batch in read_feed(feed, path):
                read += batch.frame.height + len(batch.broken)
                good, quarantined = split_batch(feed, batch.frame, tokens)
                bad += [quarantined, _broken(batch.broken)]
                staging.add(good)
                report(0.6 * batch.done, f"{feed.title}: {read:,}건 확인")
            report(0.6, f"{feed.title}: {read:,}건 저장 중")
            loaded, superseded = staging.store(transaction, path.name, _utc())
            quarantined = pl.concat(bad)
            _quarantine(transaction, feed, path.name, quarantined)
            seconds = time.perf_counter() - started
            receipt = IngestReceipt(
                feed.name, path.name, digest, read, loaded, quarantined.height,
                read - loaded - quarantined.height, superseded, seconds=seconds,
            )  # fmt: skip
            transaction.cursor.execute(
                f"INSERT INTO {LEDGER} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [feed.name, path.name, digest, read, loaded, receipt.quarantined, receipt.duplicates,
                 superseded, _utc(), seconds],
            )  # fmt: skip
    except UnreadableError as error:
        return _refuse(store, feed.name, path, digest, error, started)
    return receipt


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


def _utc() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
