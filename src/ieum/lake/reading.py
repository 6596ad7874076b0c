"""Files of six formats become batches of raw records; what cannot be read is named, never dropped."""

# ruff: noqa: S608 — names in SQL come from the contracts (checked against a schema); values are parameters.

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import fastexcel
import polars as pl
import pyarrow.parquet as pq
from lxml import etree
from pyarrow.lib import ArrowException

from ieum.lake.contract import Feed
from ieum.lake.lines import BATCH_ROWS, BrokenRow, decoded_batches, split_record

ROW = "__row"


class UnreadableError(Exception):
    """A whole file that cannot be taken in: what is wrong (Korean) and what its sender should do."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class RawBatch:
    """Some records of a file: `frame` has one column per source field and ROW (1 = the first record).

    broken: records that could not even be split into values; done: how much of the file is read, 0 to 1.
    """

    frame: pl.DataFrame
    done: float
    broken: list[BrokenRow] = field(default_factory=list)


def read_feed(feed: Feed, path: Path) -> Iterator[RawBatch]:
    """The file's records in batches; raises UnreadableError, possibly after some batches."""
    yield from _READERS[feed.format](feed, path)


def _read_csv(feed: Feed, path: Path) -> Iterator[RawBatch]:
    header: list[str] | None = None
    size = max(path.stat().st_size, 1)
    for lines, broken, position in decoded_batches(path, feed.encoding, quoted=True, header=True):
        if header is None:
            _, first = lines.pop(0) if lines else (0, "")
            header = [name.strip() for name in split_record(first) or []]
            _require_columns(feed, header)
        width = len(header)
        plain: list[str] = []
        plain_rows: list[int] = []
        split: list[list[str]] = []
        split_rows: list[int] = []
        for row, line in lines:
            if '"' not in line:
                if line.count(",") == width - 1:
                    plain.append(line)
                    plain_rows.append(row)
                    continue
                values: list[str] | None = None
            else:
                values = split_record(line)
            if values is not None and len(values) == width:
                split.append(values)
                split_rows.append(row)
            else:
                broken.append(BrokenRow(row, "column_count", f"칸 수가 {width}개가 아닙니다", line))
        frames = []
        if plain:
            parts = pl.Series("line", plain).str.split_exact(",", width - 1).struct.unnest()
            parts.columns = header
            frames.append(parts.with_columns(pl.Series(ROW, plain_rows, dtype=pl.Int64)))
        if split:
            quoted = pl.DataFrame(split, schema=dict.fromkeys(header, pl.String), orient="row")
            frames.append(quoted.with_columns(pl.Series(ROW, split_rows, dtype=pl.Int64)))
        frame = pl.concat(frames) if frames else _empty(feed)
        yield RawBatch(_chosen(feed, frame), position / size, broken)
    if header is None:
        raise UnreadableError("파일이 비어 있습니다", "제목 줄과 자료가 있는 파일을 다시 받으세요")


def _read_jsonl(feed: Feed, path: Path) -> Iterator[RawBatch]:
    size = max(path.stat().st_size, 1)
    paths = [tuple(each.source.split(".")) for each in feed.fields]
    seen: set[str] = set()
    first = True
    for lines, broken, position in decoded_batches(path, feed.encoding, quoted=False, header=False):
        rows: list[int] = []
        records: list[list[str | None]] = []
        for row, line in lines:
            try:
                document = json.loads(line)
            except ValueError:
                document = None
            if not isinstance(document, dict):
                broken.append(BrokenRow(row, "json", "JSON 객체 한 줄로 읽을 수 없습니다", line))
                continue
            values = []
            for each, steps in zip(feed.fields, paths, strict=True):
                found, value = _follow(document, steps)
                if found:
                    seen.add(each.source)
                values.append(value)
            rows.append(row)
            records.append(values)
        if first and records:
            _require_columns(feed, list(seen))
        first = first and not records
        yield RawBatch(_table(feed, records, rows), position / size, broken)
    if first:
        raise UnreadableError(
            "읽을 수 있는 줄이 하나도 없습니다", "한 줄에 JSON 객체 하나씩인 파일을 다시 받으세요"
        )


def _follow(document: Any, steps: tuple[str, ...]) -> tuple[bool, str | None]:
    for step in steps:
        if not isinstance(document, dict) or step not in document:
            return False, None
        document = document[step]
    if document is None or isinstance(document, str):
        return True, document
    return True, json.dumps(document, ensure_ascii=False)


def _read_parquet(feed: Feed, path: Path) -> Iterator[RawBatch]:
    try:
        with pq.ParquetFile(path) as file:
            names = file.schema_arrow.names
            _require_columns(feed, names)
            wanted = [each.source for each in feed.fields if each.source in names]
            total, start = max(file.metadata.num_rows, 1), 0
            for batch in file.iter_batches(batch_size=BATCH_ROWS, columns=wanted):
                frame = pl.DataFrame(pl.from_arrow(batch))
                frame = frame.with_columns(pl.int_range(start + 1, start + 1 + frame.height).alias(ROW))
                start += frame.height
                yield RawBatch(_chosen(feed, frame), start / total)
            if start == 0:
                yield RawBatch(_empty(feed), 1.0)
    except (ArrowException, OSError) as error:
        raise UnreadableError(
            "Parquet 파일로 읽을 수 없습니다", "파일이 잘리지 않았는지 보고 다시 받으세요"
        ) from error


def _read_xlsx(feed: Feed, path: Path) -> Iterator[RawBatch]:
    try:
        book = fastexcel.read_excel(path)
        if feed.sheet not in book.sheet_names:
            raise UnreadableError(
                f"'{feed.sheet}' 시트가 없습니다", f"시트 이름을 '{feed.sheet}'(으)로 하여 다시 받으세요"
            )
        frame = book.load_sheet(feed.sheet, dtypes="string").to_polars()
    except (fastexcel.FastExcelError, OSError) as error:
        raise UnreadableError(
            "엑셀 파일로 열 수 없습니다", "파일이 잘리지 않았는지 보고 다시 받으세요"
        ) from error
    _require_columns(feed, frame.columns)
    frame = frame.with_columns(pl.int_range(1, 1 + frame.height, dtype=pl.Int64).alias(ROW))
    yield RawBatch(_chosen(feed, frame), 1.0)


def _read_sqlite(feed: Feed, path: Path) -> Iterator[RawBatch]:
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            connection.text_factory = lambda value: value.decode("utf-8", "surrogateescape")
            quoted = '"' + feed.sheet.replace('"', '""') + '"'
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (feed.sheet,)).fetchone():
                raise UnreadableError(
                    f"'{feed.sheet}' 표가 없습니다", f"'{feed.sheet}' 표가 든 파일을 다시 받으세요"
                )
            names = [row[1] for row in connection.execute(f"PRAGMA table_info({quoted})")]
            _require_columns(feed, names)
            wanted = [each for each in feed.fields if each.source in names]
            columns = ", ".join('"' + each.source.replace('"', '""') + '"' for each in wanted)
            total = max(connection.execute(f"SELECT count(*) FROM {quoted}").fetchone()[0], 1)
            cursor, row = connection.execute(f"SELECT {columns} FROM {quoted} ORDER BY rowid"), 0
            while fetched := cursor.fetchmany(BATCH_ROWS):
                rows, records, broken = [], [], []
                for values in fetched:
                    row += 1
                    texts = [None if value is None else _as_text(value) for value in values]
                    if any(text is not None and not text.isascii() and _is_torn(text) for text in texts):
                        raw = ",".join((text or "").encode("utf-8", "replace").decode() for text in texts)
                        broken.append(BrokenRow(row, "encoding", "UTF-8이 아닌 글자가 들어 있습니다", raw))
                        continue
                    rows.append(row)
                    records.append(texts)
                schema = {each.source: pl.String for each in wanted}
                frame = pl.DataFrame(records, schema=schema, orient="row")
                frame = frame.with_columns(pl.Series(ROW, rows, dtype=pl.Int64))
                yield RawBatch(_chosen(feed, frame), row / total, broken)
            if row == 0:
                yield RawBatch(_empty(feed), 1.0)
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise UnreadableError(
            "SQLite 파일로 읽을 수 없습니다", "파일이 잘리지 않았는지 보고 다시 받으세요"
        ) from error


def _as_text(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape")
    return str(value)


def _is_torn(text: str) -> bool:
    return re.search("[\ud800-\udfff]", text) is not None


def _read_xml(feed: Feed, path: Path) -> Iterator[RawBatch]:
    size = max(path.stat().st_size, 1)
    seen: set[str] = set()
    rows: list[int] = []
    records: list[list[str | None]] = []
    row, checked = 0, False
    try:
        with path.open("rb") as file:
            events = etree.iterparse(
                file, events=("end",), tag=feed.sheet, resolve_entities=False, no_network=True, load_dtd=False
            )
            for _, element in events:
                row += 1
                values = []
                for each in feed.fields:
                    value = element.findtext(each.source)
                    if value is not None:
                        seen.add(each.source)
                    values.append(value)
                rows.append(row)
                records.append(values)
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
                if len(records) == BATCH_ROWS:
                    if not checked:
                        _require_columns(feed, list(seen))
                    checked = True
                    yield RawBatch(_table(feed, records, rows), min(file.tell() / size, 1.0))
                    rows, records = [], []
    except (etree.XMLSyntaxError, OSError) as error:
        raise UnreadableError(
            "XML 문서로 읽을 수 없습니다", "문서가 끝까지 온전한지 보고 다시 받으세요"
        ) from error
    if row == 0:
        raise UnreadableError(
            f"<{feed.sheet}> 항목이 없습니다", f"<{feed.sheet}> 항목이 있는 문서를 다시 받으세요"
        )
    if not checked:
        _require_columns(feed, list(seen))
    yield RawBatch(_table(feed, records, rows), 1.0)


def _require_columns(feed: Feed, names: list[str]) -> None:
    """A column may be absent only when the contract does not require it (a token needs its column too)."""
    must = [each for each in feed.fields if each.required]
    missing = [each.source for each in must if each.source not in names]
    if missing:
        listed = ", ".join(f"'{name}'" for name in missing)
        raise UnreadableError(
            f"꼭 있어야 하는 항목이 없습니다: {listed}", "항목 이름을 계약과 맞추어 다시 받으세요"
        )


def _table(feed: Feed, records: list[list[str | None]], rows: list[int]) -> pl.DataFrame:
    schema = {each.source: pl.String for each in feed.fields}
    frame = pl.DataFrame(records, schema=schema, orient="row")
    return frame.with_columns(pl.Series(ROW, rows, dtype=pl.Int64))


def _chosen(feed: Feed, frame: pl.DataFrame) -> pl.DataFrame:
    absent = [pl.lit(None, pl.String).alias(f.source) for f in feed.fields if f.source not in frame.columns]
    return frame.with_columns(absent).select(*(each.source for each in feed.fields), ROW)


def _empty(feed: Feed) -> pl.DataFrame:
    return _table(feed, [], [])


_READERS = {
    "csv": _read_csv,
    "jsonl": _read_jsonl,
    "parquet": _read_parquet,
    "sqlite": _read_sqlite,
    "xlsx": _read_xlsx,
    "xml": _read_xml,
}
