"""임금체불 신고: XML, one <신고> a report, what belongs together nested."""

from __future__ import annotations

from html import escape
from pathlib import Path

import numpy as np
import pyarrow as pa

from ieum.world.calendar import iso_dates, year_month_day
from ieum.world.country import Country, dice
from ieum.world.dirt import (
    IMPOSSIBLE_DATE,
    IMPOSSIBLE_VALUE,
    PERSON_KINDS,
    Dirt,
    soil,
    spoil_dates,
    spoil_names,
    spoil_resident_numbers,
)
from ieum.world.extracts.rows import Written
from ieum.world.numbers import digits, hyphenated


def write_arrears(country: Country, dirt: Dirt, path: Path) -> Written:
    """Reports by day; a day that has not come is an empty element."""
    rng = dice(country.seed, "arrears-extract")
    arrears, spells = country.arrears, country.spells
    rows = soil(arrears.spell.size, PERSON_KINDS, dirt, rng)
    report = rows.source
    spell = arrears.spell[report]
    person = spells.person[spell]
    year = year_month_day(arrears.reported[report])[0]
    wages = arrears.wages[report]
    columns: dict[str, pa.Array] = {
        "접수번호": digits(year * 10_000_000 + report + 1, 11),
        "접수일": spoil_dates(iso_dates(arrears.reported[report]), rows.has(IMPOSSIBLE_DATE), rng),
        "신고인/성명": spoil_names(country.names.take(pa.array(person)), rows, rng, raw=False),
        "신고인/주민등록번호": hyphenated(
            spoil_resident_numbers(country.resident_numbers.take(pa.array(person)), rows, rng)
        ),
        "신고인/연락처": country.phones.take(pa.array(person)),
        "사업장관리번호": digits(country.workplaces.number[spells.workplace[spell]], 11),
        "퇴직일": iso_dates(arrears.retired[report]),
        "체불시작월": iso_dates(arrears.first_month[report]),
        "체불종료월": iso_dates(arrears.last_month[report]),
        "체불액/최종3개월임금": pa.array(np.where(rows.has(IMPOSSIBLE_VALUE), -wages, wages)),
        "체불액/최종3년퇴직급여": pa.array(arrears.severance[report]),
        "체불액/휴업수당": pa.array(arrears.shutdown[report]),
        "체불액/출산전후휴가급여": pa.array(arrears.maternity[report]),
        "확인서발급일": iso_dates(arrears.confirmed[report]),
        "소송제기일": iso_dates(arrears.sued[report]),
        "판결확정일": iso_dates(arrears.judged[report]),
        "대지급금기지급액": pa.array(arrears.substitute_paid[report]),
    }
    lines = zip(*(column.to_pylist() for column in columns.values()), strict=True)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<임금체불신고목록>\n')
        for values in lines:
            file.write(_element(list(columns), values))
        file.write("</임금체불신고목록>\n")
    return Written("wage_arrears", path, rows.marks, person)


def _element(paths: list[str], values: tuple[object, ...]) -> str:
    """One report; neighbours with the same first step share a parent."""
    parts: list[str] = ["  <신고>\n"]
    parent = ""
    for path, value in zip(paths, values, strict=True):
        step, _, leaf = path.rpartition("/")
        if step != parent:
            parts += [f"    </{parent}>\n"] if parent else []
            parts += [f"    <{step}>\n"] if step else []
            parent = step
        text = "" if value is None else escape(str(value))
        parts.append(f"    {'  ' if step else ''}<{leaf}>{text}</{leaf}>\n")
    parts += [f"    </{parent}>\n"] if parent else []
    parts.append("  </신고>\n")
    return "".join(parts)
