"""One question a screen: answer, skip, go back, correct the topic, ask about more."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from ieum.benefits import Question
from ieum.kernel import BadInput
from ieum.window import answers, understanding
from ieum.window.access import open_case
from ieum.window.judging import Judged, judge, try_answer
from ieum.window.languages import reply_in
from ieum.window.models import CaseEvent
from ieum.window.presenting import confidence_in_words, question_about, show_fact

_READ = ["GET", "HEAD"]
_ABSTAINED = {
    "other_language": "한국어가 아닌 글이라 내용을 확실히 알 수 없었습니다.",
    "no_words": "뜻을 알 수 있는 낱말이 없었습니다.",
    "unsure": "적어 주신 글만으로는 어느 일인지 확실하지 않았습니다.",
    "out_of_scope": "일자리와 임금, 휴가에 관한 일이 아닌 것 같습니다.",
}


@require_http_methods(_READ)
def next_screen(request: HttpRequest, number: str) -> HttpResponse:
    """Sends on to whatever this case needs next: its topic, its next question, or its result."""
    judged = judge(open_case(request, number))
    if judged.needs_topic:
        return redirect("topic", number=number)
    return redirect("question" if judged.questions else "result", number=number)


@require_http_methods([*_READ, "POST"])
def question(request: HttpRequest, number: str, fact: str = "") -> HttpResponse:
    """Asks the best next question, or one particular question again; stores the reply."""
    case = open_case(request, number)
    if request.method != "POST":
        judged = judge(case)
        asked = question_about(fact) if fact else next(iter(judged.questions), None)
        if asked is None:
            return redirect("next", number=number)
        return _ask(request, judged, asked)
    replied = fact or request.POST.get("fact", "")
    if "skip" in request.POST:
        answers.skip(case, replied)
        return redirect("next", number=number)
    try:
        try_answer(case, replied, request.POST.get("value", ""))
    except BadInput as error:
        judged = judge(case)
        asked = next((q for q in judged.questions if q.fact == replied), None) or question_about(replied)
        return _ask(
            request, judged, asked, error=error, typed=request.POST.get("value", "").replace("\0", "")[:100]
        )
    return redirect("next", number=number)


@require_POST
def undo(request: HttpRequest, number: str) -> HttpResponse:
    """Takes back the newest reply and asks that question again."""
    fact = answers.undo(open_case(request, number))
    return redirect("question-again", number=number, fact=fact) if fact else redirect("next", number=number)


@require_POST
def withdraw(request: HttpRequest, number: str, fact: str) -> HttpResponse:
    """Takes back the replies to one question."""
    answers.spec_of(fact)
    answers.withdraw(open_case(request, number), fact)
    return redirect("result", number=number)


@require_http_methods([*_READ, "POST"])
def topic(request: HttpRequest, number: str) -> HttpResponse:
    """Lets the person say what it is about."""
    case = open_case(request, number)
    chosen = request.POST.get("topic", "")
    if request.method == "POST" and chosen in set(understanding.topics()):
        case.note(CaseEvent.Who.CITIZEN, CaseEvent.Kind.TOPIC_CHOSEN, topic=chosen)
        return redirect("next", number=number)
    state = judge(case).state
    context = {
        "case": case,
        "state": state,
        "likely": [t for t in understanding.topics() if t in state.candidates],
        "topics": [t for t in understanding.topics() if t not in state.candidates],
        "now": [understanding.title_of(t.topic) for t in state.topics],
        "reason": _ABSTAINED.get(state.reason, _ABSTAINED["unsure"]),
        "reply": reply_in(state.language) if state.reason == "other_language" else None,
        "error": request.method == "POST",
    }
    return render(request, "window/topic.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def more(request: HttpRequest, number: str) -> HttpResponse:
    """Asks about the programmes the person did not speak of, too."""
    open_case(request, number).note(CaseEvent.Who.CITIZEN, CaseEvent.Kind.MORE)
    return redirect("next", number=number)


def _ask(
    request: HttpRequest, judged: Judged, asked: Question, *, error: BadInput | None = None, typed: str = ""
) -> HttpResponse:
    state = judged.state
    known = state.facts.get(asked.fact)
    topics = [
        (understanding.title_of(t.topic), confidence_in_words(t.confidence), t.by_citizen)
        for t in state.topics
    ]
    again = asked.fact in {reply.fact for reply in state.replies}
    context = {
        "case": judged.case,
        "question": asked,
        "choices": [
            (_form_value(c.value), c.text, c.value == known and known is not None) for c in asked.choices
        ],
        "typed": typed or ("" if known is None else _form_value(known)),
        "known": None if known is None else show_fact(asked.fact, known),
        "programmes": [e.name for e in judged.assessment.entitlements if e.programme in asked.programmes],
        "topics": topics,
        "place": len(state.replies) + (0 if again else 1),
        "can_undo": bool(state.replies),
        "no_records": not state.records,
        "look_up_failed": state.look_up_failed and state.records is None,
        "anonymous": not judged.case.standard_key,
        "error": error,
        "action": request.path
        if "/question/" in request.path
        else reverse("question", args=[judged.case.number]),
    }
    return render(request, "window/question.html", context, status=422 if error else 200)


def _form_value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
