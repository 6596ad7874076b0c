"""One person: every node of the programmes' trees computed once, in order, with unknowns carried through.

The trees are flattened once into a tape (parts before wholes); judging a person runs the tape over a list of values.
It computes everything, taken or not, exactly as the population query does, so the two cannot drift apart on what is
evaluated; the explanation then reads the values and shows only the branch that was taken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property

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
from ieum.benefits.results import Value
from ieum.kernel import BadRule, add_months, whole_months, whole_years

Values = list[Value]
Operation = Callable[[Values, Mapping[str, Value], date], Value]


class Tape:
    """The flattened trees of some expressions; `run` computes every node for one person."""

    def __init__(self, roots: Sequence[Expr]) -> None:
        self.nodes: tuple[Expr, ...] = tuple(walk(*roots))
        self.place: dict[int, int] = {id(node): index for index, node in enumerate(self.nodes)}

    @cached_property
    def _operations(self) -> tuple[Operation, ...]:
        return tuple(self._operation(node) for node in self.nodes)

    def run(self, facts: Mapping[str, Value], on: date) -> Values:
        """Values of all nodes in the order of `nodes`; None where a value is unknown."""
        values: Values = []
        append = values.append
        for operation in self._operations:
            append(operation(values, facts, on))
        return values

    def _operation(self, node: Expr) -> Operation:
        places = [self.place[id(part)] for part in node.parts]
        match node:
            case Const(value=value):
                return lambda _v, _f, _on: value
            case On():
                return lambda _v, _f, on: on
            case FactValue(spec=spec):
                name = spec.name
                return lambda _v, facts, _on: facts.get(name)
            case ParameterValue(parameter=parameter):
                return _parameter(parameter.on, places[0])
            case Rule():
                only = places[0]
                return lambda v, _f, _on: v[only]
            case Not():
                negated = places[0]
                return lambda v, _f, _on: None if v[negated] is None else not v[negated]
            case AllOf():
                return _kleene(places, decisive=False)
            case AnyOf():
                return _kleene(places, decisive=True)
            case When():
                return _when(*places)
            case FirstOfMonth():
                inside = places[0]
                return lambda v, _f, _on: _first(v[inside])
            case Compare(operator=operator) | Arithmetic(operator=operator):
                return _binary(_BINARY[operator], *places)
            case Least():
                return _binary(min, *places)
            case Greatest():
                return _binary(max, *places)
            case DateStep(unit=unit) | Between(unit=unit):
                return _binary(_CALENDAR[type(node).__name__, unit], *places)
            case _:
                raise BadRule(f"{type(node).__name__} cannot be evaluated")


def _first(day: Value) -> Value:
    return day.replace(day=1) if isinstance(day, date) else None


def _divide(left: int, right: int) -> int | None:
    """Whole quotient, fraction dropped towards zero as SQL drops it; unknown for a zero divisor."""
    if right == 0:
        return None
    quotient = abs(left) // abs(right)
    return quotient if (left < 0) == (right < 0) else -quotient


def _move_days(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _move_months(day: date, months: int) -> date | None:
    try:
        return add_months(day, months)
    except ValueError:
        return None


_BINARY: dict[str, Callable[..., Value]] = {
    ">=": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    "<": lambda a, b: a < b,
    "==": lambda a, b: a == b,
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "//": _divide,
}
_CALENDAR: dict[tuple[str, str], Callable[..., Value]] = {
    ("DateStep", "days"): _move_days,
    ("DateStep", "months"): _move_months,
    ("Between", "days"): lambda start, end: (end - start).days,
    ("Between", "months"): whole_months,
    ("Between", "years"): whole_years,
}


def _binary(function: Callable[..., Value], left: int, right: int) -> Operation:
    def operation(values: Values, _facts: Mapping[str, Value], _on: date) -> Value:
        a, b = values[left], values[right]
        return None if a is None or b is None else function(a, b)

    return operation


def _parameter(on_day: Callable[[date], int | None], at: int) -> Operation:
    def operation(values: Values, _facts: Mapping[str, Value], _on: date) -> Value:
        day = values[at]
        return on_day(day) if isinstance(day, date) else None

    return operation


def _kleene(places: Sequence[int], *, decisive: bool) -> Operation:
    def operation(values: Values, _facts: Mapping[str, Value], _on: date) -> Value:
        unknown = False
        for index in places:
            value = values[index]
            if value is None:
                unknown = True
            elif value is decisive:
                return decisive
        return None if unknown else not decisive

    return operation


def _when(condition: int, then: int, otherwise: int) -> Operation:
    def operation(values: Values, _facts: Mapping[str, Value], _on: date) -> Value:
        holds = values[condition]
        return None if holds is None else values[then] if holds else values[otherwise]

    return operation
