"""What a programme is: its conditions, what it grants, until when, and in whose words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ieum.benefits.expressions import AllOf, Expr, FactValue, ParameterValue, Rule, walk
from ieum.benefits.parameters import Parameter
from ieum.kernel import BadRule, LawRef


@dataclass(frozen=True, slots=True)
class Conflict:
    """Another programme (its key) that may not be drawn beside this one, what that means in plain words, and by which
    article."""

    programme: str
    says: str
    law: tuple[LawRef, ...]


@dataclass(frozen=True, eq=False)
class Programme:
    """One right or programme, read from its articles.

    conditions: all must hold; procedure: what the person can still bring about by applying or reporting (when only
    these fail, the answer is "not yet, but"); outputs: what is granted, headline first; deadline: the last day to
    claim or be paid; deadline_says: what that day means, with {deadline}; rounding: how fractions of a won are
    treated; granted: the sentence for yes, with {output names};
    pending: the sentence when only the procedure is missing; next_steps: what to do, in order; cautions: what must
    always be said; conflicts: programmes not drawn beside it; signal: what in the records makes the
    programme worth raising with someone who did not ask (a report of unpaid wages, a leave that runs).
    """

    key: str
    name: str
    description: str
    law: tuple[LawRef, ...]
    conditions: tuple[Rule, ...]
    outputs: tuple[Rule, ...]
    granted: str
    next_steps: tuple[str, ...]
    rounding: str
    signal: Expr
    procedure: tuple[Rule, ...] = ()
    pending: str = ""
    deadline: Rule | None = None
    deadline_says: str = "{deadline}까지 신청하세요."
    cautions: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    substantive: Expr = field(init=False)
    entitled: Expr = field(init=False)

    def __post_init__(self) -> None:
        if not self.conditions or not self.outputs:
            raise BadRule("a programme needs conditions and at least one output", where=self.key)
        object.__setattr__(self, "substantive", AllOf(self.conditions))
        object.__setattr__(self, "entitled", AllOf((*self.conditions, *self.procedure)))

    @property
    def roots(self) -> tuple[Expr, ...]:
        """Every expression the programme is made of."""
        deadline = (self.deadline,) if self.deadline is not None else ()
        return (self.substantive, self.entitled, self.signal, *self.outputs, *deadline)

    @property
    def facts(self) -> tuple[str, ...]:
        """Names of all facts that can matter, in the order the articles mention them."""
        names = (node.spec.name for node in walk(*self.roots) if isinstance(node, FactValue))
        return tuple(dict.fromkeys(names))

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        found = {
            node.parameter.name: node.parameter
            for node in walk(*self.roots)
            if isinstance(node, ParameterValue)
        }
        return tuple(found.values())

    @property
    def citations(self) -> tuple[LawRef, ...]:
        """Every article cited by the programme, its rules, facts and parameters."""
        found = dict.fromkeys(self.law)
        for conflict in self.conflicts:
            found.update(dict.fromkeys(conflict.law))
        for node in walk(*self.roots):
            if isinstance(node, Rule):
                found.update(dict.fromkeys(node.law))
            elif isinstance(node, FactValue):
                found.update(dict.fromkeys(node.spec.law))
            elif isinstance(node, ParameterValue):
                found.update(dict.fromkeys(node.parameter.law))
        return tuple(found)


def laws(*references: str) -> tuple[LawRef, ...]:
    return tuple(LawRef.parse(reference) for reference in references)


def by_key(programmes: Sequence[Programme]) -> dict[str, Programme]:
    """Programmes by key; raises BadRule for a key given twice."""
    found: dict[str, Programme] = {}
    for programme in programmes:
        if programme.key in found:
            raise BadRule(f"the key '{programme.key}' is used twice", where=programme.name)
        found[programme.key] = programme
    for programme in programmes:
        for conflict in programme.conflicts:
            if conflict.programme not in found:
                raise BadRule(
                    f"conflicts with '{conflict.programme}', which does not exist", where=programme.key
                )
    return found
