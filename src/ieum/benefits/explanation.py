"""From computed values to reasons: the steps people read, and the facts that are still missing."""

from __future__ import annotations

from collections.abc import Iterator

from ieum.benefits.evaluation import Tape, Values
from ieum.benefits.expressions import AllOf, AnyOf, Expr, FactValue, ParameterValue, Rule, When
from ieum.benefits.facts import show
from ieum.benefits.results import Step, StepKind, Value

NO_VALUE_ON_THAT_DAY = "그 날짜의 기준이 등록되어 있지 않음"


class Reasons:
    """Reads one person's values on a tape as steps and missing facts."""

    def __init__(self, tape: Tape, values: Values) -> None:
        self._tape = tape
        self._values = values
        self._steps: dict[int, Step] = {}
        self._missing: dict[int, dict[str, None]] = {}

    def value(self, node: Expr) -> Value:
        return self._values[self._tape.place[id(node)]]

    def step(self, node: Rule) -> Step:
        """The rule as a step, resting on the steps that decided it."""
        known = self._steps.get(id(node))
        if known is None:
            value = self.value(node)
            under = tuple({id(step): step for step in self._below(node.body)}.values())
            known = self._steps[id(node)] = Step(
                name=node.name,
                kind=StepKind.RULE,
                text=node.text,
                value=value,
                shown=show(value, "" if node.unit == "날" else node.unit),
                law=node.law,
                under=under,
            )
        return known

    def missing(self, node: Expr) -> tuple[str, ...]:
        """Facts, first needed first, that must be known before the node's value can be."""
        return tuple(self._lacks(node))

    def _below(self, node: Expr) -> Iterator[Step]:
        match node:
            case Rule():
                yield self.step(node)
            case FactValue():
                yield self._fact_step(node)
            case ParameterValue():
                yield self._parameter_step(node)
            case _:
                for part in self._telling(node):
                    yield from self._below(part)

    def _telling(self, node: Expr) -> tuple[Expr, ...]:
        """The parts that decided the node's value: the taken branch, the failing condition, the true alternative."""
        value = self.value(node)
        if isinstance(node, When):
            holds = self.value(node.condition)
            if holds is None:
                return (node.condition,)
            return (node.condition, node.then if holds else node.otherwise)
        decisive = isinstance(node, AnyOf)
        if isinstance(node, AllOf | AnyOf) and value is not (not decisive):
            telling = tuple(part for part in node.parts if self.value(part) is value)
            return telling[:1] if value is decisive else telling
        return node.parts

    def _lacks(self, node: Expr) -> dict[str, None]:
        known = self._missing.get(id(node))
        if known is not None:
            return known
        found: dict[str, None] = {}
        if self.value(node) is None:
            if isinstance(node, FactValue):
                found[node.spec.name] = None
            elif isinstance(node, When) and self.value(node.condition) is None:
                found.update(self._lacks(node.condition))
            else:
                parts = self._telling(node) if isinstance(node, When | AllOf | AnyOf) else node.parts
                for part in parts:
                    found.update(self._lacks(part))
        self._missing[id(node)] = found
        return found

    def _fact_step(self, node: FactValue) -> Step:
        known = self._steps.get(id(node))
        if known is None:
            spec, value = node.spec, self.value(node)
            known = self._steps[id(node)] = Step(
                spec.name, StepKind.FACT, spec.term, value, spec.show(value), spec.law
            )
        return known

    def _parameter_step(self, node: ParameterValue) -> Step:
        parameter, value = node.parameter, self.value(node)
        at_known = self.value(node.at) is not None
        note = (
            ""
            if parameter.verified
            else f"손에 있는 법령 본문으로 확인하지 못한 값({parameter.notice or '별표'})"
        )
        if value is None and at_known:
            note = NO_VALUE_ON_THAT_DAY
        key = hash((parameter.name, value))
        known = self._steps.get(key)
        if known is None:
            known = self._steps[key] = Step(
                parameter.name,
                StepKind.PARAMETER,
                parameter.text,
                value,
                show(value, parameter.unit),
                parameter.law,
                note=note,
            )
        return known
