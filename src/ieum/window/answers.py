"""The state of a case, derived from its events: what was understood, what the records hold, what was answered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from ieum.benefits import FactSpec, Value, facts_catalogue, parse_answer
from ieum.kernel import BadInput, NotFound
from ieum.window.models import Case, CaseEvent
from ieum.window.values import from_json, to_json

Kind = CaseEvent.Kind
_SPECS = {spec.name: spec for spec in facts_catalogue()}
_DAY = re.compile(r"^(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})\D{0,2}$")
_REPLIES = (Kind.ANSWERED, Kind.SKIPPED)


@dataclass(frozen=True, slots=True)
class Understood:
    """A topic the sentence is about. confidence: 0 to 1; by_citizen: chosen from the list."""

    topic: str
    confidence: float
    by_citizen: bool = False


@dataclass(frozen=True, slots=True)
class HeldRecord:
    """One fact an agency already holds: which agency, in which record, as loaded on which day."""

    fact: str
    value: Value
    holder: str
    source: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Reply:
    """The newest reply to one question; value None means "모르겠어요"."""

    event: int
    fact: str
    value: Value
    skipped: bool


@dataclass(frozen=True, slots=True)
class CaseState:
    """Everything known of a case now.

    reason, language, candidates: why the router abstained, in which language the text is, and the topics it thought
    likeliest; records: None until they have been looked up; replies: in the order given, one a fact; assessed: the
    newest stored summary of the result, empty before the first.
    """

    routed: bool = False
    routing_failed: bool = False
    topics: tuple[Understood, ...] = ()
    abstained: bool = False
    reason: str = ""
    language: str = ""
    candidates: tuple[str, ...] = ()
    records: tuple[HeldRecord, ...] | None = None
    look_up_failed: bool = False
    replies: tuple[Reply, ...] = ()
    more: bool = False
    assessed: Mapping[str, Any] = field(default_factory=dict)

    @property
    def answers(self) -> dict[str, Value]:
        return {reply.fact: reply.value for reply in self.replies if not reply.skipped}

    @property
    def skipped(self) -> frozenset[str]:
        return frozenset(reply.fact for reply in self.replies if reply.skipped)

    @property
    def facts(self) -> dict[str, Value]:
        """What the assessment rests on: the records, and over them what the person says."""
        held = {record.fact: record.value for record in self.records or ()}
        return {**held, **self.answers}

    @property
    def disputed(self) -> frozenset[str]:
        """Facts for which the person's answer differs from the record."""
        answers = self.answers
        return frozenset(
            record.fact
            for record in self.records or ()
            if record.fact in answers and answers[record.fact] != record.value
        )

    @property
    def summary(self) -> str:
        """received, asking or settled: how far the case has come, as of its last computed result."""
        if not self.assessed:
            return "received"
        return "asking" if self.assessed.get("open") else "settled"


def state_of(case: Case) -> CaseState:
    """Reads a case's events from first to last."""
    seen: dict[str, Any] = {}
    replies: dict[int, tuple[str, Value, bool]] = {}
    for event in case.history():
        body = event.body
        match event.kind:
            case Kind.ROUTED:
                seen |= {"routed": True, "abstained": body["abstained"], "reason": body["reason"]}
                seen |= {"language": body["language"], "candidates": tuple(body["candidates"])}
                seen["topics"] = tuple(
                    Understood(need["topic"], need["confidence"]) for need in body["needs"]
                )
            case Kind.ROUTING_FAILED:
                seen["routing_failed"] = True
            case Kind.TOPIC_CHOSEN:
                seen |= {"topics": (Understood(body["topic"], 1.0, by_citizen=True),), "abstained": False}
            case Kind.LOOKED_UP:
                seen["records"] = tuple(
                    HeldRecord(r["fact"], from_json(r["value"]), r["holder"], r["source"], r["as_of"])
                    for r in body["held"]
                )
            case Kind.LOOK_UP_FAILED:
                seen["look_up_failed"] = True
            case Kind.ANSWERED:
                replies[event.pk] = (body["fact"], from_json(body["value"]), False)
            case Kind.SKIPPED:
                replies[event.pk] = (body["fact"], None, True)
            case Kind.UNDONE:
                replies.pop(body["event"], None)
            case Kind.MORE:
                seen["more"] = True
            case Kind.ASSESSED:
                seen["assessed"] = body
    newest: dict[str, Reply] = {}
    for pk, (fact, value, skipped) in replies.items():
        newest.pop(fact, None)
        newest[fact] = Reply(pk, fact, value, skipped)
    return CaseState(**seen, replies=tuple(newest.values()))


def read_answer(fact: str, text: str) -> Value:
    """What a reply means; None for "모르겠어요". Raises NotFound for an unknown fact, BadInput in plain Korean."""
    spec = spec_of(fact)
    plain = text.replace("\0", "").strip()[:100]
    if not plain:
        raise BadInput(
            "아직 답을 고르거나 적지 않으셨습니다", remedy="답을 넣거나 ‘모르겠어요’를 눌러 주세요"
        )
    if spec.type == "date":
        plain = _DAY.sub(lambda day: f"{day[1]}-{day[2]:>02}-{day[3]:>02}", plain)
    try:
        return parse_answer(fact, plain)
    except BadInput as error:
        if spec.type != "date":
            raise
        raise BadInput(
            "날짜를 알아볼 수 없습니다", remedy="예: 2026-05-31처럼 연-월-일로 적어 주세요"
        ) from error


def answer(case: Case, fact: str, value: Value) -> None:
    """Stores what the person answered."""
    spec_of(fact)
    case.note(CaseEvent.Who.CITIZEN, Kind.ANSWERED, fact=fact, value=to_json(value))


def skip(case: Case, fact: str) -> None:
    """Stores that the person does not know; the question is not asked again unless they want to."""
    spec_of(fact)
    case.note(CaseEvent.Who.CITIZEN, Kind.SKIPPED, fact=fact)


def undo(case: Case) -> str | None:
    """Takes back the newest reply and returns its fact; None when there is nothing to take back."""
    with transaction.atomic():
        taken_back = {event.body["event"] for event in case.history().filter(kind=Kind.UNDONE)}
        last = case.history().filter(kind__in=_REPLIES).exclude(pk__in=taken_back).order_by("-pk").first()
        if last is None:
            return None
        case.note(CaseEvent.Who.CITIZEN, Kind.UNDONE, event=last.pk)
        return str(last.body["fact"])


def withdraw(case: Case, fact: str) -> None:
    """Takes back every reply to one question, so that the record, if there is one, counts again."""
    for event in case.history().filter(kind__in=_REPLIES, body__fact=fact):
        case.note(CaseEvent.Who.CITIZEN, Kind.UNDONE, event=event.pk)


def spec_of(fact: str) -> FactSpec:
    """The catalogue's entry for a fact; raises NotFound."""
    try:
        return _SPECS[fact]
    except KeyError:
        raise NotFound("no such question", where="fact") from None
