"""고용·산재보험 적용사업장: one sheet of an Excel workbook, dates as text as the agency's export has them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import xlsxwriter

from ieum.world.calendar import NEVER, iso_dates
from ieum.world.country import Country, dice
from ieum.world.dirt import (
    DUPLICATE,
    IMPOSSIBLE_DATE,
    IMPOSSIBLE_VALUE,
    MISSPELT_NAME,
    NEAR_DUPLICATE,
    WRONG_ENCODING,
    Dirt,
    soil,
    spoil_dates,
    spoil_names,
)
from ieum.world.extracts.rows import Written, blocks
from ieum.world.numbers import digits
from ieum.world.places import province_names
from ieum.world.workplaces import STATES

_KINDS = (MISSPELT_NAME, WRONG_ENCODING, IMPOSSIBLE_DATE, IMPOSSIBLE_VALUE, DUPLICATE, NEAR_DUPLICATE)


def write_workplaces(country: Country, dirt: Dirt, path: Path) -> Written:
    """One row a workplace."""
    rng = dice(country.seed, "workplaces-extract")
    places = country.workplaces
    rows = soil(len(places), _KINDS, dirt, rng)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    book.set_properties({"created": datetime(2026, 1, 1)})  # noqa: DTZ001 - a fixed stamp keeps the bytes the same
    sheet = book.add_worksheet("사업장")
    line = 0
    for part in blocks(rows):
        place = part.source
        closed = places.covered_until[place].copy()
        bad_date = part.has(IMPOSSIBLE_DATE)
        reversed_ = bad_date & (closed != NEVER)
        closed[reversed_] = places.covered_from[place][reversed_] - 30
        table = {
            "사업장관리번호": digits(places.number[place], 11),
            "사업자등록번호": digits(places.business_number[place], 10),
            "사업장명": spoil_names(places.names(place), part, rng, raw=False),
            "업종코드": places.industries(place),
            "시도": province_names(places.province[place]),
            "상시근로자수": pa.array(np.where(part.has(IMPOSSIBLE_VALUE), -3, places.staff[place])),
            "성립일": spoil_dates(iso_dates(places.covered_from[place]), bad_date & ~reversed_, rng),
            "소멸일": iso_dates(closed),
            "상태": pa.array(STATES).take(pa.array(places.state[place])),
            "도산등사실인정일": iso_dates(places.insolvent_on[place]),
        }
        if line == 0:
            sheet.write_row(0, 0, list(table))
        for values in zip(*(column.to_pylist() for column in table.values()), strict=True):
            line += 1
            for column, value in enumerate(values):
                if value is None:
                    continue
                if isinstance(value, int):
                    sheet.write_number(line, column, value)
                else:
                    sheet.write_string(line, column, value)
    book.close()
    return Written("workplaces", path, rows.marks, np.full(len(rows), -1))
