"""`ieum facts`, `schema` and `entitle`: good input judged, bad input one plain line and an exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ieum.benefits import assessment_schema, facts_catalogue, parse_facts

LAID_OFF = {
    "birth_date": "1990-05-01",
    "employed": False,
    "separation_date": "2026-10-31",
    "separation_reason_code": 23,
    "insured_unit_days": 400,
    "average_daily_wage": 100_000,
}


Run = Callable[..., Any]
"""Runs the command with these words; gives its exit code, stdout and stderr (conftest.py)."""


@pytest.fixture
def entitle(ieum: Run, tmp_path: Path) -> Run:
    def run(facts: object, *words: str) -> Any:
        path = tmp_path / "facts.json"
        path.write_text(facts if isinstance(facts, str) else json.dumps(facts), encoding="utf-8")
        return ieum("entitle", "--facts", str(path), "--on", "2026-11-24", *words)

    return run


def test_json_follows_the_published_schema(entitle: Run) -> None:
    told = entitle(LAID_OFF, "--json")
    assert told.code == 0
    document = json.loads(told.out)
    jsonschema.validate(document, assessment_schema())
    assert document["judged_on"] == "2026-11-24"
    assert [each["programme"] for each in document["entitlements"]].count("job_seeking_benefit") == 1
    assert document["questions"]
    assert json.loads(json.dumps(document, ensure_ascii=False)) == document


def test_the_plain_answer_names_every_programme_and_the_next_question(entitle: Run) -> None:
    told = entitle(LAID_OFF)
    assert told.code == 0
    for name in ("구직급여", "국민취업지원", "육아휴직", "대지급금"):
        assert name in told.out
    assert "다음 물음" in told.out
    assert told.err == ""


def test_null_and_absent_are_the_same(entitle: Run) -> None:
    with_null = entitle({**LAID_OFF, "daily_worker": None}, "--json")
    assert with_null.out == entitle(LAID_OFF, "--json").out


def test_a_byte_order_mark_is_no_obstacle(entitle: Run) -> None:
    assert entitle("\ufeff" + json.dumps(LAID_OFF)).code == 0


BAD = {
    "not_json": ('{\n  "birth_date": 1990-05-01\n}', "facts.json:2:21"),
    "empty": ("", "facts.json:1:1"),
    "cut_short": ('{"birth_date": "1990', "facts.json:1:16"),
    "a_list": ([1, 2], "{"),
    "a_number": (7, "{"),
    "unknown_fact": ({"shoe_size": 270}, "shoe_size"),
    "text_for_a_number": ({"insured_unit_days": "많이"}, "많이"),
    "list_for_a_number": ({"insured_unit_days": [1]}, "insured_unit_days"),
    "fraction": ({"average_daily_wage": 100.5}, "average_daily_wage"),
    "not_a_number": ('{"average_daily_wage": NaN}', "average_daily_wage"),
    "number_for_a_date": ({"birth_date": 19900501}, "birth_date"),
    "number_for_yes_or_no": ({"employed": 1}, "employed"),
    "negative_wage": ({"average_daily_wage": -1}, "-1"),
    "endless_wage": ({"average_daily_wage": 10**30}, "범위"),
    "absurd_year": ({"birth_date": "0001-01-01"}, "0001-01-01"),
    "no_such_day": ({"birth_date": "2026-02-30"}, "2026-02-30"),
    "no_such_code": ({"separation_reason_code": 99}, "99"),
    "left_before_hired": (
        {"acquisition_date": "2026-11-01", "separation_date": "2026-10-31"},
        "acquisition_date, separation_date",
    ),
    "line_break": ({"a\nb": 1}, "a b"),
    "markup": ({"[bold]x[/]": 1}, "[bold]x[/]"),
    "broken_markup": ({"[/x]": 1}, "[/x]"),
    "deeply_nested": ('{"a":' * 100_000, ""),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_facts_are_one_plain_line_and_exit_code_two(entitle: Run, case: str) -> None:
    facts, mentioned = BAD[case]
    told = entitle(facts)
    assert told.code == 2
    assert told.out == ""
    assert told.err.startswith("오류")
    assert told.err.count("\n") == 1
    assert "Traceback" not in told.err
    assert mentioned in told.err


def test_a_missing_file_is_exit_code_three(ieum: Run, tmp_path: Path) -> None:
    told = ieum("entitle", "--facts", str(tmp_path / "none.json"))
    assert told.code == 3
    assert told.err.count("\n") == 1
    assert "none.json" in told.err


def test_a_folder_or_bytes_that_are_no_text_are_exit_code_two(ieum: Run, tmp_path: Path) -> None:
    assert ieum("entitle", "--facts", str(tmp_path)).code == 2
    path = tmp_path / "cp949.json"
    path.write_bytes('{"이름": 1}'.encode("cp949"))
    told = ieum("entitle", "--facts", str(path))
    assert told.code == 2
    assert "UTF-8" in told.err


def test_a_day_that_is_none_is_exit_code_two(entitle: Run, ieum: Run, tmp_path: Path) -> None:
    (tmp_path / "facts.json").write_text("{}")
    told = ieum("entitle", "--facts", str(tmp_path / "facts.json"), "--on", "yesterday")
    assert told.code == 2
    assert "--on" in told.err
    assert told.err.count("\n") == 1


def test_facts_as_json_list_every_fact_with_its_article(ieum: Run) -> None:
    told = ieum("facts", "--json")
    listed = {each["name"]: each for each in json.loads(told.out)}
    assert list(listed) == [spec.name for spec in facts_catalogue()]
    for each in listed.values():
        assert each["law"]
        assert each["question"]
    assert listed["separation_reason_code"]["choices"][0]["value"] == 11


def test_facts_as_a_table_name_each_fact(ieum: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    told = ieum("facts")
    assert told.code == 0
    assert "조문" in told.out


def test_schema_is_the_published_one_and_itself_a_schema(ieum: Run) -> None:
    schema = json.loads(ieum("schema").out)
    assert schema == assessment_schema()
    jsonschema.Draft202012Validator.check_schema(schema)


def test_no_command_shows_help_and_an_unknown_one_is_refused(ieum: Run) -> None:
    assert "ask" in ieum().out
    assert ieum("conjure").code == 2


def test_what_the_command_reads_the_library_reads_alike() -> None:
    assert parse_facts({"birth_date": "1990-05-01", "daily_worker": None})["daily_worker"] is None


def test_the_installed_command_ends_quietly_when_its_reader_leaves(tmp_path: Path) -> None:
    command = f"{sys.executable} -m ieum.cli facts --json | head -c 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, timeout=60
    )
    assert done.stdout == "["
    assert done.stderr == ""
    assert done.returncode == 0


def test_an_error_in_a_subprocess_is_one_line_without_traceback(tmp_path: Path) -> None:
    facts = tmp_path / "facts.json"
    facts.write_text('{"average_daily_wage": -5}', encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "ieum.cli", "entitle", "--facts", str(facts)],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "평균임금" in done.stderr
