"""A case and its result as one JSON document, for the person to keep or hand on."""

from __future__ import annotations

from typing import Any

from ieum.benefits import plain, to_document
from ieum.window.judging import Judged


def export(judged: Judged) -> dict[str, Any]:
    """Everything the result page says: dates as ISO 8601, money in whole won, not known as null.

    The assessment's part (judged_on, entitlements, questions) satisfies the published schema, `ieum schema`.
    """
    case, state = judged.case, judged.state
    return {
        "number": str(case.number),
        "received_at": case.created_at.isoformat(),
        "demonstration": True,
        "sentence": case.sentence,
        "topics": [
            {"topic": t.topic, "confidence": round(t.confidence, 4), "chosen_by_citizen": t.by_citizen}
            for t in state.topics
        ],
        "records": [
            {
                "fact": r.fact,
                "value": plain(r.value),
                "holder": r.holder,
                "source": r.source,
                "as_of": r.as_of,
            }
            for r in state.records or ()
        ],
        "answers": [{"fact": r.fact, "value": plain(r.value), "not_known": r.skipped} for r in state.replies],
        **to_document(judged.assessment),
    }
