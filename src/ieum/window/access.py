"""Who may open a case: the person or browser that made it, or whoever holds its number and receipt code."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from datetime import timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from ieum.kernel import BadInput, IeumError, NotFound
from ieum.window.models import Case, CaseEvent, FindAttempt
from ieum.window.numbers import CaseNumber

TRIES = 10
"""Wrong tries that one address, or one case number, may have within WINDOW."""
WINDOW = timedelta(minutes=15)


class TooManyTries(IeumError):
    """Someone has guessed too often."""


def browser_token(request: HttpRequest) -> str:
    """This browser's own random mark, made on first need and kept in its session."""
    if "browser" not in request.session:
        request.session["browser"] = secrets.token_urlsafe(32)
    return str(request.session["browser"])


def person_key(request: HttpRequest) -> str:
    """The logged-in person's standard key, or "" without log-in."""
    return str(request.session.get("person", ""))


def own_cases(request: HttpRequest) -> QuerySet[Case]:
    """The cases this visitor may open, newest first."""
    allowed = Q(pk__in=request.session.get("opened", []))
    if person_key(request):
        allowed |= Q(standard_key=person_key(request))
    if "browser" in request.session:
        allowed |= Q(browser=request.session["browser"], standard_key="")
    return Case.objects.filter(allowed)


def open_case(request: HttpRequest, number: str) -> Case:
    """The case of that number; raises NotFound when there is none or it is someone else's."""
    try:
        wanted = CaseNumber.parse(number)
    except BadInput as error:
        raise NotFound("no such case") from error
    case = own_cases(request).filter(pk=wanted.serial).first() if wanted.serial < 2**63 else None
    if case is None or case.number != wanted:
        raise NotFound("no such case")
    return case


def reopen_case(request: HttpRequest, number: str, code: str) -> Case:
    """Lets this browser open a case for which it knows the code. Raises BadInput or TooManyTries."""
    wanted = CaseNumber.parse(number)
    buckets = (_bucket("address", request.META.get("REMOTE_ADDR", "")), _bucket("case", str(wanted)))
    _forget_old_tries()
    for bucket in buckets:
        if FindAttempt.objects.filter(bucket=bucket, at__gt=timezone.now() - WINDOW).count() >= TRIES:
            raise TooManyTries("too many tries")
    case = Case.objects.filter(pk=wanted.serial).first()
    given = re.sub(r"[^0-9A-Z]", "", code.upper().replace("O", "0").replace("I", "1").replace("L", "1"))
    right = (
        case is not None
        and case.number == wanted
        and hmac.compare_digest(given, case.receipt_code.replace("-", ""))
    )
    if case is None or not right:
        FindAttempt.objects.bulk_create(FindAttempt(bucket=bucket) for bucket in buckets)
        raise BadInput("접수번호와 확인번호가 서로 맞지 않습니다", remedy="두 번호를 다시 확인해 주세요")
    request.session["opened"] = sorted({*request.session.get("opened", []), case.pk})
    case.note(CaseEvent.Who.CITIZEN, CaseEvent.Kind.REOPENED)
    return case


def _bucket(kind: str, name: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"{kind}|{name}".encode(), hashlib.sha256).hexdigest()


def _forget_old_tries() -> None:
    FindAttempt.objects.filter(at__lt=timezone.now() - 4 * WINDOW).delete()
