"""Nothing that can be sent to the window ends in a server error, and every refusal says what to do."""

from __future__ import annotations

from urllib.parse import quote_from_bytes

import pytest
from django.test import Client

from ieum.benefits import facts_catalogue
from ieum.window.models import Case
from tests.window.asking import case_from, submit, text_of

REFUSED = {
    "empty": "",
    "spaces": " \t\r\n\u3000",
    "null bytes only": "\0\0\0",
    "emoji only": "😀🎉👨‍👩‍👧‍👦",
    "digits and signs only": "1234 !!! ???",
    "hangul filler only": "\u3164\u3164",
    "too long": "월급을 못 받았어요. " * 500,
    "far too long": "가" * 60_000,
}
TAKEN = {
    "script": "<script>alert('x')</script> 회사에서 나왔어요",
    "html": '<img src=x onerror="alert(1)"><h1>월급</h1>',
    "sql": "'; DROP TABLE window_case; -- 월급을 못 받았어요",
    "template": "{{ 7|add:7 }} {% load static %} 회사에서 나왔어요",
    "null byte inside": "회사에서\0 나왔어요",
    "lone surrogate": "회사에서 나왔어요 \ud800".encode("utf-8", "replace").decode(),
    "right to left": "\u202e회사에서 나왔어요",
    "lone jamo": "ㅠㅠㅠㅠ",
    "one letter": "a",
    "english": "My boss did not pay me for two months",
    "vietnamese": "Công ty không trả lương cho tôi",
    "chinese": "老板两个月没给我发工资",
    "thai": "นายจ้างไม่จ่ายค่าจ้าง",
    "khmer": "ថៅកែមិនបើកប្រាក់ខែឱ្យខ្ញុំ",
    "nepali": "मालिकले तलब दिएन",
    "uzbek": "Boshliq menga ikki oy maosh bermadi",
    "indonesian": "Bos saya tidak membayar gaji dua bulan",
    "mongolian": "Дарга надад хоёр сарын цалин өгөөгүй байна",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_what_says_nothing_is_refused_with_help_and_nothing_is_stored(visitor: Client, text: str) -> None:
    response = submit(visitor, text)
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert 'aria-invalid="true"' in response.content.decode()
    assert not Case.objects.exists()


@pytest.mark.parametrize("text", TAKEN.values(), ids=TAKEN.keys())
def test_what_says_something_is_taken_in_and_every_page_of_it_opens(visitor: Client, text: str) -> None:
    case = case_from(visitor, text)
    for page in ("", "/next", "/topic", "/question", ".json"):
        response = visitor.get(f"/cases/{case.number}{page}", follow=True)
        assert response.status_code == 200
        if response.headers["Content-Type"].startswith("text/html"):
            assert "<script>alert" not in response.content.decode()
            assert "<img src=x" not in response.content.decode()


@pytest.mark.parametrize(
    ("name", "words", "language"),
    [
        ("english", "I was not paid", "en"),
        ("vietnamese", "Tôi không được trả lương", "vi"),
        ("chinese", "我没有拿到工资", "zh"),
        ("thai", "ฉันไม่ได้รับค่าจ้าง", "th"),
        ("khmer", "ខ្ញុំមិនបានទទួលប្រាក់ឈ្នួល", "km"),
        ("nepali", "मैले तलब पाइनँ", "ne"),
        ("uzbek", "Menga maosh toʻlanmadi", "uz"),
        ("indonesian", "Gaji saya tidak dibayar", "id"),
        ("mongolian", "Цалингаа аваагүй", "mn"),
    ],
)
def test_other_languages_are_answered_in_that_language(
    visitor: Client, name: str, words: str, language: str
) -> None:
    case = case_from(visitor, TAKEN[name])
    page = visitor.get(f"/cases/{case.number}/next", follow=True)
    assert words in text_of(page)
    assert f'lang="{language}"' in page.content.decode()
    chosen = visitor.post(f"/cases/{case.number}/topic", {"topic": "unpaid_wages"}, follow=True)
    assert "임금체불" in text_of(chosen)


def test_invalid_utf8_in_a_form_is_no_server_error(visitor: Client) -> None:
    for raw in (b"\xff\xfe\xed\xa0\x80", "회사".encode("cp949"), b"\xc0\x80"):
        for body in (b"sentence=" + raw, b"sentence=" + quote_from_bytes(raw).encode()):
            response = visitor.generic("POST", "/", body, content_type="application/x-www-form-urlencoded")
            assert response.status_code in (302, 400, 422)
    broken = b'--x\r\nContent-Disposition: form-data; name="sentence"\r\n\r\n\xff\xfe\r\n--x--\r\n'
    for kind in (
        "multipart/form-data; boundary=x",
        "multipart/form-data",
        "application/x-www-form-urlencoded; charset=utf-16",
    ):
        assert visitor.generic("POST", "/", broken, content_type=kind).status_code in (302, 400, 422)


def test_a_body_beyond_any_sentence_is_refused(visitor: Client) -> None:
    response = visitor.post(
        "/", {"sentence": "가" * 200_000}, content_type="application/x-www-form-urlencoded"
    )
    assert response.status_code == 413
    assert "너무 깁니다" in text_of(response)
    assert not Case.objects.exists()


def test_an_expired_form_gets_a_friendly_page(db: None) -> None:
    response = Client(enforce_csrf_checks=True).post("/", {"sentence": "회사에서 나왔어요"})
    assert response.status_code == 403
    assert "화면이 오래되어" in text_of(response)
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/cases/IE-2026-000001-A",
        "/cases/IE-9999-999999999999-Z",
        "/cases/%00",
        "/cases/%FF%FE",
        "/cases/<script>",
        "/cases/IE-2026-000001-A.json",
        "/cases/IE-2026-000001-A/question/birth_date",
        "/static/../../etc/passwd",
    ],
)
def test_addresses_that_lead_nowhere_say_so_plainly(visitor: Client, path: str) -> None:
    response = visitor.get(path)
    assert response.status_code == 404
    assert "찾으시는 화면이 없습니다" in text_of(response)


def test_an_unreadable_request_gets_a_plain_400(visitor: Client) -> None:
    response = visitor.get("/", HTTP_HOST="evil.example")
    assert response.status_code == 400
    assert "읽지 못했습니다" in text_of(response)


def test_an_unforeseen_error_gets_a_plain_500_without_a_traceback(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ieum.window.views.asking.EXAMPLES", 5)
    response = Client(raise_request_exception=False).get("/")
    assert response.status_code == 500
    assert "저희 쪽에 문제가 생겼습니다" in text_of(response)
    assert "Traceback" not in response.content.decode()


WRONG = [
    "",
    "x",
    "\0",
    "-1",
    "9" * 40,
    "2026-13-45",
    "1e9",
    "٣",
    "<b>1</b>",
    "null",
    "NaN",
    "가" * 5000,
    "2026-02-30",
]


@pytest.mark.parametrize("text", WRONG)
def test_no_answer_to_any_question_ends_in_a_server_error(visitor: Client, text: str) -> None:
    case = case_from(visitor, "회사에서 권고사직을 당했어요")
    one_of_each_type = {spec.type: spec for spec in facts_catalogue()}
    assert set(one_of_each_type) == {"boolean", "integer", "won", "date", "code"}
    for spec in one_of_each_type.values():
        response = visitor.post(f"/cases/{case.number}/question", {"fact": spec.name, "value": text})
        assert response.status_code in (302, 422), spec.name
        if response.status_code == 422:
            assert 'role="alert"' in response.content.decode()
            assert not any(word in text_of(response) for word in ("YYYY-MM-DD", "needs a", "is not a"))


@pytest.mark.parametrize("fact", ["", "nothing", "../x", "birth_date'; --", "가"])
def test_a_question_that_does_not_exist_is_not_found(visitor: Client, fact: str) -> None:
    case = case_from(visitor, "회사에서 권고사직을 당했어요")
    assert visitor.post(f"/cases/{case.number}/question", {"fact": fact, "value": "yes"}).status_code == 404
    assert visitor.post(f"/cases/{case.number}/question", {"fact": fact, "skip": "1"}).status_code == 404


def test_a_topic_that_is_not_on_the_list_is_asked_again(visitor: Client) -> None:
    case = case_from(visitor, "오늘 날씨가 좋네요")
    response = visitor.post(f"/cases/{case.number}/topic", {"topic": "'; DROP TABLE"})
    assert response.status_code == 422


@pytest.mark.parametrize("key", ["", "x", "P" * 14, "PZZZZZZZZZZZZZ", "\0", "../../etc"])
def test_logging_in_as_nobody_is_refused(visitor: Client, with_lake: object, key: str) -> None:
    assert visitor.post("/demo/enter", {"person": key}).status_code in (400, 404)


@pytest.mark.parametrize("query", ["?sort=x&page=99", "?page=-1", "?page=%00", "?sort=%FF"])
def test_the_list_takes_any_query(visitor: Client, query: str) -> None:
    assert visitor.get(f"/cases{query}").status_code == 200


@pytest.mark.parametrize("path", ["/demo/enter", "/demo/leave"])
def test_commands_are_never_carried_out_by_a_link(visitor: Client, path: str) -> None:
    assert visitor.get(path).status_code == 405


def test_the_page_says_that_it_is_a_demonstration_and_no_government_site(visitor: Client) -> None:
    page = text_of(visitor.get("/"))
    assert "실제 정부 누리집이 아닙니다" in page
    assert "공식 전자정부 누리집" not in page
