"""What the benefits engine answers: entitlements with reasons, and the questions still open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from ieum.kernel import LawRef

Value: TypeAlias = bool | int | date | None
"""A fact's or rule's value: truth, whole number (won, days, code …), date; None is *not known*."""


class Verdict(StrEnum):
    """Whether a programme's conditions hold: yes, no, or not yet known."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class StepKind(StrEnum):
    FACT = "fact"
    PARAMETER = "parameter"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the reasoning: what was looked at, what was found, by which article.

    text: the step in plain Korean; shown: the value in words ("180일", "예", "아직 모름");
    under: the steps it rests on; note: a caution, for example an amount that no source at hand confirms.
    """

    name: str
    kind: StepKind
    text: str
    value: Value
    shown: str
    law: tuple[LawRef, ...] = ()
    under: tuple[Step, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question: the value to send and its wording."""

    value: Value
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """The next thing to ask a person, in plain words.

    kind: 'yes_no', 'choice', 'date', 'won', 'number'; unit: '일', '원', '시간' … for numbers;
    why: what the answer decides; help: how to find out; programmes: keys of the programmes it can settle.
    """

    fact: str
    text: str
    kind: str
    unit: str
    why: str
    help: str
    choices: tuple[Choice, ...]
    programmes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Output:
    """A number or date the programme grants, for example the daily amount. None: not known yet."""

    name: str
    text: str
    value: Value
    unit: str
    shown: str


@dataclass(frozen=True, slots=True)
class NotTogether:
    """Another programme (its key) that may not be drawn beside this one: the sentence says so, with the article."""

    programme: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Entitlement:
    """One programme judged for one person on one day.

    sentence: the result in one plain Korean sentence; conditions: one step per condition of the article
    (and per exclusion), each with its reasoning below it; amounts: how each output came about;
    outputs: headline first; missing: facts that could still decide it; why_not: the conditions that failed;
    cautions: what the user must be told (unverified amounts, approximations); deadline: last day to claim;
    not_together: what may not be drawn beside it though the person may have a right to both, with the article;
    deadline_sentence: what that day means, in plain words ("" when there is none or it is not known).
    """

    programme: str
    name: str
    verdict: Verdict
    sentence: str
    conditions: tuple[Step, ...]
    amounts: tuple[Step, ...]
    outputs: tuple[Output, ...]
    missing: tuple[str, ...]
    why_not: tuple[Step, ...]
    next_steps: tuple[str, ...]
    cautions: tuple[str, ...]
    not_together: tuple[NotTogether, ...]
    deadline: date | None
    deadline_sentence: str
    law: tuple[LawRef, ...]

    @property
    def headline(self) -> Output:
        return self.outputs[0]


@dataclass(frozen=True, slots=True)
class Assessment:
    """Every programme judged for one person on one day, and what to ask next (best question first)."""

    on: date
    entitlements: tuple[Entitlement, ...]
    questions: tuple[Question, ...]

    def of(self, programme: str) -> Entitlement:
        """The entitlement to one programme; KeyError when it was not asked for."""
        return {entitlement.programme: entitlement for entitlement in self.entitlements}[programme]
