"""What is kept: the case as it was received, and an append-only log of everything that happened to it."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from ieum.kernel import IeumError
from ieum.window.numbers import CaseNumber

_CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class AppendOnly(IeumError):
    """Someone tried to change or remove what must stay as it was written."""


class Case(models.Model):
    """One request, word for word. Who made it: a person (standard key) or, without log-in, a browser.

    once: makes a submission that arrives twice one case; judged_on: the day the law is applied as of;
    masked: whether a resident number in the sentence was hidden before it was stored.
    """

    created_at = models.DateTimeField(default=timezone.now, editable=False)
    sentence = models.TextField(editable=False)
    masked = models.BooleanField(default=False, editable=False)
    standard_key = models.CharField(max_length=14, blank=True, default="", db_index=True, editable=False)
    browser = models.CharField(max_length=43, db_index=True, editable=False)
    once = models.CharField(max_length=64, unique=True, editable=False)
    judged_on = models.DateField(editable=False)

    class Meta:
        ordering = ("-pk",)

    @property
    def number(self) -> CaseNumber:
        return CaseNumber(timezone.localtime(self.created_at).year, self.pk)

    @property
    def receipt_code(self) -> str:
        """Eight characters that, with the number, reopen the case elsewhere. Derived, stored nowhere."""
        message = f"receipt|{self.pk}|{self.once}".encode()
        digest = hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).digest()
        code = "".join(_CODE_LETTERS[byte % 32] for byte in digest[:8])
        return f"{code[:4]}-{code[4:]}"

    def note(self, who: CaseEvent.Who, kind: CaseEvent.Kind, **body: Any) -> None:
        """Appends something that happened to the case."""
        CaseEvent.objects.create(case=self, who=who, kind=kind, body=body)

    def history(self) -> models.QuerySet[CaseEvent]:
        """Everything that happened to the case, first to last."""
        return CaseEvent.objects.filter(case=self).order_by("pk")

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise AppendOnly("a case is never changed; append an event instead", where=str(self.number))
        super().save(*args, **kwargs)


class CaseEvent(models.Model):
    """Something that happened to a case: who, when, what. Never changed, never removed (triggers see to it)."""

    class Kind(models.TextChoices):
        ROUTED = "routed", "이해함"
        ROUTING_FAILED = "routing_failed", "이해하지 못함"
        TOPIC_CHOSEN = "topic_chosen", "주제를 고름"
        LOOKED_UP = "looked_up", "기록을 찾아봄"
        LOOK_UP_FAILED = "look_up_failed", "기록을 찾지 못함"
        ANSWERED = "answered", "답함"
        SKIPPED = "skipped", "모르겠다고 함"
        UNDONE = "undone", "되돌림"
        MORE = "more", "다른 제도도 물음"
        ASSESSED = "assessed", "계산함"
        REOPENED = "reopened", "다른 곳에서 다시 엶"

    class Who(models.TextChoices):
        CITIZEN = "citizen", "신청인"
        IEUM = "ieum", "이음"

    case = models.ForeignKey(Case, models.PROTECT, related_name="events", editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)
    who = models.CharField(max_length=10, choices=Who.choices, editable=False)
    kind = models.CharField(max_length=20, choices=Kind.choices, editable=False)
    body = models.JSONField(default=dict, editable=False)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("case", "kind"), name="event_by_case_and_kind"),)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise AppendOnly("an event is never changed", where=f"event {self.pk}")
        super().save(*args, **kwargs)

    def delete(self, *_: Any, **__: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnly("an event is never removed", where=f"event {self.pk}")


class FindAttempt(models.Model):
    """One try to reopen a case by number and code; counted to stop guessing, kept for an hour."""

    bucket = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField(default=timezone.now)
