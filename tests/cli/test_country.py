"""From a made-up country to offers, by commands alone; and no resident number anywhere on the way."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import polars as pl
import pytest

from ieum.benefits import assessment_schema
from ieum.lake import Lake

Run = Callable[..., Any]
DAY = "2026-11-01"


@dataclass(frozen=True)
class Built:
    data: Path
    said: str
    """All that `world build`, `lake load` and a second `lake load` printed."""
    loaded: subprocess.CompletedProcess[str]

    @property
    def numbers(self) -> set[str]:
        """Every resident number of the country, thirteen digits."""
        return {
            rrn.replace("-", "") for rrn in pl.read_parquet(self.data / "world/truth/people.parquet")["rrn"]
        }


def command(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ieum.cli", *words], capture_output=True, text=True, timeout=120
    )


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """300 people, built and loaded by the real commands, among the extracts one that cannot be read."""
    data = tmp_path_factory.mktemp("data")
    world = command(
        "world", "build", "--people", "300", "--seed", "3", "--out", str(data / "world"), "--on", DAY
    )
    assert world.returncode == 0, world.stderr
    (data / "world/extracts/means_[red].jsonl").write_bytes(b"\xff\xfe not json")
    loaded = command("lake", "load", str(data / "world/extracts"), "--data", str(data))
    return Built(data, world.stdout + world.stderr + loaded.stdout + loaded.stderr, loaded)


def test_a_refused_file_is_exit_code_two_and_the_rest_is_loaded(built: Built, ieum: Run) -> None:
    assert built.loaded.returncode == 2, built.loaded.stderr
    last = built.loaded.stderr.strip().splitlines()[-1]
    assert last.startswith("오류")
    assert "1개 파일" in last
    assert "[red]" in "".join(built.loaded.stdout.split())  # shown as it is, not taken for a colour
    assert "Traceback" not in built.loaded.stderr
    with Lake.open(built.data / "lake", read_only=True) as lake:
        assert lake.query("SELECT count(DISTINCT feed) FROM ledger WHERE loaded > 0").item() == 8
        assert lake.query("SELECT count(*) FROM person").item() >= 300
    audit = ieum("lake", "audit", "--data", str(built.data))
    assert audit.code == 0, audit.out


def test_loading_twice_adds_nothing(built: Built, ieum: Run, tmp_path: Path) -> None:
    data = tmp_path / "copy"
    shutil.copytree(built.data / "lake", data / "lake")
    extract = next((built.data / "world/extracts").glob("resident_register_*.csv"))
    told = ieum("lake", "load", str(extract), "--data", str(data))
    assert told.code == 0
    with (
        Lake.open(data / "lake", read_only=True) as lake,
        Lake.open(built.data / "lake", read_only=True) as old,
    ):
        for table in ("resident", "person", "person_record"):
            count = f"SELECT count(*) FROM {table}"
            assert lake.query(count).item() == old.query(count).item()


def test_quarantine_shows_reasons_and_can_be_narrowed(built: Built, ieum: Run) -> None:
    everything = ieum("lake", "quarantine", "--data", str(built.data), "--limit", "1000")
    assert everything.code == 0
    with Lake.open(built.data / "lake", read_only=True) as lake:
        held = lake.quarantine()
    assert held.height > 0
    first = ieum("lake", "quarantine", "--data", str(built.data), "--limit", "1")
    assert f"{held.height:,}건 중 1건" in first.out
    assert "없습니다" in ieum("lake", "quarantine", "--feed", "no_such_feed", "--data", str(built.data)).out


def test_scan_writes_offers(built: Built, ieum: Run, tmp_path: Path) -> None:
    out = tmp_path / "offers" / "found.parquet"
    told = ieum("scan", "--on", DAY, "--out", str(out), "--data", str(built.data))
    assert told.code == 0, told.err
    rows = pl.read_parquet(out)
    assert rows.height > 50
    assert "국민취업지원제도" in told.out
    with Lake.open(built.data / "lake", read_only=True) as lake:
        assert lake.query("SELECT count(*) FROM entitlement_scan").item() == rows.height


def test_no_resident_number_is_printed_or_kept(built: Built, ieum: Run) -> None:
    printed = built.said + "".join(
        told.out + told.err
        for told in (
            ieum("lake", "quarantine", "--data", str(built.data), "--limit", "100000"),
            ieum("lake", "audit", "--data", str(built.data)),
        )
    )
    numbers = built.numbers
    assert len(numbers) == 300

    def found(text: str) -> set[str]:
        return {digits.replace("-", "") for digits in re.findall(r"\d{6}-?\d{7}", text)} & numbers

    assert not found(printed)
    for path in (built.data / "lake").rglob("*"):
        if path.is_file():
            assert not found(path.read_bytes().decode("latin-1")), path
    with Lake.open(built.data / "lake", read_only=True) as lake:
        for table in lake.tables():  # Parquet compresses: the bytes alone prove little
            assert not found(lake.query(f"SELECT * FROM {table}").write_json()), table


@pytest.fixture
def somebody(built: Built) -> str:
    """A standard key of someone with an insurance history."""
    with Lake.open(built.data / "lake", read_only=True) as lake:
        return str(
            lake.query(
                "SELECT min(standard_key) FROM person_record JOIN person USING (standard_key) "
                "WHERE feed = 'insurance_history' AND alive"
            ).item()
        )


SENTENCE = "회사가 망해서 월급을 두 달째 못 받고 그만뒀어요"


@pytest.fixture
def ask(built: Built, ieum: Run) -> Run:
    def run(text: str, *words: str) -> Any:
        return ieum("ask", text, "--on", DAY, "--data", str(built.data), *words)

    return run


def test_ask_understands_and_judges_without_records(ask: Run) -> None:
    document = json.loads(ask(SENTENCE, "--json").out)
    jsonschema.validate(document, assessment_schema())
    assert "unpaid_wages" in [need["topic"] for need in document["routing"]["needs"]]
    assert document["records"] == []
    assert "person" not in document


def test_ask_with_a_key_uses_the_records_and_answers(ask: Run, somebody: str) -> None:
    told = ask(SENTENCE, "--person", somebody, "--answer", "able_and_willing=예", "--json")
    assert told.code == 0, told.err
    document = json.loads(told.out)
    jsonschema.validate(document, assessment_schema())
    assert document["person"] == somebody
    known = {record["fact"] for record in document["records"]}
    assert "birth_date" in known
    asked = {question["fact"] for question in document["questions"]}
    assert not asked & (known | {"able_and_willing"})
    assert "기록" in ask(SENTENCE, "--person", somebody).out


BAD = {
    "no_equals": (["--answer", "able_and_willing"], 2, "="),
    "unknown_fact": (["--answer", "shoe_size=270"], 2, "shoe_size"),
    "wrong_type": (["--answer", "insured_unit_days=많이"], 2, "많이"),
    "out_of_range": (["--answer", "average_daily_wage=-1"], 2, "-1"),
    "contradiction": (
        ["--answer", "acquisition_date=2026-11-01", "--answer", "separation_date=2026-10-31"],
        2,
        "acquisition_date",
    ),
    "mistyped_key": (["--person", "P0000000000000"], 2, "P0000000000000"),
    "no_key_at_all": (["--person", "[/x]"], 2, "[/x]"),
    "bad_day": (["--on", "2026-13-01"], 2, "--on"),
}


@pytest.mark.parametrize("case", BAD)
def test_ask_refuses_in_one_line(ask: Run, case: str) -> None:
    words, code, mentioned = BAD[case]
    told = ask(SENTENCE, *words)
    assert told.code == code
    assert told.err.count("\n") == 1
    assert told.err.startswith("오류")
    assert mentioned in told.err


def test_a_well_formed_key_that_nobody_has_is_exit_code_three(ask: Run) -> None:
    from ieum.kernel import StandardKey

    told = ask(SENTENCE, "--person", str(StandardKey.mint("P", "nobody", b"elsewhere")))
    assert told.code == 3
    assert told.err.count("\n") == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "월급" * 2_500,
        "😭💸" * 20,
        "<script>alert(1)</script>",
        "[/bold] [red]월급[/]",
        "\x00\x1b[31m",
        "-",
    ],
    ids=["empty", "blank", "5000_characters", "emoji", "script", "markup", "control", "dash"],
)
def test_any_text_is_answered_without_falling_over(ask: Run, text: str) -> None:
    told = ask(text, "--json")
    assert told.code == 0, told.err
    document = json.loads(told.out)
    jsonschema.validate(document, assessment_schema())
    assert document["questions"]


def test_what_is_not_understood_is_said_and_everything_looked_at(ask: Run) -> None:
    told = ask("가나다라")
    assert "확실하지 않습니다" in told.out
    assert "다음 물음" in told.out


def test_commands_without_a_lake_say_so(ieum: Run, tmp_path: Path) -> None:
    for words in (["lake", "audit"], ["lake", "quarantine"], ["scan"]):
        told = ieum(*words, "--data", str(tmp_path / "none"))
        assert told.code == 3, words
        assert told.err.splitlines()[-1].startswith("오류")
        assert "Traceback" not in told.err
    assert ieum("lake", "load", str(tmp_path / "nothing"), "--data", str(tmp_path / "none")).code == 3


def test_scanning_without_a_lake_does_not_found_one(ieum: Run, tmp_path: Path) -> None:
    ieum("scan", "--data", str(tmp_path / "none"))
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    "words", [["--people", "99"], ["--people", "many"], ["--seed", "-1"], ["--on", "2020-01-01"]]
)
def test_a_world_that_cannot_be_built_is_refused(ieum: Run, tmp_path: Path, words: list[str]) -> None:
    told = ieum("world", "build", "--out", str(tmp_path / "world"), *words)
    assert told.code == 2
    assert "Traceback" not in told.err
    assert not (tmp_path / "world").exists()
