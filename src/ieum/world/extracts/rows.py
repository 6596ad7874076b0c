"""What the writers of text files share: blocks of rows, two encodings, file names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl
import pyarrow as pa

from ieum.world.calendar import Ints
from ieum.world.dirt import RAW_MARK, Rows

BLOCK: Final = 100_000
"""Rows written at a time."""

_MARKED = re.compile(RAW_MARK.encode() + rb"([^\x7f]*)" + RAW_MARK.encode())


@dataclass(frozen=True)
class Written:
    """One feed as written: its file, its rows in order, and whom each row is about (-1: nobody)."""

    feed: str
    path: Path
    marks: Ints
    person: Ints


def blocks(rows: Rows) -> Iterator[Rows]:
    """The rows in blocks; at least one block, so that an empty file still gets its header."""
    for begin in range(0, max(len(rows), 1), BLOCK):
        yield rows.cut(begin, begin + BLOCK)


def csv_bytes(table: pa.Table, *, encoding: str, header: bool) -> bytes:
    """A block of a CSV file with Windows line ends; names marked raw are put down in the other encoding."""
    buffer = BytesIO()
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    frame.write_csv(buffer, include_header=header, line_terminator="\r\n")
    content = buffer.getvalue()
    if encoding != "utf-8":
        content = content.decode("utf-8").encode(encoding)
    return put_down_raw(content, encoding)


def json_lines(table: pa.Table) -> bytes:
    """A block of a JSON-lines file in UTF-8; names marked raw are put down in CP949."""
    buffer = BytesIO()
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    frame.write_ndjson(buffer)
    return put_down_raw(buffer.getvalue(), "utf-8")


def put_down_raw(content: bytes, encoding: str) -> bytes:
    """Replaces marked names by their bytes in the other encoding, made sure to be invalid in this one."""
    other = "cp949" if encoding == "utf-8" else "utf-8"

    def transcode(match: re.Match[bytes]) -> bytes:
        name = match.group(1).decode(encoding).encode(other)
        try:
            name.decode(encoding)
        except UnicodeDecodeError:
            return name
        return name + b"\xff"

    return _MARKED.sub(transcode, content)


def pick(values: pa.Array, index: Ints) -> pa.Array:
    """The values at these places; -1 gives null."""
    return values.take(pa.array(index, mask=np.asarray(index < 0)))
