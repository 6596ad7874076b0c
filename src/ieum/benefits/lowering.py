"""Rule trees brought down to what a query engine does fast, each value computed once.

A date becomes its day number (days since 1970-01-01), so that moving by days and counting days are additions; months
and years are counted on the date's parts instead of intervals, which engines carry out through timestamps. Equal
expressions become one node, however many rules hold them. What is known before the query runs is worked out here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

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
from ieum.kernel import BadRule, add_months

EPOCH = date(1970, 1, 1)
_DAY_BITS, _MONTH_BITS = 5, 4
"""Enough for the day of a month and for the month of a year."""


@dataclass(frozen=True, slots=True)
class Node:
    """One operation on earlier nodes (their numbers in `args`).

    operation: literal, fact, date_fact, year, month, day, + - * // >>, the comparisons, not, all, any, choose
    (condition, then, otherwise), least, greatest, month_step and expiry (a day, and the year, month and day wanted in
    its stead; the last of the month where the month has no such day; an expiry from the last of a month is the last of
    one), dated (`value`: (first day number, amount) ascending), granted
    (amount where the condition holds), not_refused (true where the condition is unknown), date (of a day number).
    `nullable`: whether it can be unknown.
    """

    operation: str
    args: tuple[int, ...]
    value: Any
    kind: str
    nullable: bool


class Lowering:
    """The nodes of all the trees given to `lower`, parts before wholes; equal nodes are one."""

    def __init__(self, on: date, known_facts: Iterable[str]) -> None:
        self.nodes: list[Node] = []
        self.names: dict[int, str] = {}
        """The rule that a node is the value of."""
        self._on = day_number(on)
        self._known = frozenset(known_facts)
        self._numbers: dict[tuple[str, tuple[int, ...], object, str], int] = {}
        self._lowered: dict[int, int] = {}
        self._kept: list[Expr] = []

    def lower(self, root: Expr) -> int:
        """The number of the node that has the value of `root` (a date as its day number)."""
        self._kept.append(root)
        for node in walk(root):
            if id(node) not in self._lowered:
                parts = [self._lowered[id(part)] for part in node.parts]
                self._lowered[id(node)] = self._lower(node, parts)
        return self._lowered[id(root)]

    def add(self, operation: str, *args: int, value: object = None, kind: str = "integer") -> int:
        """The number of that node, which is made unless there is one already."""
        key = (operation, args, (type(value), value), kind)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.nodes)
            self.nodes.append(Node(operation, args, value, kind, self._nullable(operation, args, value)))
        return number

    def literal(self, value: int | bool | None, kind: str = "integer") -> int:
        return self.add("literal", value=value, kind=kind)

    def _nullable(self, operation: str, args: tuple[int, ...], value: object) -> bool:
        if operation == "literal":
            return value is None
        if operation == "not_refused":
            return False
        if operation == "//" and not self._literal(args[1]):
            return True
        return operation in ("fact", "date_fact", "dated", "granted") or any(
            self.nodes[arg].nullable for arg in args
        )

    def _literal(self, number: int) -> int | None:
        node = self.nodes[number]
        return node.value if node.operation == "literal" and isinstance(node.value, int) else None

    def _lower(self, node: Expr, parts: list[int]) -> int:
        match node:
            case Const(value=value):
                return self.literal(day_number(value) if isinstance(value, date) else value, _kind(node))
            case On():
                return self.literal(self._on)
            case FactValue(spec=spec):
                if spec.name not in self._known:
                    return self.literal(None, _kind(node))
                operation = "date_fact" if node.kind == "date" else "fact"
                return self.add(operation, value=spec.name, kind=_kind(node))
            case ParameterValue():
                return self._parameter(node, parts[0])
            case Rule(name=name):
                self.names.setdefault(parts[0], name)
                return parts[0]
            case Not():
                return self.add("not", *parts, kind="boolean")
            case AllOf():
                return self.add("all", *dict.fromkeys(parts), kind="boolean")
            case AnyOf():
                return self.add("any", *dict.fromkeys(parts), kind="boolean")
            case When():
                return self.add("choose", *parts, kind=_kind(node))
            case FirstOfMonth():
                start = self._calculate("-", parts[0], self._part("day", parts[0]))
                return self._plus(start, 1)
            case Greatest():
                return self._expiry(node) or self._extreme("greatest", *parts)
            case Least():
                return self._extreme("least", *parts)
            case Compare(operator=operator):
                return self.add(operator, *parts, kind="boolean")
            case Arithmetic(operator=operator):
                return self._calculate(operator, *parts)
            case DateStep(unit="days"):
                return self._calculate("+", *parts)
            case DateStep(unit="months"):
                return self._month_step(parts[0], parts[1])
            case Between(unit=unit):
                return self._between(parts[0], parts[1], unit)
            case _:
                raise BadRule(f"{type(node).__name__} cannot be compiled")

    def _parameter(self, node: ParameterValue, at: int) -> int:
        dated: tuple[tuple[int, int | None], ...] = tuple(
            (day_number(start), value)
            for start, value in zip(node.parameter.starts, node.parameter.values, strict=True)
        )
        ended = node.parameter.until
        if ended is not None:
            dated += ((day_number(ended) + 1, None),)
        day = self._literal(at)
        if day is None and len(dated) == 1:
            in_force = self.add("dated", at, value=((dated[0][0], 0),))
            return self._plus(in_force, node.parameter.values[0])
        if day is None:
            return self.add("dated", at, value=dated)
        return self.literal(next((value for start, value in reversed(dated) if start <= day), None))

    def _calculate(self, operator: str, left: int, right: int) -> int:
        a, b = self._literal(left), self._literal(right)
        if a is not None and b is not None and (operator != "//" or (a >= 0 and b > 0)):
            return self.literal(_FOLD[operator](a, b))
        if (operator in ("+", "-", ">>") and b == 0) or (operator in ("*", "//") and b == 1):
            return left
        if operator == "+" and a is not None:
            return self._calculate("+", right, left)
        if operator == "-" and b is not None:
            return self._plus(left, -b)
        inner = self.nodes[left]
        constant = self._literal(inner.args[1]) if inner.operation == "+" else None
        if operator in ("+", "-") and constant is not None:
            if b is not None:
                return self._plus(inner.args[0], constant + b)
            return self._plus(self._calculate(operator, inner.args[0], right), constant)
        return self.add(operator, left, right)

    def _plus(self, number: int, constant: int) -> int:
        return self._calculate("+", number, self.literal(constant))

    def _times(self, number: int, constant: int) -> int:
        return self._calculate("*", number, self.literal(constant))

    def _shift(self, number: int, bits: int) -> int:
        """Divided by 2 to the power of `bits`, rounded down for negative numbers too."""
        return self._calculate(">>", number, self.literal(bits))

    def _sum(self, *terms: int) -> int:
        """Their sum, constants gathered at the end."""
        total = terms[0]
        for term in terms[1:]:
            total = self._calculate("+", total, term)
        return total

    def _extreme(self, operation: str, left: int, right: int) -> int:
        a, b = self._literal(left), self._literal(right)
        if a is not None and b is not None:
            return self.literal(min(a, b) if operation == "least" else max(a, b))
        return self.add(operation, left, right)

    def _part(self, part: str, day: int) -> int:
        """The year, month or day of the month of a day number."""
        known = self._literal(day)
        if known is not None:
            return self.literal(getattr(EPOCH + timedelta(days=known), part))
        return self.add(part, day)

    def _month_index(self, day: int) -> int:
        """Months from the year 0 on."""
        return self._calculate("+", self._times(self._part("year", day), 12), self._part("month", day))

    def _between(self, start: int, end: int, unit: str) -> int:
        if unit == "days":
            return self._calculate("-", end, start)
        if unit == "months":
            return self._shift(self._calculate("-", self._by_month(end), self._by_month(start)), _DAY_BITS)
        bits = _DAY_BITS + _MONTH_BITS
        return self._shift(self._calculate("-", self._by_year(end), self._by_year(start)), bits)

    def _by_month(self, day: int) -> int:
        """The month in the high bits, the day in the low ones: the high bits of a difference are full months."""
        return self._sum(self._times(self._month_index(day), 1 << _DAY_BITS), self._part("day", day))

    def _by_year(self, day: int) -> int:
        """Year, month and day in bits from high to low: the high bits of a difference are full years."""
        months = self._times(self._part("month", day), 1 << _DAY_BITS)
        years = self._times(self._part("year", day), 1 << (_DAY_BITS + _MONTH_BITS))
        return self._sum(years, months, self._part("day", day))

    def _month_step(self, start: int, step: int, operation: str = "month_step") -> int:
        """The corresponding day that many months later, or the last of the month where there is none."""
        day, months = self._literal(start), self._literal(step)
        if day is not None and months is not None and operation == "month_step":
            return self.literal(day_number(add_months(EPOCH + timedelta(days=day), months)))
        year, month = self._part("year", start), self._part("month", start)
        if months is not None and months % 12 == 0:
            year = self._plus(year, months // 12)
        else:
            index = self._plus(self._calculate("+", self._month_index(start), step), -1)
            year = self._calculate("//", index, self.literal(12))
            month = self._plus(self._calculate("-", index, self._times(year, 12)), 1)
        return self.add(operation, start, year, month, self._part("day", start))

    def _expiry(self, node: Greatest) -> int | None:
        """The later of 'the corresponding day' and 'the day before the next day's corresponding day', in one step:

        the corresponding day, but the last of the month from the last of a month.
        """
        match node:
            case Greatest(
                left=DateStep(start=day, step=months, unit="months"),
                right=DateStep(
                    start=DateStep(
                        start=DateStep(start=same, step=one, unit="days"), step=again, unit="months"
                    ),
                    step=back,
                    unit="days",
                ),
            ):
                numbers = [self._lowered[id(part)] for part in (day, months, same, again)]
                steps = self._literal(self._lowered[id(one)]), self._literal(self._lowered[id(back)])
                if numbers[:2] != numbers[2:] or steps != (1, -1):
                    return None
                return self._month_step(numbers[0], numbers[1], "expiry")
            case _:
                return None


_FOLD: dict[str, Callable[[int, int], int]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "//": lambda a, b: a // b,
    ">>": lambda a, b: a >> b,
}


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - EPOCH).days


def _kind(node: Expr) -> str:
    return "boolean" if node.kind == "boolean" else "integer"
