"""Error pages in plain Korean: what happened, that nothing was lost, what to do next."""

# ruff: noqa: ARG001 — the signatures are Django's

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@dataclass(frozen=True, slots=True)
class Trouble:
    """One error page: HTTP status, what happened, and what the visitor can do."""

    status: int
    title: str
    text: str
    remedy: str


BAD_REQUEST = Trouble(
    400,
    "보내신 내용을 읽지 못했습니다",
    "주소나 입력한 내용에 컴퓨터가 읽을 수 없는 부분이 있습니다.",
    "처음 화면에서 다시 적어 주세요.",
)
TOO_BIG = Trouble(
    413,
    "보내신 글이 너무 깁니다",
    "한 번에 4,000자까지 받을 수 있습니다. 보내신 글은 저장되지 않았습니다.",
    "뒤로 가서 중요한 일부터 줄여서 적어 주세요.",
)
FORBIDDEN = Trouble(
    403,
    "이 화면은 열 수 없습니다",
    "이 화면을 볼 권한이 없습니다.",
    "본인의 접수번호와 확인번호가 있으면 ‘내 접수 찾기’에서 여실 수 있습니다.",
)
FORM_EXPIRED = Trouble(
    403,
    "화면이 오래되어 다시 열어야 합니다",
    "안전을 위해, 오래 열어 둔 화면에서 보낸 내용은 받지 않습니다. 방금 보내신 내용은 저장되지 않았습니다.",
    "뒤로 가서 화면을 새로 고친 뒤 다시 눌러 주세요. 쿠키를 막아 두셨다면 허용해 주세요.",
)
NOT_FOUND = Trouble(
    404,
    "찾으시는 화면이 없습니다",
    "주소가 바뀌었거나, 다른 분의 접수 내용이라 열 수 없습니다.",
    "본인의 접수번호와 확인번호가 있으면 ‘내 접수 찾기’에서 여실 수 있습니다.",
)
SERVER_ERROR = Trouble(
    500,
    "저희 쪽에 문제가 생겼습니다",
    "접수번호를 이미 받으셨다면 그 내용은 안전하게 저장되어 있습니다.",
    "잠시 뒤에 다시 해 주세요. 급하시면 고용노동부 상담센터 국번 없이 1350으로 전화해 주세요.",
)
UNAVAILABLE = Trouble(
    503,
    "지금은 잠시 처리할 수 없습니다",
    "접수번호를 이미 받으셨다면 그 내용은 안전하게 저장되어 있습니다.",
    "1~2분 뒤에 다시 해 주세요. 급하시면 고용노동부 상담센터 국번 없이 1350으로 전화해 주세요.",
)


def _page(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    return render(request, "portal/trouble.html", {"trouble": trouble}, status=trouble.status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request itself cannot be read; 413 when it is too big to be read."""
    return _page(request, TOO_BIG if isinstance(exception, RequestDataTooBig) else BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: not for this visitor."""
    return _page(request, FORBIDDEN)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a missing or expired CSRF token."""
    return _page(request, FORM_EXPIRED)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: also for other people's cases, so that nobody learns which numbers exist."""
    return _page(request, NOT_FOUND)


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: a part we need is not there right now."""
    return _page(request, UNAVAILABLE)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: rendered without the visitor's session, which may itself be what failed."""
    from django.template.loader import render_to_string

    return HttpResponse(render_to_string("portal/trouble.html", {"trouble": SERVER_ERROR}), status=500)
