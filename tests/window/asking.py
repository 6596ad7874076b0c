"""What a citizen does at the window, as short words for tests."""

from __future__ import annotations

import re
from html import unescape

from django.http import HttpResponse
from django.test import Client

from ieum.window.models import Case


def submit(visitor: Client, sentence: str, form_token: str = "token") -> HttpResponse:
    return visitor.post("/", {"sentence": sentence, "form_token": form_token})


def case_from(visitor: Client, sentence: str) -> Case:
    """Submits a sentence and returns the case that was stored for it."""
    response = submit(visitor, sentence)
    assert response.status_code == 302, response.content.decode()
    number = re.search(r"IE-\d{4}-\d+-[A-Z]", response["Location"])
    assert number is not None
    case = Case.objects.latest("pk")
    assert str(case.number) == number[0]
    return case


def text_of(response: HttpResponse) -> str:
    """The page's words, without tags, spaces folded."""
    body = re.sub(r"<(script|style).*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())
