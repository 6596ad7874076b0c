"""소득·재산·자격 정보: JSON lines with nested objects."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa

from ieum.world.calendar import Ints, iso_dates
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
from ieum.world.extracts.rows import Written, blocks, json_lines
from ieum.world.numbers import hyphenated


def write_means(country: Country, dirt: Dirt, path: Path) -> Written:
    """One line a resident, as of the world's date."""
    rng = dice(country.seed, "means-extract")
    means, states = country.means, country.states
    rows = soil(len(country.people), PERSON_KINDS, dirt, rng)
    with path.open("wb") as file:
        for part in blocks(rows):
            if not len(part):
                break
            person = part.source
            earned = np.where(part.has(IMPOSSIBLE_VALUE), -1 - means.earned[person], means.earned[person])
            as_of = iso_dates(np.full(person.size, country.on))
            names = spoil_names(country.names.take(pa.array(person)), part, rng, raw=True)
            numbers = spoil_resident_numbers(country.resident_numbers.take(pa.array(person)), part, rng)
            service = states.military_days[person]
            income = {
                "근로": earned,
                "사업": means.business[person],
                "재산": means.financial[person],
                "연금": means.pension[person],
            }
            property_ = {
                "토지건물주택": means.real_property[person],
                "임차보증금": means.deposit[person],
                "자동차": means.vehicle[person],
            }
            table = pa.table(
                {
                    "성명": names,
                    "주민등록번호": hyphenated(numbers),
                    "기준일": spoil_dates(as_of, part.has(IMPOSSIBLE_DATE), rng),
                    "소득": _object(income),
                    "재산": _object(property_),
                    "장애인등록": states.disabled[person],
                    "생계급여": means.livelihood[person],
                    "한부모": means.lone_parent[person],
                    "재학": states.student[person],
                    "병역복무일수": pa.array(service, mask=service < 0),
                }
            )
            file.write(json_lines(table))
    return Written("means", path, rows.marks, rows.source)


def _object(members: dict[str, Ints]) -> pa.Array:
    return pa.StructArray.from_arrays([pa.array(values) for values in members.values()], names=list(members))
