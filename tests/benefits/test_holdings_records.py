"""People told in a line or two each, and the agencies' extracts that say the same of them."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

import polars as pl

from ieum.benefits import Value
from ieum.benefits.holdings import Holdings, look_up, population_facts
from ieum.kernel import StandardKey
from ieum.lake import Lake
from ieum.master import assign_keys
from tests.lake.extracts import REGISTER_HEADER, rrn, workplace_row, write_workplaces

ON = date(2026, 11, 24)
FACTORY, SHOP, SITE = "10000000001", "10000000002", "10000000003"
"""Workplaces: the site is a construction firm (industry F41); all began on 2010-05-01."""


@dataclass
class Town:
    """Who lives there and what happened to them; `load` puts it through the lake's front door."""

    prefix: str
    people: list[Resident] = field(default_factory=list)
    rows: dict[tuple[str, int], list[tuple[object, ...]]] = field(default_factory=dict)
    _derived: dict[date, Mapping[str, Mapping[str, Value]]] = field(default_factory=dict)

    def person(
        self, born: str = "1990-05-01", sex: str = "M", household: str = "", relation: str = "본인"
    ) -> Resident:
        """A person on the register; alone in a household unless one is named; none for household '-'."""
        number = len(self.people) + 1
        day = date.fromisoformat(born)
        mark = {("M", 19): "1", ("F", 19): "2", ("M", 20): "3", ("F", 20): "4"}[sex, day.year // 100]
        name = f"{self.prefix}{chr(0xAC00 + number * 31)}{chr(0xAC00 + number * 57)}"
        resident = Resident(self, name, rrn(f"{day:%y%m%d}", f"{mark}{number:05d}"))
        self.people.append(resident)
        if household != "-":
            home = household or f"H{number}"
            self.add(
                "register", 1, home, relation, name, resident.rrn, "중구 세종대로 1", "2020-03-02", "거주자"
            )
        return resident

    def add(self, feed: str, batch: int, *row: object) -> None:
        self.rows.setdefault((feed, batch), []).append(row)

    def birth(self, number: str, born: str, mother: Resident | None, father: Resident | None) -> None:
        self.add("births", 1, number, born, mother and mother.rrn, father and father.rrn)

    def known(self, lake: Lake, on: date) -> Mapping[str, Mapping[str, Value]]:
        """Everyone's facts by name, derived once a day asked about."""
        if on not in self._derived:
            cursor = lake.connection()
            population_facts(cursor, on, "held_facts")
            rows = cursor.execute("SELECT name, f.* FROM held_facts f JOIN person USING (standard_key)").pl()
            cursor.close()
            self._derived[on] = {
                row["name"]: {
                    fact: value
                    for fact, value in row.items()
                    if value is not None and fact not in ("name", "standard_key")
                }
                for row in rows.iter_rows(named=True)
            }
        return self._derived[on]

    def load(self, folder: Path) -> Lake:
        """A lake with these people's records, batch after batch; the lake must take every one."""
        lake = Lake.open(folder / "lake")
        for batch in sorted({batch for _, batch in self.rows}):
            extracts = folder / f"extracts_{batch}"
            extracts.mkdir(parents=True)
            for (feed, of_batch), rows in self.rows.items():
                if of_batch == batch:
                    _WRITERS[feed](extracts, batch, rows)
            if ("births", batch) in self.rows or ("leaves", batch) in self.rows:
                _write_births_and_leaves(
                    extracts,
                    batch,
                    self.rows.get(("births", batch), []),
                    self.rows.get(("leaves", batch), []),
                )
            if batch == 1:
                write_workplaces(extracts, _workplaces())
            lake.ingest(extracts)
            assign_keys(lake)
        return lake


@dataclass
class Resident:
    """One person of a town. Each method adds one record and returns the person, so that a story is one chain."""

    town: Town
    name: str
    rrn: str

    def job(
        self,
        acquired: str,
        lost: str = "",
        reason: int | str = "",
        *,
        at: str = FACTORY,
        kind: str = "상용",
        week: tuple[int, int, int] = (8, 40, 5),
        monthly: int = 3_000_000,
        benefit_until: str = "",
        batch: int = 1,
    ) -> Resident:
        """lost: the day of loss, the day after the last one worked; week: hours a day, hours and days a week."""
        row = (self.name, self.rrn, "", at, kind, acquired, lost, reason or (23 if lost else ""))
        self.town.add("insurance", batch, *row, *week, monthly, benefit_until)
        return self

    def paid(
        self,
        months: Iterable[str],
        wage: int = 3_100_000,
        days: int = 26,
        *,
        at: str = FACTORY,
        batch: int = 1,
    ) -> Resident:
        """The same wage and paid days for each month ('2026-03')."""
        for month in months:
            first = date.fromisoformat(f"{month}-01")
            self.town.add("wages", batch, self.name, self.rrn, at, first, wage, days)
        return self

    def leave(
        self,
        child: str,
        started: str,
        ended: str,
        kind: str = "육아휴직",
        *,
        ordinary: int = 3_000_000,
        employer_pays: int = 0,
    ) -> Resident:
        number = f"L{len(self.town.rows.get(('leaves', 1), [])) + 1}"
        row = (number, self.name, self.rrn, FACTORY, kind, child, started, ended, ordinary, employer_pays)
        self.town.add("leaves", 1, *row)
        return self

    def means(
        self,
        as_of: str = "2026-10-31",
        *,
        earned: int = 0,
        business: int = 0,
        pension: int = 0,
        land: int = 0,
        deposit: int = 0,
        car: int = 0,
        military: int | None = None,
        batch: int = 1,
        **marks: bool,
    ) -> Resident:
        record = {
            "성명": self.name,
            "주민등록번호": self.rrn,
            "기준일": as_of,
            "소득": {"근로": earned, "사업": business, "재산": 0, "연금": pension},
            "재산": {"토지건물주택": land, "임차보증금": deposit, "자동차": car},
            "장애인등록": marks.get("disabled", False),
            "생계급여": marks.get("livelihood", False),
            "한부모": marks.get("lone_parent", False),
            "재학": marks.get("student", False),
            "병역복무일수": military,
        }
        self.town.add("means", batch, record)
        return self

    def arrears(
        self,
        reported: str,
        months: tuple[str, str],
        *,
        at: str = FACTORY,
        wages: int = 5_000_000,
        severance: int = 0,
        already_paid: int = 0,
        **days: str,
    ) -> Resident:
        """months: first and last month unpaid; days: retired, confirmed, sued, judged."""
        report = {
            "접수번호": f"R{len(self.town.rows.get(('arrears', 1), [])) + 1}",
            "접수일": reported,
            "신고인": {"성명": self.name, "주민등록번호": self.rrn},
            "사업장관리번호": at,
            "퇴직일": days.get("retired", ""),
            "체불시작월": months[0],
            "체불종료월": months[1],
            "체불액": {
                "최종3개월임금": wages,
                "최종3년퇴직급여": severance,
                "휴업수당": 0,
                "출산전후휴가급여": 0,
            },
            "확인서발급일": days.get("confirmed", ""),
            "소송제기일": days.get("sued", ""),
            "판결확정일": days.get("judged", ""),
            "대지급금기지급액": already_paid,
        }
        self.town.add("arrears", 1, report)
        return self

    def key(self, lake: Lake) -> StandardKey:
        found = lake.query("SELECT standard_key FROM person WHERE name = ?", [self.name])
        return StandardKey(found.item())

    def known(self, lake: Lake, on: date = ON) -> Mapping[str, Value]:
        """The facts the lake's records tell of this person (look_up tells the same: test_holdings_world)."""
        return self.town.known(lake, on)[self.name]

    def holdings(self, lake: Lake, on: date = ON) -> Holdings:
        return look_up(lake, self.key(lake), on)


def months(first: str, last: str) -> list[str]:
    """['2026-01', …]: every month from the first to the last, both included."""
    day, found = date.fromisoformat(f"{first}-01"), []
    while f"{day:%Y-%m}" <= last:
        found.append(f"{day:%Y-%m}")
        day = (day + timedelta(days=31)).replace(day=1)
    return found


def _workplaces() -> list[list[object]]:
    rows = [workplace_row(no) for no in (FACTORY, SHOP, SITE)]
    rows[2][3] = "F41"
    return rows


def _write_csv(path: Path, header: str, rows: list[tuple[object, ...]], encoding: str) -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header.split(","))
        writer.writerows(rows)


def _write_register(folder: Path, batch: int, rows: list[tuple[object, ...]]) -> None:
    _write_csv(folder / f"resident_register_{batch}.csv", REGISTER_HEADER, rows, "cp949")


def _write_insurance(folder: Path, batch: int, rows: list[tuple[object, ...]]) -> None:
    header = (
        "성명,주민등록번호,연락처,사업장관리번호,근로자구분,취득일,상실일,상실사유코드,"
        "1일소정근로시간,주소정근로시간,주소정근로일수,월통상임금,구직급여최종지급일"
    )
    _write_csv(folder / f"insurance_history_{batch}.csv", header, rows, "utf-8-sig")


def _write_wages(folder: Path, batch: int, rows: list[tuple[object, ...]]) -> None:
    columns = ["성명", "주민등록번호", "사업장관리번호", "귀속월", "보수", "보수지급기초일수"]
    pl.DataFrame(rows, schema=columns, orient="row").write_parquet(folder / f"monthly_wages_{batch}.parquet")


def _write_means(folder: Path, batch: int, rows: list[tuple[object, ...]]) -> None:
    lines = [json.dumps(record, ensure_ascii=False) for (record,) in rows]
    (folder / f"means_{batch}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _write_arrears(folder: Path, batch: int, rows: list[tuple[object, ...]]) -> None:
    def element(name: str, value: object) -> str:
        inner = (
            "".join(element(*pair) for pair in value.items())
            if isinstance(value, dict)
            else escape(str(value))
        )
        return f"<{name}>{inner}</{name}>"

    reports = "".join(element("신고", report) for (report,) in rows)
    text = f'<?xml version="1.0" encoding="UTF-8"?><임금체불신고목록>{reports}</임금체불신고목록>'
    (folder / f"wage_arrears_{batch}.xml").write_text(text, encoding="utf-8")


def _write_births_and_leaves(
    folder: Path, batch: int, births: list[tuple[object, ...]], leaves: list[tuple[object, ...]]
) -> None:
    connection = sqlite3.connect(folder / f"births_leaves_{batch}.sqlite")
    connection.execute(
        "CREATE TABLE 출생 (출생번호 TEXT, 출생일 TEXT, 모_주민등록번호 TEXT, 부_주민등록번호 TEXT)"
    )
    connection.execute(
        "CREATE TABLE 휴가휴직 (확인서번호 TEXT, 성명 TEXT, 주민등록번호 TEXT, 사업장관리번호 TEXT, 구분 TEXT,"
        " 출생번호 TEXT, 시작일 TEXT, 종료일 TEXT, 월통상임금 INTEGER, 사업주월지급금 INTEGER)"
    )
    connection.executemany("INSERT INTO 출생 VALUES (?, ?, ?, ?)", births)
    connection.executemany("INSERT INTO 휴가휴직 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", leaves)
    connection.commit()
    connection.close()


_WRITERS = {
    "register": _write_register,
    "insurance": _write_insurance,
    "wages": _write_wages,
    "means": _write_means,
    "arrears": _write_arrears,
    "births": lambda _folder, _batch, _rows: None,
    "leaves": lambda _folder, _batch, _rows: None,
}


def test_the_lake_takes_every_record_of_a_town_in_all_eight_feeds(tmp_path: Path) -> None:
    town = Town("모")
    mother = town.person(sex="F", household="A").job("2024-01-01").paid(["2026-09", "2026-10"]).means()
    father = town.person(household="A", relation="배우자").arrears("2026-10-05", ("2026-08", "2026-09"))
    town.birth("B1", "2026-01-01", mother, father)
    mother.leave("B1", "2026-04-01", "2027-03-31")
    with town.load(tmp_path) as lake:
        ledger = dict(lake.query("SELECT feed, loaded FROM ledger").rows())
        assert lake.quarantine().height == 0
    assert ledger == {
        "resident_register": 2,
        "insurance_history": 1,
        "workplaces": 3,
        "monthly_wages": 2,
        "means": 1,
        "wage_arrears": 1,
        "births": 1,
        "leaves": 1,
    }
