"""An assessment as a JSON document, in the published shape of assessment.schema.json."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ieum.benefits.results import Assessment, Entitlement, Question, Step, Value

_SCHEMA = Path(__file__).with_name("assessment.schema.json")


@cache
def assessment_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) that every document below satisfies."""
    schema: dict[str, Any] = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    return schema


def to_document(assessment: Assessment) -> dict[str, Any]:
    """Everything the assessment says: dates as ISO 8601, money in whole won, not known as null."""
    return {
        "judged_on": assessment.on.isoformat(),
        "entitlements": [entitlement_document(each) for each in assessment.entitlements],
        "questions": [question_document(each) for each in assessment.questions],
    }


def entitlement_document(entitlement: Entitlement) -> dict[str, Any]:
    return {
        "programme": entitlement.programme,
        "name": entitlement.name,
        "verdict": str(entitlement.verdict),
        "sentence": entitlement.sentence,
        "outputs": [
            {"name": o.name, "text": o.text, "value": plain(o.value), "unit": o.unit, "shown": o.shown}
            for o in entitlement.outputs
        ],
        "conditions": [step_document(step) for step in entitlement.conditions],
        "amounts": [step_document(step) for step in entitlement.amounts],
        "missing": list(entitlement.missing),
        "why_not": [step.name for step in entitlement.why_not],
        "next_steps": list(entitlement.next_steps),
        "cautions": list(entitlement.cautions),
        "not_together": [
            {"programme": n.programme, "sentence": n.sentence} for n in entitlement.not_together
        ],
        "deadline": plain(entitlement.deadline),
        "deadline_sentence": entitlement.deadline_sentence,
        "law": [str(law) for law in entitlement.law],
    }


def step_document(step: Step) -> dict[str, Any]:
    return {
        "name": step.name,
        "kind": str(step.kind),
        "text": step.text,
        "value": plain(step.value),
        "shown": step.shown,
        "law": [str(law) for law in step.law],
        "note": step.note,
        "under": [step_document(below) for below in step.under],
    }


def question_document(question: Question) -> dict[str, Any]:
    return {
        "fact": question.fact,
        "text": question.text,
        "kind": question.kind,
        "unit": question.unit,
        "help": question.help,
        "choices": [{"value": plain(choice.value), "text": choice.text} for choice in question.choices],
        "programmes": list(question.programmes),
    }


def plain(value: Value) -> bool | int | str | None:
    """The value as JSON has it."""
    return value.isoformat() if isinstance(value, date) else value
