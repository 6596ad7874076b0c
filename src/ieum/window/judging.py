"""From a stored case to its result: understand, look up, work out, and note what happened on the way."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from ieum.benefits import PROGRAMMES, Assessment, Entitlement, Question, Verdict, assess
from ieum.kernel import BadInput, IeumError, Unavailable
from ieum.window import answers, records, understanding
from ieum.window.answers import CaseState, state_of
from ieum.window.models import Case, CaseEvent
from ieum.window.values import to_json

_log = logging.getLogger(__name__)
Kind = CaseEvent.Kind


@dataclass(frozen=True, slots=True)
class Judged:
    """A case with its result.

    focus: programmes that answer what was said; questions: still worth asking, best first; later: questions that only
    concern programmes the person did not speak of; records_conflict: the agencies' records contradict one another, so
    that only the person's own answers counted.
    """

    case: Case
    state: CaseState
    assessment: Assessment
    focus: tuple[str, ...]
    questions: tuple[Question, ...]
    later: tuple[Question, ...]
    records_conflict: bool = False

    @property
    def related(self) -> tuple[Entitlement, ...]:
        return _by_verdict(e for e in self.assessment.entitlements if e.programme in self.focus)

    @property
    def unasked(self) -> tuple[Entitlement, ...]:
        """Programmes the person did not speak of and qualifies for."""
        return tuple(e for e in self._others if e.verdict is Verdict.YES or is_pending(e))

    @property
    def rest(self) -> tuple[Entitlement, ...]:
        return _by_verdict(e for e in self._others if e not in self.unasked)

    @property
    def _others(self) -> tuple[Entitlement, ...]:
        return tuple(e for e in self.assessment.entitlements if e.programme not in self.focus)

    @property
    def anything(self) -> bool:
        """Whether any programme is granted, or would be once applied for."""
        return any(e.verdict is Verdict.YES or is_pending(e) for e in self.assessment.entitlements)

    @property
    def needs_topic(self) -> bool:
        """Whether the person has to say what it is about before questions make sense."""
        return not self.state.topics and not self.state.more


def judge(case: Case) -> Judged:
    """Does for a case whatever has not been done yet, and works out its result from all that is known now."""
    state = state_of(case)
    if not state.routed and not state.topics:
        _understand(case, state)
    if state.records is None and case.standard_key:
        _look_up(case, state)
    state = state_of(case)
    focus = tuple(
        dict.fromkeys(p for topic in state.topics for p in understanding.programmes_of(topic.topic))
    )
    assessment, conflict = _assess(state, case, focus)
    now = tuple(q for q in assessment.questions if state.more or set(focus) & set(q.programmes))
    judged = Judged(
        case, state, assessment, focus, now, tuple(q for q in assessment.questions if q not in now), conflict
    )
    _note_result(judged)
    return judged


def is_pending(entitlement: Entitlement) -> bool:
    """Whether all that is missing is an application or a report that the person can still make."""
    procedure = {rule.name for rule in PROGRAMMES[entitlement.programme].procedure}
    return entitlement.verdict is Verdict.NO and all(
        step.value is True for step in entitlement.conditions if step.name not in procedure
    )


def try_answer(case: Case, fact: str, text: str) -> None:
    """Stores an answer unless it contradicts what is already known; raises BadInput in plain Korean."""
    value = answers.read_answer(fact, text)
    if value is None:
        answers.skip(case, fact)
        return
    assess({**state_of(case).facts, fact: value}, case.judged_on)
    answers.answer(case, fact, value)


def _understand(case: Case, state: CaseState) -> None:
    try:
        routing = understanding.router().route(case.sentence)
    except (IeumError, OSError) as error:
        _log.warning("a sentence could not be routed (%s)", type(error).__name__)
        if not state.routing_failed:
            case.note(CaseEvent.Who.IEUM, Kind.ROUTING_FAILED)
        return
    case.note(
        CaseEvent.Who.IEUM,
        Kind.ROUTED,
        needs=[{"topic": str(n.topic), "confidence": float(n.confidence)} for n in routing.needs],
        abstained=routing.abstained,
        reason=routing.reason,
        language=routing.language,
        candidates=[str(n.topic) for n in routing.candidates],
        evidence=list(routing.evidence),
    )


def _assess(state: CaseState, case: Case, focus: tuple[str, ...]) -> tuple[Assessment, bool]:
    """The assessment, and whether the records had to be left out because they contradict one another."""
    try:
        return assess(state.facts, case.judged_on, focus=focus, declined=state.skipped), False
    except BadInput:
        return assess(state.answers, case.judged_on, focus=focus, declined=state.skipped), True


def _look_up(case: Case, state: CaseState) -> None:
    try:
        holdings = records.holdings_of(case.standard_key, case.judged_on)
    except Unavailable:
        if not state.look_up_failed:
            case.note(CaseEvent.Who.IEUM, Kind.LOOK_UP_FAILED)
        return
    held = holdings.held if holdings else ()
    case.note(
        CaseEvent.Who.IEUM,
        Kind.LOOKED_UP,
        held=[
            {
                "fact": h.fact,
                "value": to_json(h.value),
                "holder": h.holder,
                "source": h.source,
                "as_of": h.as_of,
            }
            for h in held
        ],
    )


def _note_result(judged: Judged) -> None:
    """Appends a summary of the result whenever it differs from the last one noted."""
    summary = {
        "verdicts": {e.programme: str(e.verdict) for e in judged.assessment.entitlements},
        "headlines": {
            e.programme: e.headline.shown for e in judged.assessment.entitlements if e.verdict is Verdict.YES
        },
        "open": len(judged.questions) + judged.needs_topic,
    }
    if summary != judged.state.assessed:
        judged.case.note(CaseEvent.Who.IEUM, Kind.ASSESSED, **summary)


def _by_verdict(entitlements: Iterable[Entitlement]) -> tuple[Entitlement, ...]:
    order = (Verdict.YES, Verdict.UNKNOWN, Verdict.NO)
    return tuple(sorted(entitlements, key=lambda e: order.index(e.verdict)))
