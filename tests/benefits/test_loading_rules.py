"""A rule, parameter or fact that breaks the rule language does not load, and says which file and which entry."""

from __future__ import annotations

import importlib.util
import itertools
import sys
from datetime import date
from pathlib import Path

import pytest

from ieum.benefits.parameters import load_parameter_file, parameter
from ieum.benefits.programme import Programme, by_key, laws
from ieum.benefits.programmes import PROGRAMMES
from ieum.kernel import BadRule

HEADER = """
from datetime import date
from ieum.benefits.language import ON, all_of, days_after, fact, least, param, rule, when, years_between
from ieum.benefits.programme import Programme, laws
"""
_names = itertools.count()


def load_programme(folder: Path, body: str) -> None:
    """Load a programme file as the engine loads its own: from a folder called programmes."""
    path = folder / "programmes" / "trial_benefit.py"
    path.parent.mkdir(exist_ok=True)
    path.write_text(HEADER + body, encoding="utf-8")
    name = f"trial_benefit_{next(_names)}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    sys.dont_write_bytecode, before = True, sys.dont_write_bytecode
    try:
        spec.loader.exec_module(importlib.util.module_from_spec(spec))
    finally:
        sys.dont_write_bytecode = before


def test_a_sound_rule_loads(tmp_path: Path) -> None:
    load_programme(
        tmp_path, 'r = rule("enough", "충분함", fact("insured_unit_days") >= 180, law="고용보험법 제40조")'
    )


@pytest.mark.parametrize(
    ("body", "what", "where"),
    [
        ('rule("no_article", "조문 없음", fact("disabled"), law=())', "cites no article", "no_article"),
        ('rule("no_article", "조문 없음", fact("disabled"), law=[])', "cites no article", "no_article"),
        (
            'rule("misspelt", "틀린 조문", fact("disabled"), law="고용보험법 40조")',
            "not a statute reference",
            "misspelt",
        ),
        ('rule("empty", "빈 조문", fact("disabled"), law="")', "not a statute reference", "empty"),
        (
            'rule("mixed", "날짜와 수", fact("birth_date") >= 65, law="고용보험법 제10조")',
            "only a date with a date",
            "trial_benefit.py:5",
        ),
        (
            'rule("mixed", "수와 날짜", fact("insured_unit_days") < ON, law="고용보험법 제10조")',
            "only a date with a date",
            "trial_benefit.py:5",
        ),
        (
            'rule("mixed", "예와 수", fact("disabled") >= 1, law="고용보험법 제10조")',
            "only a date with a date",
            "trial_benefit.py:5",
        ),
        ('fact("birth_date") + 1', "arithmetic needs whole numbers", "trial_benefit.py:5"),
        ('fact("disabled") & fact("insured_unit_days")', "only conditions", "trial_benefit.py:5"),
        ('~fact("insured_unit_days")', "only conditions", "trial_benefit.py:5"),
        ('when(fact("disabled"), fact("birth_date"), 1)', "one branch yields date", "trial_benefit.py:5"),
        ('when(fact("birth_date"), 1, 2)', "only conditions", "trial_benefit.py:5"),
        ('days_after(fact("insured_unit_days"), 3)', "a date is moved", "trial_benefit.py:5"),
        (
            'years_between(fact("birth_date"), fact("insured_unit_days"))',
            "between two dates",
            "trial_benefit.py:5",
        ),
        ('fact("shoe_size")', "no fact 'shoe_size'", "facts.toml"),
        ('param("shoe_allowance")', "no parameter 'shoe_allowance'", "parameters"),
    ],
)
def test_a_broken_rule_does_not_load(tmp_path: Path, body: str, what: str, where: str) -> None:
    with pytest.raises(BadRule) as refused:
        load_programme(tmp_path, body)
    assert what in refused.value.what
    assert where in refused.value.where
    assert where in str(refused.value)


@pytest.mark.parametrize("name", ["no_article", "misspelt"])
def test_a_rules_file_and_name_stand_together_in_the_message(tmp_path: Path, name: str) -> None:
    law = "()" if name == "no_article" else '"고용보험법 40조"'
    with pytest.raises(BadRule, match=rf"trial_benefit\.py:5 {name}: .* → "):
        load_programme(tmp_path, f'rule("{name}", "조문", fact("disabled"), law={law})')


def test_least_of_a_date_and_a_number_does_not_load(tmp_path: Path) -> None:
    with pytest.raises(BadRule):
        load_programme(tmp_path, 'least(fact("birth_date"), 3)')


def test_a_programme_without_conditions_does_not_load(tmp_path: Path) -> None:
    body = (
        'Programme(key="empty", name="", description="", law=laws("고용보험법 제40조"), conditions=(), outputs=(), '
        'granted="", next_steps=(), rounding="", signal=fact("employed"))'
    )
    with pytest.raises(BadRule, match="empty"):
        load_programme(tmp_path, body)


def test_a_key_used_twice_does_not_load() -> None:
    one: Programme = next(iter(PROGRAMMES.values()))
    with pytest.raises(BadRule, match=r"job_seeking_benefit|used twice"):
        by_key((one, one))


def test_laws_of_a_programme_are_read() -> None:
    assert [str(reference) for reference in laws("고용보험법 제40조")] == ["고용보험법 제40조"]


# --- Parameters ---

SOUND = """
[trial_ceiling]
text = "상한"
unit = "원"
law = "고용보험법 시행령 제68조제1항"
source = "statute"
verified = true
values = [{ from = 2019-01-01, value = 110000 }, { from = 2026-01-01, value = 113500 }]
"""


def load(folder: Path, text: str) -> None:
    path = folder / "trial.toml"
    path.write_text(text, encoding="utf-8")
    load_parameter_file(path)


def test_a_sound_parameter_loads(tmp_path: Path) -> None:
    load(tmp_path, SOUND)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("{ from = 2019-01-01, value = 110000 }", "{ value = 110000 }", "needs a date"),
        ("2019-01-01", '"2019-01-01"', "needs a date"),
        ("2019-01-01", "2019-01-01T00:00:00", "needs a date"),
        ("110000", "110000.5", "whole number"),
        ("110000", "true", "whole number"),
        ("{ from = 2019-01-01, value = 110000 }, { from = 2026-01-01, value = 113500 }", "", "needs a date"),
        ("2026-01-01", "2018-01-01", "ascend"),
        ("2026-01-01", "2019-01-01", "ascend"),
        ('law = "고용보험법 시행령 제68조제1항"\n', "", "missing keys ['law']"),
        ('law = "고용보험법 시행령 제68조제1항"', "law = []", "cites no article"),
        ("제68조제1항", "68조", "not a statute reference"),
        ('source = "statute"', 'source = "notice"', "the notice named"),
        ('source = "statute"', 'source = "rumour"', "source is"),
        ('unit = "원"', 'unit = "원"\ncolour = "red"', "unknown keys ['colour']"),
        ("verified = true\n", "", "missing keys ['verified']"),
    ],
)
def test_a_broken_parameter_does_not_load(tmp_path: Path, old: str, new: str, what: str) -> None:
    assert old in SOUND
    with pytest.raises(BadRule) as refused:
        load(tmp_path, SOUND.replace(old, new, 1))
    assert what in refused.value.what
    assert refused.value.where == "trial.toml [trial_ceiling]"


def test_a_file_that_is_not_toml_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadRule, match=r"trial\.toml: not readable as TOML"):
        load(tmp_path, "[trial\n")


def test_a_parameter_has_no_value_before_its_first_date_and_the_last_from_then_on() -> None:
    ceiling = parameter("daily_wage_ceiling")
    assert ceiling.on(date(2018, 12, 31)) is None
    assert ceiling.on(date(2019, 1, 1)) == 110_000
    assert ceiling.on(date(2025, 12, 31)) == 110_000
    assert ceiling.on(date(2026, 1, 1)) == 113_500
    assert ceiling.on(date(2099, 1, 1)) == 113_500
