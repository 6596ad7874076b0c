"""The trees that rules are: expressions over facts and dated parameters, with unknown values.

`language` is how programmes write them. The same tree is evaluated for one person with its reasoning (`evaluation`)
and compiled into one query for a whole population (`population`). Every value may be unknown (None); the logic is
Kleene's strong three-valued logic, as in SQL: unknown AND no is no, unknown OR yes is yes, anything else with an
unknown stays unknown. Numbers are whole (won, days, months, hours); division drops the fraction.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Literal

from ieum.benefits.facts import FactSpec
from ieum.benefits.parameters import Parameter
from ieum.kernel import BadRule, LawRef

Kind = Literal["boolean", "integer", "date"]


@dataclass(frozen=True, eq=False)
class Expr:
    """A node of the tree; `kind` is what it yields. Python operators build larger trees."""

    kind: Kind = field(init=False, default="integer")

    @property
    def parts(self) -> tuple[Expr, ...]:
        """The expressions this one is made of."""
        return ()

    def __ge__(self, other: Expr | int | date) -> Expr:
        return Compare(self, lift(other), ">=")

    def __gt__(self, other: Expr | int | date) -> Expr:
        return Compare(self, lift(other), ">")

    def __le__(self, other: Expr | int | date) -> Expr:
        return Compare(self, lift(other), "<=")

    def __lt__(self, other: Expr | int | date) -> Expr:
        return Compare(self, lift(other), "<")

    def equals(self, other: Expr | int | date) -> Expr:
        return Compare(self, lift(other), "==")

    def is_in(self, values: Sequence[int]) -> Expr:
        return AnyOf(tuple(self.equals(value) for value in values))

    def __add__(self, other: Expr | int) -> Expr:
        return Arithmetic(self, lift(other), "+")

    def __sub__(self, other: Expr | int) -> Expr:
        return Arithmetic(self, lift(other), "-")

    def __mul__(self, other: Expr | int) -> Expr:
        return Arithmetic(self, lift(other), "*")

    def __floordiv__(self, other: Expr | int) -> Expr:
        return Arithmetic(self, lift(other), "//")

    def __and__(self, other: Expr) -> Expr:
        return AllOf((self, other))

    def __or__(self, other: Expr) -> Expr:
        return AnyOf((self, other))

    def __invert__(self) -> Expr:
        return Not(self)

    def percent(self, share: Expr | int) -> Expr:
        """`share` hundredths of this amount, fraction of a won dropped."""
        return Arithmetic(Arithmetic(self, lift(share), "*"), Const(100), "//")


def _set_kind(node: Expr, kind: Kind) -> None:
    object.__setattr__(node, "kind", kind)


@dataclass(frozen=True, eq=False)
class Const(Expr):
    value: int | bool | date

    def __post_init__(self) -> None:
        _set_kind(
            self,
            "boolean"
            if isinstance(self.value, bool)
            else "date"
            if isinstance(self.value, date)
            else "integer",
        )


@dataclass(frozen=True, eq=False)
class On(Expr):
    """The day the case is judged."""

    def __post_init__(self) -> None:
        _set_kind(self, "date")


@dataclass(frozen=True, eq=False)
class FactValue(Expr):
    """What is known of one fact."""

    spec: FactSpec

    def __post_init__(self) -> None:
        kinds: dict[str, Kind] = {"boolean": "boolean", "date": "date"}
        _set_kind(self, kinds.get(self.spec.type, "integer"))


@dataclass(frozen=True, eq=False)
class ParameterValue(Expr):
    """The amount in force on a day: the day judged, unless `at` names another (for example the separation)."""

    parameter: Parameter
    at: Expr

    @property
    def parts(self) -> tuple[Expr, ...]:
        return (self.at,)


@dataclass(frozen=True, eq=False)
class Pair(Expr):
    """What is made of two expressions."""

    left: Expr
    right: Expr

    @property
    def parts(self) -> tuple[Expr, ...]:
        return (self.left, self.right)


@dataclass(frozen=True, eq=False)
class Compare(Pair):
    operator: str

    def __post_init__(self) -> None:
        if (self.left.kind == "date") != (self.right.kind == "date") or "boolean" in (
            self.left.kind,
            self.right.kind,
        ):
            raise _bad("only a date with a date, or a number with a number, can be compared")
        _set_kind(self, "boolean")


@dataclass(frozen=True, eq=False)
class Arithmetic(Pair):
    operator: str

    def __post_init__(self) -> None:
        if self.left.kind != "integer" or self.right.kind != "integer":
            raise _bad("arithmetic needs whole numbers on both sides")


@dataclass(frozen=True, eq=False)
class Least(Pair):
    """The smaller of two numbers or earlier of two dates; unknown when either is."""

    def __post_init__(self) -> None:
        _needs_same(self.left, self.right)
        _set_kind(self, self.left.kind)


@dataclass(frozen=True, eq=False)
class Greatest(Pair):
    """The larger of two numbers or later of two dates; unknown when either is."""

    def __post_init__(self) -> None:
        _needs_same(self.left, self.right)
        _set_kind(self, self.left.kind)


@dataclass(frozen=True, eq=False)
class Conditions(Expr):
    """Several conditions joined."""

    joined: tuple[Expr, ...]

    def __post_init__(self) -> None:
        _needs_boolean(self.joined)
        _set_kind(self, "boolean")

    @property
    def parts(self) -> tuple[Expr, ...]:
        return self.joined


class AllOf(Conditions):
    """Holds when every one holds."""


class AnyOf(Conditions):
    """Holds when one of them holds."""


@dataclass(frozen=True, eq=False)
class Not(Expr):
    part: Expr

    def __post_init__(self) -> None:
        _needs_boolean((self.part,))
        _set_kind(self, "boolean")

    @property
    def parts(self) -> tuple[Expr, ...]:
        return (self.part,)


@dataclass(frozen=True, eq=False)
class When(Expr):
    """`then` where the condition holds, `otherwise` where it does not, unknown where that is unknown."""

    condition: Expr
    then: Expr
    otherwise: Expr

    def __post_init__(self) -> None:
        _needs_boolean((self.condition,))
        if self.then.kind != self.otherwise.kind:
            raise _bad(f"one branch yields {self.then.kind}, the other {self.otherwise.kind}")
        _set_kind(self, self.then.kind)

    @property
    def parts(self) -> tuple[Expr, ...]:
        return (self.condition, self.then, self.otherwise)


@dataclass(frozen=True, eq=False)
class DateStep(Expr):
    """A date moved by days or months (the month's last day where there is no corresponding day)."""

    start: Expr
    step: Expr
    unit: Literal["days", "months"]

    def __post_init__(self) -> None:
        if self.start.kind != "date" or self.step.kind != "integer":
            raise _bad("a date is moved by a whole number of days or months")
        _set_kind(self, "date")

    @property
    def parts(self) -> tuple[Expr, ...]:
        return (self.start, self.step)


@dataclass(frozen=True, eq=False)
class FirstOfMonth(Expr):
    """The first day of the month a date lies in."""

    day: Expr

    def __post_init__(self) -> None:
        if self.day.kind != "date":
            raise _bad("only a date lies in a month")
        _set_kind(self, "date")

    @property
    def parts(self) -> tuple[Expr, ...]:
        return (self.day,)


@dataclass(frozen=True, eq=False)
class Between(Expr):
    """Time from `start` to `end`: days (end not counted), or full months or years by anniversary."""

    start: Expr
    end: Expr
    unit: Literal["days", "months", "years"]

    def __post_init__(self) -> None:
        if self.start.kind != "date" or self.end.kind != "date":
            raise _bad("time is counted between two dates")

    @property
    def parts(self) -> tuple[Expr, ...]:
        return (self.start, self.end)


@dataclass(frozen=True, eq=False)
class Rule(Expr):
    """A named step of the law with its article; what people read in the explanation."""

    name: str
    text: str
    body: Expr
    law: tuple[LawRef, ...]
    unit: str
    place: str

    def __post_init__(self) -> None:
        _set_kind(self, self.body.kind)

    @property
    def parts(self) -> tuple[Expr, ...]:
        return (self.body,)


def lift(value: Expr | int | bool | date) -> Expr:
    return value if isinstance(value, Expr) else Const(value)


def walk(*roots: Expr) -> Iterator[Expr]:
    """Every node below the roots once, parts before wholes."""
    seen: set[int] = set()
    stack: list[tuple[Expr, bool]] = [(root, False) for root in reversed(roots)]
    while stack:
        node, opened = stack.pop()
        if opened:
            yield node
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack.extend((part, False) for part in reversed(node.parts))


def _needs_boolean(parts: Sequence[Expr]) -> None:
    if any(part.kind != "boolean" for part in parts):
        raise _bad("only conditions (yes or no) can be joined by and, or, not")


def _needs_same(left: Expr, right: Expr) -> None:
    if left.kind != right.kind or left.kind == "boolean":
        raise _bad("the lesser or greater is taken of two numbers or two dates")


def _bad(what: str) -> BadRule:
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        file = Path(frame.f_code.co_filename)
        if file.parent.name == "programmes":
            return BadRule(what, where=f"{file.name}:{frame.f_lineno}")
        frame = frame.f_back
    return BadRule(what)
