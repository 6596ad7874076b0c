"""How programmes are written: facts, dated parameters, and named rules with their articles.

enough_days = rule(
    "enough_insured_days", "피보험 단위기간이 180일 이상", unit_days >= param("required_unit_days"),
    law="고용보험법 제40조제1항제1호",
)
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from ieum.benefits.expressions import (
    AllOf,
    AnyOf,
    Between,
    DateStep,
    Expr,
    FactValue,
    FirstOfMonth,
    Greatest,
    Least,
    On,
    ParameterValue,
    Rule,
    When,
    lift,
)
from ieum.benefits.facts import fact_spec
from ieum.benefits.parameters import parameter
from ieum.kernel import BadInput, BadRule, LawRef

__all__ = [
    "ON",
    "Expr",
    "Rule",
    "all_of",
    "any_of",
    "days_after",
    "days_between",
    "fact",
    "first_of_month",
    "greatest",
    "least",
    "lift",
    "months_after",
    "months_between",
    "param",
    "rule",
    "table",
    "when",
    "years_between",
]

ON = On()


@cache
def fact(name: str) -> FactValue:
    """The fact of that name in facts.toml; raises BadRule when there is none."""
    return FactValue(fact_spec(name))


def param(name: str, at: Expr = ON) -> ParameterValue:
    """The dated parameter of that name; its value on the day `at` (default: the day judged)."""
    return ParameterValue(parameter(name), at)


def rule(name: str, text: str, body: Expr, *, law: str | Sequence[str], unit: str = "") -> Rule:
    """A named step. `law` is one or more article references; a rule without one does not load."""
    caller = sys._getframe(1)
    place = f"{Path(caller.f_code.co_filename).name}:{caller.f_lineno} {name}"
    references = [law] if isinstance(law, str) else list(law)
    if not references:
        raise BadRule("the rule cites no article", where=place, remedy="add law='고용보험법 제40조제1항'")
    try:
        parsed = tuple(LawRef.parse(reference) for reference in references)
    except BadInput as error:
        raise BadRule(error.what, where=place, remedy=error.remedy) from error
    return Rule(name, text, body, parsed, unit, place)


def when(condition: Expr, then: Expr | int, otherwise: Expr | int) -> When:
    return When(condition, lift(then), lift(otherwise))


def least(left: Expr | int, right: Expr | int) -> Least:
    return Least(lift(left), lift(right))


def greatest(left: Expr | int, right: Expr | int) -> Greatest:
    return Greatest(lift(left), lift(right))


def days_after(day: Expr, days: Expr | int) -> DateStep:
    return DateStep(day, lift(days), "days")


def months_after(day: Expr, months: Expr | int) -> DateStep:
    return DateStep(day, lift(months), "months")


def first_of_month(day: Expr) -> FirstOfMonth:
    return FirstOfMonth(day)


def days_between(start: Expr, end: Expr) -> Between:
    """Days from start to end, the end day itself not counted."""
    return Between(start, end, "days")


def months_between(start: Expr, end: Expr) -> Between:
    return Between(start, end, "months")


def years_between(start: Expr, end: Expr) -> Between:
    """Full years by anniversary: an age, or years of service."""
    return Between(start, end, "years")


def all_of(*parts: Expr) -> AllOf:
    return AllOf(parts)


def any_of(*parts: Expr) -> AnyOf:
    return AnyOf(parts)


def table(rows: Sequence[tuple[Expr, Expr | int]], otherwise: Expr | int) -> Expr:
    """The value beside the first condition that holds; `otherwise` when none does."""
    result = lift(otherwise)
    for condition, value in reversed(rows):
        result = When(condition, lift(value), result)
    return result
