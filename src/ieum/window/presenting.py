"""A result in words, marks and big numbers: what the pages show, ready made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ieum.benefits import Choice, Entitlement, NotTogether, Output, Question, Step, Value, Verdict
from ieum.window.answers import CaseState, spec_of
from ieum.window.judging import Judged, is_pending

_VERDICTS = {
    Verdict.YES: ("yes", "✓", "받을 수 있어요"),
    Verdict.NO: ("no", "✕", "지금은 받을 수 없어요"),
    Verdict.UNKNOWN: ("unknown", "?", "아직 알 수 없어요"),
}
_PENDING = ("pending", "→", "신청·신고하면 받을 수 있어요")
_STATES = {
    "received": ("unknown", "…", "접수했어요"),
    "asking": ("unknown", "?", "더 여쭤볼 것이 있어요"),
    "settled": ("yes", "✓", "결과가 나왔어요"),
}


@dataclass(frozen=True, slots=True)
class Badge:
    """A state shown three ways, so that no one depends on colour: style, mark, words."""

    style: str
    mark: str
    words: str


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of the reasoning. mark: ✓ ✕ ? for conditions, "" for amounts."""

    text: str
    shown: str
    mark: str
    style: str
    laws: tuple[str, ...]
    note: str
    under: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeCard:
    """One programme on the result page. headline and outputs are empty unless the answer is yes."""

    key: str
    name: str
    badge: Badge
    sentence: str
    headline: Output | None
    outputs: tuple[Output, ...]
    conditions: tuple[StepView, ...]
    why_not: tuple[StepView, ...]
    amounts: tuple[StepView, ...]
    next_steps: tuple[str, ...]
    cautions: tuple[str, ...]
    not_together: tuple[NotTogether, ...]
    deadline: str
    deadline_sentence: str
    overdue: bool
    laws: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact the result rests on. source: agency, or "직접 답하심".

    held: what the record says when the answer differs from it.
    """

    fact: str
    term: str
    shown: str
    source: str
    as_of: str
    held: str = ""


@dataclass(frozen=True, slots=True)
class ResultView:
    """Everything the result page shows."""

    related: tuple[ProgrammeCard, ...]
    unasked: tuple[ProgrammeCard, ...]
    rest: tuple[ProgrammeCard, ...]
    recorded: tuple[FactLine, ...]
    answered: tuple[FactLine, ...]
    skipped: tuple[FactLine, ...]
    headline: str

    @property
    def granted(self) -> tuple[ProgrammeCard, ...]:
        """What the person gets, or would get once they applied: the page's summary."""
        return tuple(c for c in (*self.related, *self.unasked) if c.badge.style in ("yes", "pending"))

    @property
    def not_all_together(self) -> bool:
        """Whether two of the programmes granted may not be drawn at the same time."""
        keys = {card.key for card in self.granted}
        return any(other.programme in keys for card in self.granted for other in card.not_together)


def present(judged: Judged) -> ResultView:
    """The result page's content."""
    on = judged.assessment.on
    related = tuple(_card(e, on) for e in judged.related)
    unasked = tuple(_card(e, on) for e in judged.unasked)
    return ResultView(
        related=related,
        unasked=unasked,
        rest=tuple(_card(e, on) for e in judged.rest),
        recorded=_recorded(judged.state),
        answered=_answered(judged.state),
        skipped=tuple(_line(r.fact, None, "", "") for r in judged.state.replies if r.skipped),
        headline=_headline(judged),
    )


def state_badge(summary: str) -> Badge:
    """How far a case has come."""
    return Badge(*_STATES.get(summary, _STATES["received"]))


def confidence_in_words(confidence: float) -> str:
    """The router's confidence (0 to 1) as a person would say it."""
    if confidence >= 0.9:
        return "거의 확실합니다"
    if confidence >= 0.7:
        return "아마 맞을 것입니다"
    return "확실하지 않습니다. 맞는지 봐 주세요"


def show_fact(fact: str, value: Value) -> str:
    """A fact's value in plain Korean."""
    return str(spec_of(fact).show(value))


def question_about(fact: str) -> Question:
    """The question behind a fact, for someone who wants to answer it again."""
    spec = spec_of(fact)
    kind = {"boolean": "yes_no", "code": "choice", "date": "date", "won": "won"}.get(spec.type, "number")
    choices = spec.choices or ((Choice(True, "예"), Choice(False, "아니요")) if kind == "yes_no" else ())
    return Question(fact, spec.question, kind, spec.unit, "", spec.help, choices, ())


def show_date(day: date) -> str:
    """2026년 5월 31일."""
    return f"{day.year}년 {day.month}월 {day.day}일"


def _headline(judged: Judged) -> str:
    granted = [e for e in (*judged.related, *judged.unasked) if e.verdict is Verdict.YES or is_pending(e)]
    if granted:
        return f"받을 수 있는 것이 {len(granted)}가지 있습니다"
    if any(e.verdict is Verdict.UNKNOWN for e in judged.related) or (judged.questions and not judged.related):
        return "몇 가지만 더 알면 결과를 알려 드릴 수 있습니다"
    if judged.focus:
        return "지금 확인된 것으로는 받을 수 있는 것이 없습니다"
    return "이 일은 아래 기관에서 도와 드립니다"


def _card(entitlement: Entitlement, on: date) -> ProgrammeCard:
    pending = is_pending(entitlement)
    granted = pending or entitlement.verdict is Verdict.YES
    deadline = entitlement.deadline
    seen: set[str] = set()
    spelled_out: set[str] = set()
    return ProgrammeCard(
        key=entitlement.programme,
        name=entitlement.name,
        badge=Badge(*(_PENDING if pending else _VERDICTS[entitlement.verdict])),
        sentence=entitlement.sentence,
        headline=entitlement.headline if granted else None,
        outputs=entitlement.outputs[1:] if granted else (),
        conditions=tuple(_step(step, seen) for step in entitlement.conditions),
        why_not=tuple(_step(step, set()) for step in entitlement.why_not),
        amounts=tuple(_step(step, spelled_out, judged=False) for step in entitlement.amounts)
        if granted
        else (),
        next_steps=entitlement.next_steps,
        cautions=entitlement.cautions,
        not_together=entitlement.not_together if granted else (),
        deadline=show_date(deadline) if deadline else "",
        deadline_sentence=entitlement.deadline_sentence,
        overdue=bool(deadline and deadline < on),
        laws=tuple(str(law) for law in entitlement.law),
    )


def _step(step: Step, seen: set[str], *, judged: bool = True) -> StepView:
    """The step and what it rests on. What was spelled out once in a list is named, not spelled out again."""
    mark, style = "", ""
    if judged and (isinstance(step.value, bool) or step.value is None):
        style, mark, _ = _VERDICTS[_verdict_of(step.value)]
    again = step.name in seen
    seen.add(step.name)
    return StepView(
        text=step.text,
        shown=step.shown,
        mark=mark,
        style=style,
        laws=tuple(str(law) for law in step.law),
        note=step.note,
        under=() if again else tuple(_step(below, seen, judged=False) for below in step.under),
    )


def _verdict_of(value: Value) -> Verdict:
    return Verdict.UNKNOWN if value is None else (Verdict.YES if value else Verdict.NO)


def _line(fact: str, value: Value, source: str, as_of: str, held: str = "") -> FactLine:
    return FactLine(fact, spec_of(fact).term, show_fact(fact, value), source, as_of, held)


def _as_of(day: str) -> str:
    return f"{show_date(date.fromisoformat(day))} 받은 자료" if day else ""


def _recorded(state: CaseState) -> tuple[FactLine, ...]:
    return tuple(
        _line(record.fact, record.value, f"{record.holder} {record.source}", _as_of(record.as_of))
        for record in state.records or ()
        if record.fact not in state.answers
    )


def _answered(state: CaseState) -> tuple[FactLine, ...]:
    held = {record.fact: record for record in state.records or ()}
    lines = []
    for reply in state.replies:
        if reply.skipped:
            continue
        record = held.get(reply.fact) if reply.fact in state.disputed else None
        differs = f"{record.holder} 기록은 {show_fact(reply.fact, record.value)}" if record else ""
        lines.append(_line(reply.fact, reply.value, "직접 답하심", "", differs))
    return tuple(lines)
