"""Small extracts written by hand, in the formats the agencies use."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import xlsxwriter

_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)


def rrn(front: str, back: str = "112345") -> str:
    """A resident number of thirteen digits whose check digit fits: rrn('850102', '212345')."""
    digits = front + back
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
    return f"{digits}{(11 - total % 11) % 10}"


KIM = rrn("850102", "112345")
LEE = rrn("920229", "212345")
BABY = "2103153123456"  # born after October 2020: no check digit to hold it to
WORKPLACE = "12345678901"

REGISTER_HEADER = "세대번호,세대주와의관계,성명,주민등록번호,주소,전입일자,등록상태"


def register_line(
    name: str = "김이음",
    number: str = KIM,
    day: str = "2020-03-02",
    status: str = "거주자",
    household: str = "H1",
) -> str:
    return f"{household},본인,{name},{number},서울특별시 중구 세종대로 1,{day},{status}"


def write_register(folder: Path, lines: list[str | bytes], name: str = "resident_register_1.csv") -> Path:
    path = folder / name
    coded = [line if isinstance(line, bytes) else line.encode("cp949") for line in [REGISTER_HEADER, *lines]]
    path.write_bytes(b"\r\n".join(coded) + b"\r\n")
    return path


def insurance_line(number: str = KIM, acquired: str = "2023-01-02", lost: str = "", reason: str = "") -> str:
    return f"김이음,{number},010-1234-5678,{WORKPLACE},상용,{acquired},{lost},{reason},8,40,5,3000000,"


def write_insurance(folder: Path, lines: list[str | bytes], name: str = "insurance_history_1.csv") -> Path:
    header = (
        "성명,주민등록번호,연락처,사업장관리번호,근로자구분,취득일,상실일,상실사유코드,1일소정근로시간,"
        "주소정근로시간,주소정근로일수,월통상임금,구직급여최종지급일"
    )
    path = folder / name
    coded = [line if isinstance(line, bytes) else line.encode() for line in [header, *lines]]
    path.write_bytes(b"\xef\xbb\xbf" + b"\n".join(coded) + b"\n")
    return path


def write_workplaces(folder: Path, rows: list[list[object]], name: str = "workplaces_1.xlsx") -> Path:
    path = folder / name
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("사업장")
    header = [
        "사업장관리번호", "사업자등록번호", "사업장명", "업종코드", "시도",
        "상시근로자수", "성립일", "소멸일", "상태", "도산등사실인정일",
    ]  # fmt: skip
    for number, row in enumerate([header, *rows]):
        sheet.write_row(number, 0, row)
    book.close()
    return path


def workplace_row(no: str = WORKPLACE, brn: str = "1248100998", closed: str | None = None) -> list[object]:
    return [no, brn, "이음상사", "C10", "서울특별시", 12, "2010-05-01", closed, "정상", None]


def write_births(
    folder: Path, births: list[tuple[object, ...]], name: str = "births_leaves_1.sqlite"
) -> Path:
    path = folder / name
    with sqlite3.connect(path) as connection:
        connection.execute(
            "CREATE TABLE 출생 (출생번호 TEXT, 출생일 TEXT, 모_주민등록번호 TEXT, 부_주민등록번호 TEXT)"
        )
        connection.execute(
            "CREATE TABLE 휴가휴직 (확인서번호 TEXT, 성명 TEXT, 주민등록번호 TEXT, 사업장관리번호 TEXT, 구분 TEXT,"
            " 출생번호 TEXT, 시작일 TEXT, 종료일 TEXT, 월통상임금 INTEGER, 사업주월지급금 INTEGER)"
        )
        connection.executemany("INSERT INTO 출생 VALUES (?, ?, ?, ?)", births)
        connection.execute(
            "INSERT INTO 휴가휴직 VALUES ('L1', "
            "'이나래', ?, ?, '육아휴직', 'B1', '2024-07-01', '2025-06-30', 3000000, 0)",
            (LEE, WORKPLACE),
        )
    connection.close()
    return path


def write_means(folder: Path, records: list[dict[str, object] | str], name: str = "means_1.jsonl") -> Path:
    path = folder / name
    lines = [
        record if isinstance(record, str) else json.dumps(record, ensure_ascii=False) for record in records
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def means_record(number: str | None = KIM, earned: object = 1_500_000) -> dict[str, object]:
    return {
        "성명": "김이음",
        "주민등록번호": number,
        "기준일": "2026-01-31",
        "소득": {"근로": earned, "사업": 0, "재산": 0, "연금": 0},
        "재산": {"토지건물주택": 0, "임차보증금": 30_000_000, "자동차": 0},
        "장애인등록": False,
        "생계급여": "N",
        "한부모": False,
        "재학": True,
        "병역복무일수": None,
    }


def write_arrears(folder: Path, reports: int, name: str = "wage_arrears_1.xml") -> Path:
    path = folder / name
    items = "".join(
        f"<신고><접수번호>R{n}</접수번호><접수일>2026-02-0{1 + n % 9}</접수일>"
        f"<신고인><성명>김이음</성명><주민등록번호>{KIM}</주민등록번호></신고인>"
        f"<사업장관리번호>{WORKPLACE}</사업장관리번호><체불시작월>2025-11</체불시작월><체불종료월>2025-12</체불종료월>"
        "<체불액><최종3개월임금>5,000,000</최종3개월임금><최종3년퇴직급여>0</최종3년퇴직급여><휴업수당>0</휴업수당>"
        "<출산전후휴가급여>0</출산전후휴가급여></체불액><대지급금기지급액>0</대지급금기지급액></신고>"
        for n in range(reports)
    )
    path.write_text(f'<?xml version="1.0" encoding="UTF-8"?><신고목록>{items}</신고목록>', encoding="utf-8")
    return path
