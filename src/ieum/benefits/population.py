"""A whole population: the programmes' trees compiled into one query over a table of facts.

The table has one row a person and one column a fact (named as in facts.toml; a missing column is unknown for all).
Named rules become columns in layers, each built on the layers below, so that a rule used ten times is computed once;
NULL is unknown, and the CASE and comparison forms below are chosen so that SQL's answer is `evaluation`'s answer.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import ibis

from ieum.benefits.expressions import (
    AllOf,
    AnyOf,
    Arithmetic,
    Between,
    Compare,
    Const,
    DateStep,
    Expr,
    FactValue,
    FirstOfMonth,
    Greatest,
    Least,
    Not,
    On,
    ParameterValue,
    Rule,
    When,
    walk,
)
from ieum.benefits.facts import facts_catalogue
from ieum.benefits.programme import Programme
from ieum.benefits.programmes import PROGRAMMES
from ieum.kernel import BadRule

Column = Any
Table = Any
"""Ibis values and tables; their classes are generic in ways a type checker cannot follow."""

_TYPES = {"boolean": "boolean", "integer": "int64", "date": "date"}


@ibis.udf.scalar.builtin(name="divide", signature=(("int64", "int64"), "int64"))
def _divide(left: Column, right: Column) -> Column:
    """DuckDB's whole-number division, fraction dropped."""


@ibis.udf.scalar.builtin(name="add", signature=(("date", "int32"), "date"))
def _add_days(day: Column, days: Column) -> Column:
    """DuckDB's date plus whole days, which stays a date."""


def judge_population(
    facts: Table, on: date, programmes: Sequence[str] | None = None, *, keep: Sequence[str] = ()
) -> Table:
    """One row per row of `facts`: the columns in `keep`, then for each programme

    `<key>__entitled` (true, false, or NULL for not yet known), `<key>__possible` (false when a condition of substance
    fails), `<key>__signal` (worth raising), one column per output (`<key>__<output>`, NULL when not known or not
    possible) and `<key>__deadline`.
    """
    chosen = [PROGRAMMES[key] for key in (PROGRAMMES if programmes is None else programmes)]
    compiled = _Compiler(facts, on, chosen)
    columns: dict[str, Column] = {name: compiled.table[name] for name in keep}
    for programme in chosen:
        substantive = compiled.column(programme.substantive)
        columns[f"{programme.key}__entitled"] = compiled.column(programme.entitled)
        columns[f"{programme.key}__possible"] = substantive.fill_null(True)
        columns[f"{programme.key}__signal"] = compiled.column(programme.signal)
        granted = {rule.name: rule for rule in programme.outputs}
        if programme.deadline is not None:
            granted["deadline"] = programme.deadline
        for name, rule in granted.items():
            value = compiled.column(rule)
            columns[f"{programme.key}__{name}"] = ibis.cases((substantive.fill_null(True), value))
    return compiled.table.select(**columns)


def population_sql(
    source: str,
    columns: Mapping[str, str],
    on: date,
    programmes: Sequence[str] | None = None,
    *,
    keep: Sequence[str] = (),
) -> str:
    """`judge_population` as one DuckDB query over the relation named `source`.

    columns: its columns and their Ibis types ("int64", "boolean", "date", "string").
    """
    judged = judge_population(ibis.table(dict(columns), name=source), on, programmes, keep=keep)
    return str(ibis.to_sql(judged, dialect="duckdb", pretty=False))


def fact_columns() -> dict[str, str]:
    """Every fact as a column: its name and Ibis type."""
    kinds = {"boolean": "boolean", "date": "date"}
    return {spec.name: kinds.get(spec.type, "int64") for spec in facts_catalogue()}


class _Compiler:
    """Turns nodes into Ibis columns of `table`, which gains one column per named rule, layer by layer."""

    def __init__(self, facts: Table, on: date, programmes: Sequence[Programme]) -> None:
        self._on = on
        self._names: dict[int, str] = {}
        roots = [root for programme in programmes for root in programme.roots]
        nodes = list(walk(*roots))
        needed = {node.spec.name: _TYPES[node.kind] for node in nodes if isinstance(node, FactValue)}
        absent = {n: ibis.null(kind) for n, kind in needed.items() if n not in facts.columns}
        typed = {n: facts[n].cast(kind) for n, kind in needed.items() if n in facts.columns}
        self.table = facts.mutate(**absent, **typed)
        depth: dict[int, int] = {}
        for node in nodes:
            below = max((depth[id(part)] for part in node.parts), default=0)
            depth[id(node)] = below + isinstance(node, Rule)
        numbers = itertools.count()
        for layer in range(1, max(depth.values(), default=0) + 1):
            rules = [node for node in nodes if isinstance(node, Rule) and depth[id(node)] == layer]
            columns = {f"r{next(numbers)}_{rule.name}": rule for rule in rules}
            self.table = self.table.mutate(**{n: self.column(rule.body) for n, rule in columns.items()})
            self._names.update({id(rule): name for name, rule in columns.items()})

    def column(self, node: Expr) -> Column:
        match node:
            case Rule() if id(node) in self._names:
                return self.table[self._names[id(node)]]
            case Const(value=value):
                return ibis.literal(value, type=_TYPES[node.kind])
            case On():
                return ibis.literal(self._on, type="date")
            case FactValue(spec=spec):
                return self.table[spec.name]
            case ParameterValue():
                return self._parameter(node)
            case Not(part=part):
                return ~self.column(part)
            case AllOf():
                return ibis.and_(*(self.column(part) for part in node.parts))
            case AnyOf():
                return ibis.or_(*(self.column(part) for part in node.parts))
            case When(condition=condition, then=then, otherwise=otherwise):
                holds = self.column(condition)
                return ibis.cases((holds, self.column(then)), (~holds, self.column(otherwise)))
            case FirstOfMonth(day=day):
                return self.column(day).truncate("M")
            case Least(left=left, right=right):
                a, b = self.column(left), self.column(right)
                return ibis.cases((a <= b, a), (a > b, b))
            case Greatest(left=left, right=right):
                a, b = self.column(left), self.column(right)
                return ibis.cases((a >= b, a), (a < b, b))
            case Compare(operator=operator, left=left, right=right):
                return _compare(operator, self.column(left), self.column(right))
            case Arithmetic(operator=operator, left=left, right=right):
                return _calculate(operator, self.column(left), self.column(right))
            case DateStep(start=start, step=step, unit=unit):
                return _move(self.column(start), self.column(step), unit)
            case Between(start=start, end=end, unit=unit):
                return _between(self.column(start), self.column(end), unit)
            case _:
                raise BadRule(f"{type(node).__name__} cannot be compiled")

    def _parameter(self, node: ParameterValue) -> Column:
        parameter = node.parameter
        if isinstance(node.at, On):
            value = parameter.on(self._on)
            return ibis.null("int64") if value is None else ibis.literal(value, type="int64")
        at = self.column(node.at)
        dated = zip(reversed(parameter.starts), reversed(parameter.values), strict=True)
        return ibis.cases(
            *(
                (at >= ibis.literal(day, type="date"), ibis.literal(value, type="int64"))
                for day, value in dated
            )
        )


def _compare(operator: str, left: Column, right: Column) -> Column:
    return {
        ">=": lambda: left >= right,
        ">": lambda: left > right,
        "<=": lambda: left <= right,
        "<": lambda: left < right,
        "==": lambda: left == right,
    }[operator]()


def _calculate(operator: str, left: Column, right: Column) -> Column:
    return {
        "+": lambda: left + right,
        "-": lambda: left - right,
        "*": lambda: left * right,
        "//": lambda: _divide(left, right),  # type: ignore[no-untyped-call]
    }[operator]()


def _move(start: Column, step: Column, unit: str) -> Column:
    if unit == "days":
        return _add_days(start, step.cast("int32"))
    return (start + step.cast("int32").as_interval("M")).cast("timestamp").cast("date")


def _between(start: Column, end: Column, unit: str) -> Column:
    if unit == "days":
        return end.delta(start, unit="day")
    if unit == "months":
        months = (_part(end.year()) - _part(start.year())) * 12 + _part(end.month()) - _part(start.month())
        return months - (end.day() < start.day()).cast("int64")
    month_day_end = _part(end.month()) * 100 + _part(end.day())
    month_day_start = _part(start.month()) * 100 + _part(start.day())
    return _part(end.year()) - _part(start.year()) - (month_day_end < month_day_start).cast("int64")


def _part(column: Column) -> Column:
    return column.cast("int64")
