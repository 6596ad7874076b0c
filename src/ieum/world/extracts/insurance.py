"""고용보험 피보험자격 이력: CSV in UTF-8 with a byte-order mark."""

from __future__ import annotations

import codecs
from pathlib import Path

import numpy as np
import pyarrow as pa

from ieum.world.calendar import NEVER, iso_dates
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
from ieum.world.extracts.rows import Written, blocks, csv_bytes
from ieum.world.numbers import digits, hyphenated


def write_insurance(country: Country, dirt: Dirt, path: Path) -> Written:
    """One row a spell. An impossible date is a loss before the acquisition, or a day that no calendar has."""
    rng = dice(country.seed, "insurance")
    spells = country.spells
    rows = soil(len(spells), PERSON_KINDS, dirt, rng)
    with path.open("wb") as file:
        file.write(codecs.BOM_UTF8)
        for number, part in enumerate(blocks(rows)):
            spell = part.source
            person, lost = spells.person[spell], spells.lost[spell].copy()
            bad_date = part.has(IMPOSSIBLE_DATE)
            reversed_ = bad_date & (lost != NEVER) & (rng.random(spell.size) < 0.6)
            lost[reversed_] = spells.acquired[spell][reversed_] - 10
            wrong = part.has(IMPOSSIBLE_VALUE)
            hours = np.where(wrong, 99, spells.weekly_hours[spell])
            names = spoil_names(country.names.take(pa.array(person)), part, rng, raw=True)
            numbers = spoil_resident_numbers(country.resident_numbers.take(pa.array(person)), part, rng)
            table = pa.table(
                {
                    "성명": names,
                    "주민등록번호": hyphenated(numbers),
                    "연락처": country.phones.take(pa.array(person)),
                    "사업장관리번호": digits(country.workplaces.number[spells.workplace[spell]], 11),
                    "근로자구분": pa.array(["상용", "일용"]).take(
                        pa.array(spells.daily[spell].astype(np.int64))
                    ),
                    "취득일": spoil_dates(iso_dates(spells.acquired[spell]), bad_date & ~reversed_, rng),
                    "상실일": iso_dates(lost),
                    "상실사유코드": pa.array(spells.reason[spell], mask=spells.reason[spell] == 0),
                    "1일소정근로시간": spells.daily_hours[spell],
                    "주소정근로시간": hours,
                    "주소정근로일수": spells.weekly_days[spell],
                    "월통상임금": spells.ordinary[spell],
                    "구직급여최종지급일": iso_dates(spells.paid_until[spell]),
                }
            )
            file.write(csv_bytes(table, encoding="utf-8", header=number == 0))
    return Written("insurance_history", path, rows.marks, spells.person[rows.source])
