"""The result of a case, the list of one's cases, and the way back to a case from elsewhere."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ieum.kernel import BadInput
from ieum.window import understanding
from ieum.window.access import TooManyTries, open_case, own_cases, reopen_case
from ieum.window.exporting import export
from ieum.window.judging import judge
from ieum.window.models import Case, CaseEvent
from ieum.window.pointers import pointers_for
from ieum.window.presenting import confidence_in_words, present, show_date, state_badge

_READ = ["GET", "HEAD"]
_SORTS = {"newest": "새것부터", "oldest": "오래된 것부터", "state": "더 답할 것부터"}
_STATE_ORDER = ("asking", "received", "settled")
_PER_PAGE = 20


@require_http_methods(_READ)
def result(request: HttpRequest, number: str) -> HttpResponse:
    """The result as far as it is known."""
    judged = judge(open_case(request, number))
    state = judged.state
    topics = tuple(t.topic for t in state.topics)
    context = {
        "case": judged.case,
        "state": state,
        "view": present(judged),
        "judged": judged,
        "judged_on": show_date(judged.assessment.on),
        "topics": [
            (understanding.title_of(t.topic), confidence_in_words(t.confidence), t.by_citizen)
            for t in state.topics
        ],
        "pointers": pointers_for(topics),
    }
    return render(request, "window/result.html", context)


@require_http_methods(_READ)
def download(request: HttpRequest, number: str) -> HttpResponse:
    """The case as a JSON file."""
    document = export(judge(open_case(request, number)))
    response = JsonResponse(document, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response.headers["Content-Disposition"] = f'attachment; filename="{number}.json"'
    return response


@require_http_methods([*_READ, "POST"])
def overview(request: HttpRequest) -> HttpResponse:
    """One's cases, sorted and searched; what is searched for travels in the form, never in the address."""
    wanted = request.POST if request.method == "POST" else request.GET
    sort = wanted.get("sort", "newest") if wanted.get("sort") in _SORTS else "newest"
    words = request.POST.get("words", "").replace("\0", "").strip()[:100]
    newest = CaseEvent.objects.filter(case=OuterRef("pk"), kind=CaseEvent.Kind.ASSESSED).order_by("-pk")
    found = own_cases(request).annotate(assessed=Subquery(newest.values("body")[:1]))
    rows = [(case, _summary(case)) for case in found.order_by("pk" if sort == "oldest" else "-pk")[:500]]
    if words:
        rows = [
            (c, s)
            for c, s in rows
            if words.casefold() in c.sentence.casefold() or words.upper() in str(c.number)
        ]
    if sort == "state":
        rows.sort(key=lambda row: _STATE_ORDER.index(row[1]))
    page = Paginator(rows, _PER_PAGE).get_page(wanted.get("page"))
    context = {
        "page": page,
        "rows": [(case, state_badge(summary)) for case, summary in page],
        "sorts": _SORTS.items(),
        "sort": sort,
        "words": words,
        "any": bool(rows) or bool(words),
    }
    return render(request, "window/cases.html", context)


@require_http_methods([*_READ, "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Reopens a case by its number and receipt code."""
    if request.method != "POST":
        return render(request, "window/find.html", {})
    number, code = request.POST.get("number", "")[:40], request.POST.get("code", "")[:40]
    try:
        case = reopen_case(request, number, code)
    except BadInput as error:
        return render(
            request, "window/find.html", {"error": error, "number": number.replace("\0", "")}, status=422
        )
    except TooManyTries:
        return render(request, "window/find.html", {"stopped": True}, status=429)
    return redirect("result", number=case.number)


def _summary(case: Case) -> str:
    assessed = getattr(case, "assessed", None)
    if not assessed:
        return "received"
    return "asking" if assessed.get("open") else "settled"
