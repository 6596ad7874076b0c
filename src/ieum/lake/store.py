"""The lake itself: DuckLake tables on local disk that one process writes while others read."""

# ruff: noqa: S608 — names in SQL come from the contracts (checked against a schema); values are parameters.

from __future__ import annotations

import fcntl
import importlib.metadata
import os
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Protocol, Self

import duckdb
import polars as pl

from ieum.kernel import BadInput, NotFound, Unavailable
from ieum.lake.contract import Feed, load_feeds
from ieum.lake.tokens import deployment_secret, derive, fingerprint

_EXTENSIONS = ("sqlite_scanner", "ducklake")
_WRITER_WAITS = 60.0
"""Seconds a writer waits for another one to finish."""
_MEMORY = "2GB"

LEDGER = "ledger"
QUARANTINE = "quarantine"
REFUSAL = "refusal"
_RECORD = (("record_id", "VARCHAR"), ("feed", "VARCHAR"), ("file", "VARCHAR"), ("row", "BIGINT"))
_RECORD_END = (("superseded", "BOOLEAN"), ("loaded_at", "TIMESTAMP"))
_OWN_TABLES: dict[str, tuple[tuple[str, str], ...]] = {
    "lake_setting": (("name", "VARCHAR"), ("value", "VARCHAR")),
    LEDGER: (
        ("feed", "VARCHAR"), ("file", "VARCHAR"), ("sha256", "VARCHAR"), ("read", "BIGINT"),
        ("loaded", "BIGINT"), ("quarantined", "BIGINT"), ("duplicates", "BIGINT"),
        ("superseded", "BIGINT"), ("loaded_at", "TIMESTAMP"), ("seconds", "DOUBLE"),
    ),
    QUARANTINE: (
        ("feed", "VARCHAR"), ("file", "VARCHAR"), ("row", "BIGINT"), ("column_name", "VARCHAR"),
        ("rule", "VARCHAR"), ("dimension", "VARCHAR"), ("reason", "VARCHAR"), ("raw", "VARCHAR"),
        ("loaded_at", "TIMESTAMP"),
    ),
    REFUSAL: (
        ("feed", "VARCHAR"), ("file", "VARCHAR"), ("sha256", "VARCHAR"), ("reason", "VARCHAR"),
        ("remedy", "VARCHAR"), ("refused_at", "TIMESTAMP"),
    ),
}  # fmt: skip


class ArrowTable(Protocol):
    """Anything that hands out Arrow data: a pyarrow table, a DuckDB result, a data frame."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


class Store:
    """The tables of one lake in one folder: catalog.sqlite (what exists) and files/ (Parquet).

    Thread-safe for reading: every call works on a cursor of its own. Commands that write take turns, also
    between processes, and each is one transaction.
    """

    def __init__(self, folder: Path, connection: duckdb.DuckDBPyConnection, *, read_only: bool) -> None:
        self.folder = folder
        self.read_only = read_only
        self.feeds: tuple[Feed, ...] = load_feeds()
        self._connection = connection
        self._turn = threading.RLock()
        self._open_transaction: Transaction | None = None

    @classmethod
    def open(cls, folder: Path, *, read_only: bool = False) -> Self:
        """Opens the lake in `folder`; a writer creates it when there is none.

        Raises NotFound when a reader finds no lake, BadInput when IEUM_SECRET is not the one it was built
        with.
        """
        folder = Path(folder)
        catalogue = folder / "catalog.sqlite"
        if read_only and not catalogue.exists():
            raise NotFound(
                "there is no lake here", where=str(folder), remedy="load one first: ieum lake load"
            )
        if not read_only:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lake = cls(folder, _connect(folder, read_only=read_only), read_only=read_only)
        try:
            if not read_only:
                lake._prepare()
        except BaseException:
            lake.close()
            raise
        return lake

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the connection; what was committed is on disk already."""
        self._connection.close()

    def connection(self) -> duckdb.DuckDBPyConnection:
        """A DuckDB cursor of its own that sees the lake's tables by their bare names. Close it after use."""
        cursor = self._connection.cursor()
        cursor.execute("USE lake")
        return cursor

    def query(self, sql: str, params: Sequence[Any] | Mapping[str, Any] | None = None) -> pl.DataFrame:
        """The answer to one SQL question, parameters as `?` or `$name`; sees this transaction's writes."""
        if self._open_transaction is not None and self._open_transaction.thread == threading.get_ident():
            return self._open_transaction.cursor.execute(sql, params).pl()
        cursor = self.connection()
        try:
            return cursor.execute(sql, params).pl()
        finally:
            cursor.close()

    def tables(self) -> tuple[str, ...]:
        """The names of all tables, by alphabet."""
        found = self.query("SELECT table_name FROM information_schema.tables WHERE table_catalog = 'lake'")
        return tuple(sorted(found["table_name"].to_list()))

    @property
    def snapshot_id(self) -> int:
        """The number of the latest commit: it changes whenever anything does."""
        return int(self.query("SELECT id FROM ducklake_current_snapshot('lake') AS s(id)").item())

    def quarantine(self, feed: str | None = None) -> pl.DataFrame:
        """What did not pass, newest first: feed, file, row, column_name, rule, dimension, reason, raw."""
        return self.query(
            f"SELECT * FROM {QUARANTINE} WHERE $feed IS NULL OR feed = $feed "
            "ORDER BY loaded_at DESC, file, row",
            {"feed": feed},
        )

    def secret(self, purpose: str) -> bytes:
        """32 bytes for one purpose, derived from the deployment's secret."""
        return derive(deployment_secret(self.folder, create=not self.read_only), purpose)

    def write(self, table: str, data: pl.DataFrame | ArrowTable, mode: str = "replace") -> None:
        """Replaces a table's rows, or appends to them, in one transaction (or in the open one)."""
        with self.transaction() as transaction:
            transaction.write(table, data, mode)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """All or nothing: committed to disk at the end, rolled back by any exception. May be nested.

        Raises Unavailable when another process is still writing after a minute.
        """
        if self.read_only:
            raise BadInput(
                "the lake is open for reading only", where=str(self.folder), remedy="open it to write"
            )
        with self._turn:
            if self._open_transaction is not None:
                yield self._open_transaction
                return
            with _sole_writer(self.folder / "writer.lock"):
                cursor = self.connection()
                cursor.execute("BEGIN")
                self._open_transaction = Transaction(cursor)
                try:
                    yield self._open_transaction
                    cursor.execute("COMMIT")
                except BaseException:
                    cursor.execute("ROLLBACK")
                    raise
                finally:
                    self._open_transaction = None
                    cursor.close()

    def feed(self, name: str) -> Feed:
        """The contract of that name; raises NotFound."""
        for each in self.feeds:
            if each.name == name:
                return each
        raise NotFound(f"no feed is named '{name}'", where="feeds", remedy="see lake.feeds")

    def _prepare(self) -> None:
        mark = fingerprint(deployment_secret(self.folder, create=True))
        wanted = dict(_OWN_TABLES)
        for each in self.feeds:
            wanted[each.table] = (*_RECORD, *each.content_columns, *_RECORD_END)
        existing = set(self.tables())
        if not existing.issuperset(wanted):
            with self.transaction() as transaction:
                for name, columns in wanted.items():
                    listed = ", ".join(f'"{column}" {kind}' for column, kind in columns)
                    transaction.cursor.execute(f'CREATE TABLE IF NOT EXISTS "{name}" ({listed})')
        stored = self.query("SELECT value FROM lake_setting WHERE name = 'secret_fingerprint'")
        if not stored.height:
            self.write(
                "lake_setting", pl.DataFrame({"name": ["secret_fingerprint"], "value": [mark]}), "append"
            )
        elif stored.item() != mark:
            raise BadInput(
                "this lake was built with another secret, so its tokens would not match",
                where=str(self.folder),
                remedy="set IEUM_SECRET (or folder/secret) as it was, or load into a new folder",
            )


class Transaction:
    """An open write transaction: `cursor` is a DuckDB cursor inside it."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self.cursor = cursor
        self.thread = threading.get_ident()

    def write(self, table: str, data: pl.DataFrame | ArrowTable, mode: str = "replace") -> None:
        """As Store.write. Replacing takes over the data's columns; appending matches them by name."""
        if mode not in ("replace", "append"):
            raise BadInput(f"'{mode}' is no way to write", where=table, remedy="use 'replace' or 'append'")
        if not table.isidentifier():
            raise BadInput(f"'{table}' is no table name", where="write", remedy="use letters, digits and _")
        arrow = data.to_arrow() if isinstance(data, pl.DataFrame) else data
        self.cursor.register("__given", arrow)
        try:
            if mode == "replace":
                self.cursor.execute(f'CREATE OR REPLACE TABLE "{table}" AS SELECT * FROM __given')
            else:
                self.cursor.execute(f'CREATE TABLE IF NOT EXISTS "{table}" AS SELECT * FROM __given LIMIT 0')
                self.cursor.execute(f'INSERT INTO "{table}" BY NAME SELECT * FROM __given')
        finally:
            self.cursor.unregister("__given")


def _connect(folder: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "memory_limit": _MEMORY,
            "temp_directory": str(folder / "spill"),
            "threads": os.cpu_count() or 2,
        }
    )
    try:
        for name in _EXTENSIONS:
            connection.load_extension(str(_extension_file(name)))
        place = str(folder / "catalog.sqlite").replace("'", "''")
        files = str((folder / "files").resolve()).replace("'", "''") + "/"
        options = "META_BUSY_TIMEOUT 5000, "
        options += "READ_ONLY" if read_only else "META_JOURNAL_MODE 'WAL'"
        connection.execute(
            f"ATTACH 'ducklake:sqlite:{place}' AS lake "
            f"(DATA_PATH '{files}', OVERRIDE_DATA_PATH true, {options})"
        )
    except duckdb.Error as error:
        connection.close()
        raise Unavailable(
            "the lake's catalogue cannot be opened", where=str(folder), remedy="restore it from the backup"
        ) from error
    return connection


def _extension_file(name: str) -> Path:
    package = f"duckdb_extension_{name}"
    for file in importlib.metadata.files(package) or ():
        if file.name == f"{name}.duckdb_extension":
            return Path(str(file.locate()))
    raise Unavailable(
        f"the extension {name} is not installed", where=package, remedy=f"pip install {package}"
    )


@contextmanager
def _sole_writer(path: Path) -> Iterator[IO[str]]:
    """Holds the lock that the operating system frees by itself when a process dies."""
    with path.open("w") as file:
        deadline = time.monotonic() + _WRITER_WAITS
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise Unavailable(
                        "another process has been writing for a minute",
                        where=str(path),
                        remedy="try again later",
                    ) from None
                time.sleep(0.05)
        yield file
