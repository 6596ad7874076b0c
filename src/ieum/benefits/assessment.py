"""Judge one person: every programme, with reasons, amounts and the next best question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache

from ieum.benefits.evaluation import Tape
from ieum.benefits.explanation import NO_VALUE_ON_THAT_DAY, Reasons
from ieum.benefits.expressions import Rule
from ieum.benefits.facts import check_fact, check_together, fact_spec, show
from ieum.benefits.programme import Programme
from ieum.benefits.programmes import PROGRAMMES
from ieum.benefits.results import (
    Assessment,
    Choice,
    Entitlement,
    NotTogether,
    Output,
    Question,
    Step,
    StepKind,
    Value,
    Verdict,
)
from ieum.kernel import NotFound, with_particle

FOCUS_WEIGHT = 3
"""How much more a question counts for a programme the person asked about than for another."""


def assess(
    facts: Mapping[str, Value],
    on: date,
    programmes: Sequence[str] | None = None,
    *,
    focus: Iterable[str] = (),
    declined: Iterable[str] = (),
) -> Assessment:
    """Judge the programmes (all by default) for one person on one day.

    facts: what is known, by fact name; a fact absent or None is unknown. focus: programmes the person asked about,
    whose questions come first. declined: facts the person could not answer; they are not asked again.
    Raises BadInput for facts of the wrong type, out of range or contradicting one another, NotFound for a
    programme that does not exist.
    """
    for name, value in facts.items():
        check_fact(name, value)
    check_together(facts)
    chosen = tuple(PROGRAMMES) if programmes is None else tuple(programmes)
    tape = _tape(chosen)
    reasons = Reasons(tape, tape.run(facts, on))
    entitlements = tuple(_judge(PROGRAMMES[key], reasons) for key in chosen)
    return Assessment(on, entitlements, _questions(entitlements, frozenset(focus), frozenset(declined)))


@cache
def _tape(keys: tuple[str, ...]) -> Tape:
    for key in keys:
        if key not in PROGRAMMES:
            raise NotFound(f"there is no programme '{key[:60]}'", remedy=f"one of: {', '.join(PROGRAMMES)}")
    roots = [root for key in keys for root in PROGRAMMES[key].roots]
    excluding = [PROGRAMMES[c.programme].substantive for key in keys for c in PROGRAMMES[key].conflicts]
    return Tape([*roots, *excluding])


def _judge(programme: Programme, reasons: Reasons) -> Entitlement:
    entitled = reasons.value(programme.entitled)
    substantive = reasons.value(programme.substantive)
    verdict = Verdict.UNKNOWN if entitled is None else Verdict.YES if entitled else Verdict.NO
    conditions = tuple(reasons.step(rule) for rule in (*programme.conditions, *programme.procedure))
    open_ = substantive is not False
    amounts = tuple(reasons.step(rule) for rule in programme.outputs) if open_ else ()
    outputs = tuple(_output(rule, reasons) if open_ else _nothing(rule) for rule in programme.outputs)
    why_not = tuple(step for step in conditions if step.value is False)
    missing: dict[str, None] = {}
    if verdict is Verdict.UNKNOWN:
        missing.update(dict.fromkeys(reasons.missing(programme.entitled)))
    if open_ and verdict is not Verdict.NO:
        missing.update(dict.fromkeys(reasons.missing(programme.outputs[0])))
    deadline = reasons.value(programme.deadline) if open_ and programme.deadline is not None else None
    return Entitlement(
        programme=programme.key,
        name=programme.name,
        verdict=verdict,
        sentence=_sentence(programme, verdict, substantive is True, outputs, why_not, tuple(missing)),
        conditions=conditions,
        amounts=amounts,
        outputs=outputs,
        missing=tuple(missing),
        why_not=why_not,
        next_steps=programme.next_steps if open_ else (),
        cautions=(*programme.cautions, *_parameter_cautions((*conditions, *amounts))) if open_ else (),
        not_together=tuple(
            NotTogether(conflict.programme, f"{conflict.says} ({', '.join(map(str, conflict.law))})")
            for conflict in programme.conflicts
            if open_ and reasons.value(PROGRAMMES[conflict.programme].substantive) is not False
        ),
        deadline=deadline if isinstance(deadline, date) else None,
        deadline_sentence=programme.deadline_says.format(deadline=show(deadline, "")) if deadline else "",
        law=programme.law,
    )


def _output(rule: Rule, reasons: Reasons) -> Output:
    value = reasons.value(rule)
    unit = "" if rule.unit == "날" else rule.unit
    return Output(rule.name, rule.text, value, unit, show(value, unit))


def _nothing(rule: Rule) -> Output:
    return Output(rule.name, rule.text, None, rule.unit, "해당 없음")


def _sentence(
    programme: Programme,
    verdict: Verdict,
    substantive: bool,
    outputs: tuple[Output, ...],
    why_not: tuple[Step, ...],
    missing: tuple[str, ...],
) -> str:
    words = {output.name: output.shown for output in outputs}
    complete = all(
        output.value is not None for output in outputs if f"{{{output.name}}}" in programme.granted
    )
    if verdict is Verdict.YES:
        if complete:
            return programme.granted.format(**words)
        return "받을 수 있습니다. 다만 금액은 아직 계산할 수 없습니다."
    if verdict is Verdict.NO:
        if substantive and programme.pending and outputs[0].value is not None:
            return programme.pending.format(**words)
        if substantive:
            return f"아직은 받을 수 없습니다. ‘{why_not[0].text}’ 절차가 남았습니다."
        first = why_not[0]
        more = f" (맞지 않는 조건 {len(why_not)}가지)" if len(why_not) > 1 else ""
        return f"지금은 받을 수 없습니다. ‘{first.text}’ 조건에 맞지 않습니다{more}."
    if not missing:
        return "기준이 등록되어 있지 않은 날짜라서 알 수 없습니다. 고용센터(1350)에 물어보세요."
    terms = ", ".join(f"‘{fact_spec(name).term}’" for name in missing[:2])
    rest = f" 등 {len(missing)}가지" if len(missing) > 2 else ""
    return f"아직 모릅니다. {with_particle(terms + rest, '을/를')} 알면 정해집니다."


def _parameter_cautions(steps: Iterable[Step]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    seen: set[int] = set()
    stack = list(steps)
    while stack:
        step = stack.pop()
        if id(step) in seen:
            continue
        seen.add(id(step))
        stack.extend(step.under)
        if step.kind is StepKind.PARAMETER and step.note:
            if step.note == NO_VALUE_ON_THAT_DAY:
                found[f"‘{step.text}’의 그 날짜 기준이 등록되어 있지 않아 계산하지 않았습니다."] = None
            elif step.value is not None:
                found[f"‘{step.text}’ {with_particle(step.shown, '은/는')} {step.note}입니다."] = None
    return tuple(sorted(found))


def _questions(
    entitlements: Iterable[Entitlement], focus: frozenset[str], declined: frozenset[str]
) -> tuple[Question, ...]:
    """Facts still missing, best first: one that brings most programmes closest to a decision."""
    score: dict[str, float] = {}
    serves: dict[str, list[Entitlement]] = {}
    for entitlement in entitlements:
        needed = [name for name in entitlement.missing if name not in declined]
        weight = FOCUS_WEIGHT if entitlement.programme in focus else 1
        for rank, name in enumerate(needed):
            score[name] = score.get(name, 0.0) + weight * (1 / len(needed) + 1 / (rank + 2))
            serves.setdefault(name, []).append(entitlement)
    order = sorted(score, key=lambda name: -score[name])
    return tuple(_question(name, serves[name]) for name in order)


def _question(name: str, serves: list[Entitlement]) -> Question:
    spec = fact_spec(name)
    kinds = {"boolean": "yes_no", "code": "choice", "integer": "number"}
    names = ", ".join(entitlement.name for entitlement in serves)
    return Question(
        fact=name,
        text=spec.question,
        kind=kinds.get(spec.type, spec.type),
        unit=spec.unit,
        why=f"{with_particle(names, '을/를')} 받을 수 있는지, 얼마인지 알려면 필요합니다.",
        help=spec.help,
        choices=spec.choices
        or ((Choice(True, "예"), Choice(False, "아니요")) if spec.type == "boolean" else ()),
        programmes=tuple(entitlement.programme for entitlement in serves),
    )
