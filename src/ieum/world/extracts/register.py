"""주민등록 자료: CP949 CSV. A household that moved lately still has rows at its old address."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa

from ieum.world.calendar import iso_dates
from ieum.world.country import Country, dice
from ieum.world.dirt import (
    IMPOSSIBLE_DATE,
    IMPOSSIBLE_VALUE,
    OLD_ADDRESS,
    PERSON_KINDS,
    Dirt,
    Rows,
    soil,
    spoil_dates,
    spoil_names,
    spoil_resident_numbers,
    swap,
)
from ieum.world.extracts.rows import Written, blocks, csv_bytes
from ieum.world.numbers import digits, hyphenated
from ieum.world.people import RELATIONS
from ieum.world.places import draw_homes


def write_register(country: Country, dirt: Dirt, path: Path) -> Written:
    """One row a resident, and one more a member of a household that moved."""
    rng = dice(country.seed, "register")
    people, count = country.people, len(country.people)
    moved = rng.random(people.households) < dirt.moved
    old_homes = draw_homes(people.households, rng)
    stayed = rng.integers(200, 3000, people.households)
    left = np.flatnonzero(moved[people.household])
    struck_off = rng.random(people.households) < 0.5
    member = np.concatenate([np.arange(count), left])
    former = np.concatenate([np.zeros(count, dtype=bool), np.ones(left.size, dtype=bool)])
    order = np.lexsort((np.arange(member.size), ~former, people.household[member]))
    member, former = member[order], former[order]
    rows = soil(member.size, PERSON_KINDS, dirt, rng)
    rows = Rows(rows.source, rows.marks | np.where(former[rows.source], OLD_ADDRESS, 0))

    with path.open("wb") as file:
        for number, part in enumerate(blocks(rows)):
            person, old = member[part.source], former[part.source]
            household = people.household[person]
            since = np.where(
                old, country.moved_in[household] - stayed[household], country.moved_in[household]
            )
            since = np.maximum(since, people.birth[person])
            address = country.homes.lines(household)
            address = swap(address, old, old_homes.lines(household[old]).to_pylist())
            status = np.where(old & struck_off[household], "말소", "거주자")
            relation = pa.array(RELATIONS).take(pa.array(people.relation[person]))
            wrong = part.has(IMPOSSIBLE_VALUE)
            names = spoil_names(country.names.take(pa.array(person)), part, rng, raw=True)
            numbers = spoil_resident_numbers(country.resident_numbers.take(pa.array(person)), part, rng)
            table = pa.table(
                {
                    "세대번호": digits(np.where(old, 7_100_000_000, 1_100_000_000) + household, 10),
                    "세대주와의관계": swap(relation, wrong, ["불명"] * int(wrong.sum())),
                    "성명": names,
                    "주민등록번호": hyphenated(numbers),
                    "주소": address,
                    "전입일자": spoil_dates(iso_dates(since), part.has(IMPOSSIBLE_DATE), rng),
                    "등록상태": pa.array(status),
                }
            )
            file.write(csv_bytes(table, encoding="cp949", header=number == 0))
    return Written("resident_register", path, rows.marks, member[rows.source])
