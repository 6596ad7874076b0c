"""One file's records between reading and storing: identified, freed of repeats, set against what is there."""
# ruff: noqa: S608 — names in SQL come from the contracts (checked against a schema); values are parameters.

from __future__ import annotations

from datetime import datetime
from types import TracebackType

import polars as pl

from ieum.lake.contract import Feed
from ieum.lake.store import Store, Transaction

_RECORD_ID_LENGTH = 24
_INCOMING, _FRESH, _OUTDATED, _REPLACED = (
    f"memory.main.{name}" for name in ("incoming", "fresh", "outdated", "replaced")
)


class Staging:
    """Holds a file's good records in memory (spilling to disk). Use it inside the lake's transaction."""

    def __init__(self, store: Store, feed: Feed) -> None:
        self._feed = feed
        self._table = f'"{feed.table}"'
        self._cursor = store.connection()
        columns = (("row", "BIGINT"), *feed.content_columns)
        listed = ", ".join(f'"{name}" {kind}' for name, kind in columns)
        self._cursor.execute(f"CREATE OR REPLACE TABLE {_INCOMING} ({listed})")

    def __enter__(self) -> Staging:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for name in (_INCOMING, _FRESH, _OUTDATED, _REPLACED):
            self._cursor.execute(f"DROP TABLE IF EXISTS {name}")
        self._cursor.close()

    def add(self, records: pl.DataFrame) -> None:
        """Good records of one batch, with `row`."""
        self._cursor.register("__batch", records.to_arrow())
        self._cursor.execute(f"INSERT INTO {_INCOMING} BY NAME SELECT * FROM __batch")
        self._cursor.unregister("__batch")

    def store(self, transaction: Transaction, file: str, loaded_at: datetime) -> tuple[int, int]:
        """Moves what is new into the feed's table; returns (loaded, superseded) in records."""
        self._identify()
        self._drop_repeats()
        earlier = self._count(f"SELECT count(*) FROM {self._table}") > 0
        if earlier:
            self._cursor.execute(
                f"DELETE FROM {_FRESH} WHERE record_id IN (SELECT record_id FROM {self._table})"
            )
        superseded = self._supersede_within()
        if earlier:
            superseded += self._supersede_earlier(transaction)
        names = ", ".join(f'"{name}"' for name, _ in self._feed.content_columns)
        transaction.cursor.execute(
            f'INSERT INTO {self._table} (record_id, feed, file, "row", {names}, superseded, loaded_at) '
            f"SELECT record_id, ?, ?, row, {names}, record_id IN (SELECT record_id FROM {_OUTDATED}), ? "
            f"FROM {_FRESH}",
            [self._feed.name, file, loaded_at],
        )
        return self._count(f"SELECT count(*) FROM {_FRESH}"), superseded

    @property
    def _key(self) -> str:
        return ", ".join(f'"{name}"' for name in self._feed.key_columns)

    def _identify(self) -> None:
        """record_id is the content's SHA-256, with tokens in place of resident numbers.

        A key with an absent part (no valid resident number) identifies nothing: its hash is null.
        """
        names = [name for name, _ in self._feed.content_columns]
        content = ", ".join(f"coalesce(CAST(\"{name}\" AS VARCHAR), '')" for name in names)
        digest = f"left(sha256(concat_ws(chr(31), '{self._feed.name}', {content})), {_RECORD_ID_LENGTH})"
        whole = " AND ".join(f'"{name}" IS NOT NULL' for name in self._feed.key_columns)
        self._cursor.execute(
            f"CREATE OR REPLACE TABLE {_FRESH} AS SELECT *, hash(record_id) AS content_hash, "
            f"CASE WHEN {whole} THEN hash({self._key}) END AS key_hash "
            f"FROM (SELECT {digest} AS record_id, * FROM {_INCOMING})"
        )

    def _drop_repeats(self) -> None:
        self._cursor.execute(
            f"DELETE FROM {_FRESH} WHERE (record_id, row) IN (SELECT (record_id, row) FROM "
            "(SELECT record_id, row, row_number() OVER (PARTITION BY record_id ORDER BY row) AS nth "
            f"FROM {_FRESH} WHERE content_hash IN ({_repeated('content_hash')})) WHERE nth > 1)"
        )

    def _supersede_within(self) -> int:
        """Of one key's records in the file the last is current."""
        self._cursor.execute(
            f"CREATE OR REPLACE TABLE {_OUTDATED} AS SELECT record_id FROM "
            f"(SELECT record_id, row_number() OVER (PARTITION BY {self._key} ORDER BY row DESC) AS nth "
            f"FROM {_FRESH} WHERE key_hash IN ({_repeated('key_hash')})) WHERE nth > 1"
        )
        return self._count(f"SELECT count(*) FROM {_OUTDATED}")

    def _supersede_earlier(self, transaction: Transaction) -> int:
        """A record of an earlier file gives way to this file's; it stays, marked."""
        same = " AND ".join(f'f."{name}" = a."{name}"' for name in self._feed.key_columns)
        self._cursor.execute(
            f"CREATE OR REPLACE TABLE {_REPLACED} AS SELECT DISTINCT f.record_id "
            f"FROM {self._table} f JOIN {_FRESH} a ON {same} WHERE NOT f.superseded"
        )
        count = self._count(f"SELECT count(*) FROM {_REPLACED}")
        if count:
            transaction.cursor.execute(
                f"UPDATE {self._table} SET superseded = true "
                f"WHERE record_id IN (SELECT record_id FROM {_REPLACED})"
            )
        return count

    def _count(self, sql: str) -> int:
        found = self._cursor.execute(sql).fetchone()
        return int(found[0]) if found else 0


def _repeated(column: str) -> str:
    """Values that occur more than once: 64-bit hashes find the few candidates, equality then decides."""
    return f"SELECT {column} FROM {_FRESH} WHERE {column} IS NOT NULL GROUP BY {column} HAVING count(*) > 1"
