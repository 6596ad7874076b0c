"""What becomes of a record: loaded, quarantined with a reason, or found to be there already."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from tests.lake.extracts import (
    BABY,
    KIM,
    LEE,
    WORKPLACE,
    insurance_line,
    means_record,
    register_line,
    workplace_row,
    write_arrears,
    write_births,
    write_insurance,
    write_means,
    write_register,
    write_workplaces,
)

from ieum.kernel import BadInput, NotFound
from ieum.lake import IngestReceipt, Lake


@pytest.fixture
def extracts(tmp_path: Path) -> Path:
    folder = tmp_path / "extracts"
    folder.mkdir()
    return folder


@pytest.fixture
def lake(tmp_path: Path) -> Iterator[Lake]:
    with Lake.open(tmp_path / "lake") as opened:
        yield opened


def _only(receipts: tuple[IngestReceipt, ...]) -> IngestReceipt:
    (receipt,) = receipts
    return receipt


def _counts(receipt: IngestReceipt) -> tuple[int, int, int, int]:
    return receipt.read, receipt.loaded, receipt.quarantined, receipt.duplicates


def test_every_format_loads_with_its_types(lake: Lake, extracts: Path) -> None:
    write_register(extracts, [register_line()])
    write_insurance(extracts, [insurance_line(lost="20240101", reason="23")])
    write_workplaces(extracts, [workplace_row()])
    write_births(extracts, [("B1", "2024-06-01", LEE, KIM)])
    write_means(extracts, [means_record()])
    write_arrears(extracts, 2)
    wages = {
        "성명": ["김이음"],
        "주민등록번호": [KIM],
        "사업장관리번호": [WORKPLACE],
        "귀속월": [date(2026, 1, 1)],
    }
    pl.DataFrame(wages | {"보수": [3_000_000], "보수지급기초일수": [31]}).write_parquet(
        extracts / "monthly_wages_1.parquet"
    )
    receipts = lake.ingest(extracts)
    assert {receipt.feed: receipt.loaded for receipt in receipts} == {
        "births": 1, "leaves": 1, "insurance_history": 1, "means": 1, "monthly_wages": 1,
        "resident_register": 1, "wage_arrears": 2, "workplaces": 1,
    }  # fmt: skip
    spell = lake.query("SELECT lost_on, separation_reason_code, phone FROM insurance_spell").row(0)
    assert spell == (date(2024, 1, 1), 23, "01012345678")
    arrears = lake.query("SELECT DISTINCT arrears_from, unpaid_wages, confirmed_on FROM arrears").row(0)
    assert arrears == (date(2025, 11, 1), 5_000_000, None)
    means = lake.query("SELECT earned_income, rental_deposit, livelihood_benefit, student FROM means").row(0)
    assert means == (1_500_000, 30_000_000, False, True)
    assert lake.query("SELECT wage, month FROM wage_month").row(0) == (3_000_000, date(2026, 1, 1))
    assert lake.audit().sound


@pytest.mark.parametrize(
    ("line", "rule", "said"),
    [
        (register_line(day="2023-02-30"), "type_date", "전입일자 '2023-02-30': 달력에 있는 날짜로"),
        (register_line(day="0985-01-01"), "date_range", "있을 수 없는 연도"),
        (register_line(status="모름"), "codes", "등록상태 '모름': 정해진 코드(거주자, 말소, 사망)"),
        (register_line(name=""), "required", "성명: 꼭 있어야 하는 값이 비어 있습니다"),
        (register_line(name="가" * 3_000), "too_long", "성명: 값이 지나치게 깁니다"),
        (register_line(name="홍길동").encode("utf-8"), "encoding", "CP949"),
        (b"\xff\xfe\xff,broken", "encoding", "CP949"),
        ("x,y", "column_count", "칸 수가 7개가 아닙니다"),
        (b"A" * 10_000_000, "line_length", "한 줄이 1MB를 넘습니다"),
    ],
)
def test_a_bad_line_is_quarantined_with_its_place_and_reason(
    lake: Lake, extracts: Path, line: str | bytes, rule: str, said: str
) -> None:
    write_register(extracts, [register_line(), line, register_line(name="이나래", number=LEE)])
    receipt = _only(lake.ingest(extracts))
    assert _counts(receipt) == (3, 2, 1, 0)
    bad = lake.quarantine("resident_register").row(0, named=True)
    assert (bad["file"], bad["row"], bad["rule"]) == ("resident_register_1.csv", 2, rule)
    assert said in bad["reason"]
    assert lake.audit().sound


def test_rules_between_values_are_checked(lake: Lake, extracts: Path) -> None:
    write_insurance(
        extracts,
        [
            insurance_line(acquired="2024-01-01", lost="2024-01-01", reason="23"),
            insurance_line(acquired="2024-01-01", lost="2024-01-02", reason="23"),
            insurance_line(acquired="2024-03-01", lost="2024-04-01"),
        ],
    )
    lake.ingest(extracts)
    rules = lake.quarantine("insurance_history").sort("row")["rule"].to_list()
    assert rules == ["lost_after_acquired", "reason_when_lost"]


def test_a_business_number_must_satisfy_its_check_digit(lake: Lake, extracts: Path) -> None:
    write_workplaces(extracts, [workplace_row(), workplace_row(no="22222222222", brn="1248100999")])
    assert _counts(_only(lake.ingest(extracts))) == (2, 1, 1, 0)


def test_a_record_with_several_faults_is_one_record_with_all_reasons(lake: Lake, extracts: Path) -> None:
    write_register(extracts, [register_line(day="2023-13-01", status="모름")])
    assert _counts(_only(lake.ingest(extracts))) == (1, 0, 1, 0)
    assert lake.quarantine()["reason"].item().count(";") == 1


def test_no_resident_number_reaches_the_disk(lake: Lake, extracts: Path) -> None:
    mistyped = KIM[:12] + str((int(KIM[12]) + 1) % 10)
    lines: list[str | bytes] = [
        register_line(),
        register_line(number=mistyped),
        register_line(day="2023-02-30"),
        register_line(name="홍길동").encode(),
        f"{KIM},x",
    ]
    write_register(extracts, lines)
    write_means(extracts, [means_record(earned=-1), '{"주민등록번호": "' + KIM + '"'])
    lake.ingest(extracts)
    raws = lake.quarantine()["raw"].to_list()
    assert len(raws) == 5
    assert json.loads(next(raw for raw in raws if "2023-02-30" in raw))["주민등록번호"] == "850102*******"
    stored = [path for path in lake.folder.rglob("*") if path.is_file()]
    tables = [lake.query(f'SELECT * FROM "{table}"').write_json() for table in lake.tables()]
    for number in (KIM, mistyped):
        for shape in (number, f"{number[:6]}-{number[6:]}", number[6:]):
            assert not any(shape in table for table in tables)
            assert not any(shape.encode() in path.read_bytes() for path in stored)


def test_a_missing_or_mistyped_number_does_not_quarantine_a_person(lake: Lake, extracts: Path) -> None:
    write_register(
        extracts,
        [register_line(), register_line(number=""), register_line(number="123"), register_line(number=BABY)],
    )
    assert _counts(_only(lake.ingest(extracts))) == (4, 4, 0, 0)
    states = lake.query("SELECT rrn_state, rrn_token IS NULL FROM resident ORDER BY row").rows()
    assert states == [("valid", False), ("missing", True), ("mistyped", True), ("valid", False)]


def test_the_same_record_twice_in_a_file_is_a_duplicate(lake: Lake, extracts: Path) -> None:
    write_register(extracts, [register_line(), register_line(name="이나래", number=LEE), register_line()])
    assert _counts(_only(lake.ingest(extracts))) == (3, 2, 0, 1)


def test_the_same_content_under_another_name_adds_nothing(lake: Lake, extracts: Path) -> None:
    first = write_register(extracts, [register_line()])
    lake.ingest(first)
    again = extracts / "resident_register_2.csv"
    again.write_bytes(first.read_bytes())
    snapshot = lake.snapshot_id
    assert _only(lake.ingest(again)).seen_before
    assert lake.query("SELECT count(*) FROM resident").item() == 1
    assert lake.snapshot_id == snapshot


def test_a_later_file_brings_only_what_is_new_and_supersedes_what_changed(lake: Lake, extracts: Path) -> None:
    lake.ingest(write_insurance(extracts, [insurance_line(), insurance_line(acquired="2025-01-02")]))
    later = write_insurance(
        extracts,
        [insurance_line(lost="2024-12-31", reason="23"), insurance_line(acquired="2025-01-02")],
        name="insurance_history_2.csv",
    )
    receipt = _only(lake.ingest(later))
    assert (*_counts(receipt), receipt.superseded) == (2, 1, 0, 1, 1)
    spells = lake.query(
        "SELECT acquired_on, lost_on, superseded FROM insurance_spell ORDER BY acquired_on, loaded_at"
    ).rows()
    assert spells == [
        (date(2023, 1, 2), None, True),
        (date(2023, 1, 2), date(2024, 12, 31), False),
        (date(2025, 1, 2), None, False),
    ]
    assert lake.audit().sound


def test_of_one_key_in_one_file_the_last_is_current_and_both_stay(lake: Lake, extracts: Path) -> None:
    write_insurance(extracts, [insurance_line(), insurance_line(lost="2024-12-31", reason="23")])
    receipt = _only(lake.ingest(extracts))
    assert (receipt.loaded, receipt.superseded) == (2, 1)
    rows = lake.query("SELECT lost_on IS NULL, superseded FROM insurance_spell ORDER BY row").rows()
    assert rows == [(True, True), (False, False)]


def test_quoted_values_may_hold_commas_and_line_ends(lake: Lake, extracts: Path) -> None:
    write_register(
        extracts, ['H1,본인,"김, 이음",' + KIM + ',"서울\n중구",2020-01-01,거주자', register_line(number=LEE)]
    )
    assert _counts(_only(lake.ingest(extracts))) == (2, 2, 0, 0)
    assert lake.query("SELECT name, address FROM resident WHERE row = 1").row(0) == ("김, 이음", "서울\n중구")


def test_a_stray_quotation_mark_harms_only_its_own_line(lake: Lake, extracts: Path) -> None:
    lines: list[str | bytes] = [
        register_line(),
        'H1,본인,"김,' + KIM + ",서울,2020-01-01,거주자",
        register_line(number=LEE),
    ]
    write_register(extracts, lines)
    assert _counts(_only(lake.ingest(extracts))) == (3, 2, 1, 0)


def test_broken_files_are_refused_on_record_and_the_rest_loads(lake: Lake, extracts: Path) -> None:
    book = write_workplaces(extracts, [workplace_row()])
    book.write_bytes(book.read_bytes()[:1_500])
    (extracts / "wage_arrears_1.xml").write_text("<신고목록><신고><접수번호>R1</접수번호>", encoding="utf-8")
    (extracts / "monthly_wages_1.parquet").write_bytes(b"PAR1 and then nothing")
    (extracts / "births_leaves_1.sqlite").write_bytes(b"SQLite format 3\0" + b"\xff" * 200)
    (extracts / "insurance_history_1.csv").write_text("성명,주민등록번호\n김이음,1\n", encoding="utf-8-sig")
    (extracts / "means_1.jsonl").write_text("not json\n", encoding="utf-8")
    (extracts / "surprise.csv").write_text("a,b\n", encoding="utf-8")
    write_register(extracts, [register_line()])
    receipts = lake.ingest(extracts)
    refused = {receipt.file: receipt.refused for receipt in receipts if receipt.refused}
    assert set(refused) == {
        "births_leaves_1.sqlite", "insurance_history_1.csv", "means_1.jsonl", "monthly_wages_1.parquet",
        "wage_arrears_1.xml", "workplaces_1.xlsx", "surprise.csv",
    }  # fmt: skip
    assert "'사업장관리번호'" in str(refused["insurance_history_1.csv"])
    assert all(receipt.remedy for receipt in receipts if receipt.refused)
    assert lake.query("SELECT count(*) FROM resident").item() == 1
    assert set(lake.query("SELECT file FROM refusal")["file"]) == set(refused)
    lake.ingest(extracts)
    assert (
        lake.query("SELECT count(*) FROM refusal").item() == len(refused) + 1
    )  # births and leaves share a file
    assert lake.audit().sound


def test_a_missing_folder_and_a_reader_that_writes_are_told_so(lake: Lake, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no such file"):
        lake.ingest(tmp_path / "nowhere")
    with pytest.raises(NotFound, match="no lake"):
        Lake.open(tmp_path / "nothing", read_only=True)
    with Lake.open(lake.folder, read_only=True) as reader, pytest.raises(BadInput, match="reading only"):
        reader.ingest(tmp_path)


def test_progress_rises_to_one(lake: Lake, extracts: Path) -> None:
    write_register(extracts, [register_line()])
    write_means(extracts, [means_record()])
    heard: list[float] = []
    lake.ingest(extracts, lambda _stage, fraction: heard.append(fraction))
    assert heard == sorted(heard)
    assert heard[-1] == 1.0


def test_a_failed_transaction_leaves_nothing(lake: Lake) -> None:
    lake.write("scan", pl.DataFrame({"n": [1]}))

    def write_and_fail() -> None:
        with lake.transaction() as transaction:
            transaction.write("scan", pl.DataFrame({"n": [2]}), "append")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    assert lake.query("SELECT n FROM scan")["n"].to_list() == [1]


def test_the_audit_notices_a_lost_record(lake: Lake, extracts: Path) -> None:
    write_register(extracts, [register_line(), register_line(number=LEE)])
    lake.ingest(extracts)
    with lake.transaction() as transaction:
        transaction.cursor.execute("DELETE FROM resident WHERE row = 1")
    assert "loaded 2 by the ledger, 1 stored" in lake.audit().problems[0]
