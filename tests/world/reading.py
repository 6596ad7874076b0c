"""Reads the extracts with other people's readers: one row, one dictionary by the contract's sources."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
from lxml import etree

Row = dict[str, Any]


def csv_rows(path: Path, encoding: str) -> list[Row]:
    """Bytes that the encoding does not know become U+FFFD."""
    text = path.read_bytes().decode(encoding, errors="replace")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def xlsx_rows(path: Path) -> list[Row]:
    lines = openpyxl.load_workbook(path, read_only=True)["사업장"].iter_rows(values_only=True)
    header = [str(cell) for cell in next(lines)]
    return [dict(zip(header, line, strict=False)) for line in lines]


def jsonl_rows(path: Path) -> list[Row]:
    rows = []
    for line in path.read_bytes().splitlines():
        record = json.loads(line.decode("utf-8", errors="replace"))
        flat: Row = {}
        for name, value in record.items():
            nested = value.items() if isinstance(value, dict) else [("", value)]
            flat |= {f"{name}.{leaf}" if leaf else name: inner for leaf, inner in nested}
        rows.append(flat)
    return rows


def sqlite_rows(path: Path, table: str) -> list[Row]:
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        cursor = connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid')
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, line, strict=True)) for line in cursor]


def xml_rows(path: Path) -> list[Row]:
    rows = []
    for report in etree.parse(str(path)).getroot().iter("신고"):
        row: Row = {}
        for child in report:
            leaves = [(f"{child.tag}/{leaf.tag}", leaf) for leaf in child] or [(child.tag, child)]
            row |= {name: leaf.text for name, leaf in leaves}
        rows.append(row)
    return rows


def feed_rows(extracts: Path, feed: str) -> list[Row]:
    """All rows of a feed in the order of its file."""
    stem = "births_leaves" if feed in ("births", "leaves") else feed
    (path,) = extracts.glob(f"{stem}_*")
    if feed == "resident_register":
        return csv_rows(path, "cp949")
    if feed == "insurance_history":
        return csv_rows(path, "utf-8-sig")
    if feed == "workplaces":
        return xlsx_rows(path)
    if feed == "monthly_wages":
        rows: list[Row] = pq.read_table(path).to_pylist()
        return rows
    if feed == "means":
        return jsonl_rows(path)
    if feed == "wage_arrears":
        return xml_rows(path)
    return sqlite_rows(path, {"births": "출생", "leaves": "휴가휴직"}[feed])
