"""Lines of text files, in batches: each line decoded on its own, so that one torn line harms no other."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

BATCH_ROWS = 200_000
LONGEST_LINE = 1_000_000
"""Bytes; a longer line is no record of any contract."""
_KEPT_OF_BROKEN = 2_000

_HANGUL_IN_UTF8 = re.compile(rb"[\xea-\xed][\x80-\xbf][\x80-\xbf]")
_HANGUL = re.compile("[가-힣]")


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A record that cannot be split into values: its number, the rule it breaks, why, and what it held."""

    row: int
    rule: str
    reason: str
    raw: str


def decoded_batches(
    path: Path, encoding: str, *, quoted: bool, header: bool
) -> Iterator[tuple[list[tuple[int, str]], list[BrokenRow], int]]:
    """(numbered lines, broken lines, bytes read) per batch; row 1 is the first record after the header.

    quoted: a record may run over several lines inside quotation marks. Empty lines are skipped, unnumbered.
    """
    codec = "utf-8" if encoding == "utf-8-sig" else encoding
    row = -1 if header else 0
    lines: list[tuple[int, str]] = []
    broken: list[BrokenRow] = []
    with path.open("rb") as file:
        for raw in _records(file, quoted=quoted):
            if raw is None:
                row += 1
                reason = f"한 줄이 {LONGEST_LINE // 1_000_000}MB를 넘습니다"
                broken.append(BrokenRow(row, "line_length", reason, "(너무 길어 남기지 않음)"))
                continue
            if row <= 0 and not lines:
                raw = raw.removeprefix(b"\xef\xbb\xbf")
            if not raw.strip():
                continue
            row += 1
            text, sound = _decode(raw, codec)
            if sound or (header and row == 0):
                lines.append((row, text))
            else:
                reason = f"글자 부호화가 약속한 {encoding.upper()}에 맞지 않습니다"
                broken.append(BrokenRow(row, "encoding", reason, text[:_KEPT_OF_BROKEN]))
            if len(lines) >= BATCH_ROWS:
                yield lines, broken, file.tell()
                lines, broken = [], []
        if lines or broken:
            yield lines, broken, file.tell()


def _records(file: BinaryIO, *, quoted: bool) -> Iterator[bytes | None]:
    """Each record's bytes without its line end; None in place of one that is too long."""
    while line := file.readline(LONGEST_LINE + 1):
        if not line.endswith(b"\n") and len(line) > LONGEST_LINE:
            while line and not line.endswith(b"\n"):
                line = file.readline(LONGEST_LINE)
            yield None
            continue
        if quoted and b'"' in line and line.count(b'"') % 2:
            line = _whole_record(file, line)
        yield line.rstrip(b"\r\n")


def _whole_record(file: BinaryIO, line: bytes) -> bytes:
    """A record whose quotation marks close within the next 20 lines; else the line alone."""
    start = file.tell()
    record = line
    for _ in range(20):
        following = file.readline(LONGEST_LINE)
        if not following:
            break
        record += following
        if following.count(b'"') % 2:
            return record
    file.seek(start)
    return line


def _decode(raw: bytes, codec: str) -> tuple[str, bool]:
    """The text, and whether it is sound in the declared encoding.

    UTF-8 bytes of Korean often pass as CP949 and come out as nonsense: Hangul that decodes as strict UTF-8
    betrays them.
    """
    if codec != "utf-8" and _HANGUL_IN_UTF8.search(raw):
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            if _HANGUL.search(text):
                return text, False
    try:
        return raw.decode(codec), True
    except UnicodeDecodeError:
        other = "cp949" if codec == "utf-8" else "utf-8"
        try:
            return raw.decode(other), False
        except UnicodeDecodeError:
            return raw.decode(codec, "replace"), False


def split_record(line: str) -> list[str] | None:
    """The values of one CSV record, or None when its quotation marks do not fit."""
    try:
        return next(csv.reader([line], strict=True), [])
    except csv.Error:
        return None
