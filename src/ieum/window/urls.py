"""Addresses of the window. No personal data in any of them."""

from __future__ import annotations

from django.urls import path, register_converter

from ieum.window.numbers import PATTERN
from ieum.window.views import answering, asking, cases, demo


class CaseNumberInAddress:
    """A case number as it stands in an address; whether it exists and is yours is the view's question."""

    regex = PATTERN

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: object) -> str:
        return str(value)


register_converter(CaseNumberInAddress, "case")

urlpatterns = [
    path("", asking.home, name="home"),
    path("demo", demo.people, name="demo"),
    path("demo/enter", demo.enter, name="demo-enter"),
    path("demo/leave", demo.leave, name="demo-leave"),
    path("cases", cases.overview, name="cases"),
    path("cases/find", cases.find, name="find"),
    path("cases/<case:number>", cases.result, name="result"),
    path("cases/<case:number>.json", cases.download, name="download"),
    path("cases/<case:number>/next", answering.next_screen, name="next"),
    path("cases/<case:number>/question", answering.question, name="question"),
    path("cases/<case:number>/question/<slug:fact>", answering.question, name="question-again"),
    path("cases/<case:number>/withdraw/<slug:fact>", answering.withdraw, name="withdraw"),
    path("cases/<case:number>/undo", answering.undo, name="undo"),
    path("cases/<case:number>/topic", answering.topic, name="topic"),
    path("cases/<case:number>/more", answering.more, name="more"),
]
