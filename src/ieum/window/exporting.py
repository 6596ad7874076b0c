"""A case and its result as one JSON document, for the person to keep or hand on."""

from __future__ import annotations

from datetime import date
from typing import Any

from ieum.benefits import Entitlement, Step, Value
from ieum.window.judging import Judged


def export(judged: Judged) -> dict[str, Any]:
    """Everything the result page says: dates as ISO 8601, money in whole won, not known as null."""
    case, state = judged.case, judged.state
    return {
        "number": str(case.number),
        "received_at": case.created_at.isoformat(),
        "judged_on": judged.assessment.on.isoformat(),
        "demonstration": True,
        "sentence": case.sentence,
        "topics": [
            {"topic": t.topic, "confidence": round(t.confidence, 4), "chosen_by_citizen": t.by_citizen}
            for t in state.topics
        ],
        "records": [
            {
                "fact": r.fact,
                "value": _plain(r.value),
                "holder": r.holder,
                "source": r.source,
                "as_of": r.as_of,
            }
            for r in state.records or ()
        ],
        "answers": [
            {"fact": r.fact, "value": _plain(r.value), "not_known": r.skipped} for r in state.replies
        ],
        "entitlements": [_entitlement(e) for e in judged.assessment.entitlements],
        "open_questions": [q.fact for q in judged.questions],
    }


def _entitlement(entitlement: Entitlement) -> dict[str, Any]:
    return {
        "programme": entitlement.programme,
        "name": entitlement.name,
        "verdict": str(entitlement.verdict),
        "sentence": entitlement.sentence,
        "outputs": [
            {"name": o.name, "text": o.text, "value": _plain(o.value), "unit": o.unit, "shown": o.shown}
            for o in entitlement.outputs
        ],
        "conditions": [_step(step) for step in entitlement.conditions],
        "amounts": [_step(step) for step in entitlement.amounts],
        "missing": list(entitlement.missing),
        "why_not": [_step(step) for step in entitlement.why_not],
        "next_steps": list(entitlement.next_steps),
        "cautions": list(entitlement.cautions),
        "deadline": _plain(entitlement.deadline),
        "law": [str(law) for law in entitlement.law],
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "name": step.name,
        "kind": str(step.kind),
        "text": step.text,
        "value": _plain(step.value),
        "shown": step.shown,
        "law": [str(law) for law in step.law],
        "note": step.note,
        "under": [_step(below) for below in step.under],
    }


def _plain(value: Value) -> Any:
    return value.isoformat() if isinstance(value, date) else value
