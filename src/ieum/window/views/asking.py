"""The front page: one box, one button."""

from __future__ import annotations

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ieum.kernel import BadInput
from ieum.window.access import browser_token, person_key
from ieum.window.intake import LONGEST, read_sentence, receive_case

EXAMPLES = (
    "다니던 공장이 문을 닫았는데 두 달치 월급을 못 받았어요.",
    "10개월 된 아기를 키우며 육아휴직 중이고, 남편도 곧 휴직합니다.",
    "대학을 졸업하고 처음 일자리를 찾고 있는데 막막해요.",
    "계약이 끝나서 회사를 나왔어요. 실업급여를 받을 수 있나요?",
)


@require_http_methods(["GET", "HEAD", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    """Shows the box; takes a sentence in and answers with the case's own page once it is safely stored."""
    if request.method != "POST":
        return _box(request, text="", error=None)
    raw = _example(request.POST.get("example", "")) or request.POST.get("sentence", "")
    try:
        sentence = read_sentence(raw)
    except BadInput as error:
        return _box(request, text=raw.replace("\0", "")[: 2 * LONGEST], error=error)
    case = receive_case(
        sentence,
        browser=browser_token(request),
        standard_key=person_key(request),
        form_token=request.POST.get("form_token", "")[:64],
    )
    return redirect("next", number=case.number)


def _example(chosen: str) -> str:
    return EXAMPLES[int(chosen) - 1] if chosen in {"1", "2", "3", "4"} else ""


def _box(request: HttpRequest, *, text: str, error: BadInput | None) -> HttpResponse:
    context = {
        "text": text,
        "error": error,
        "examples": EXAMPLES,
        "longest": LONGEST,
        "form_token": secrets.token_urlsafe(16),
    }
    return render(request, "window/home.html", context, status=422 if error else 200)
