"""What is taken in, and how it is stored."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from ieum.kernel import BadInput
from ieum.window.intake import LONGEST, read_sentence
from ieum.window.models import AppendOnly, Case, CaseEvent
from tests.window.asking import case_from, submit


def test_a_resident_number_in_the_sentence_is_hidden_before_it_is_stored(visitor: Client) -> None:
    case = case_from(visitor, "제 번호는 850302-1234567 이고 회사에서 해고됐어요")
    assert "1234567" not in case.sentence
    assert "850302-*******" in case.sentence
    assert "가리고 저장" in visitor.get(f"/cases/{case.number}").content.decode()


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("회사에서\r\n\r\n\r\n\r\n나왔어요", "회사에서\n\n나왔어요"),
        ("월급을\0 못 받음", "월급을 못 받음"),
        ("\ufeff\u202e월급을 못 받음\u202c", "월급을 못 받음"),
        ("\u1112\u116c\u1109\u1161", "회사"),  # conjoining letters are composed
    ],
)
def test_what_cannot_be_seen_is_dropped_and_what_can_be_is_kept(raw: str, kept: str) -> None:
    assert read_sentence(raw).text == kept


def test_exactly_the_longest_text_is_taken_and_one_more_is_not() -> None:
    assert len(read_sentence("가" * LONGEST).text) == LONGEST
    with pytest.raises(BadInput, match=r"너무 깁니다 \(4,001자\)"):
        read_sentence("가" * (LONGEST + 1))


def test_the_same_form_sent_twice_is_one_case(visitor: Client) -> None:
    first, second = (submit(visitor, "회사에서 나왔어요", "token-1") for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1
    assert submit(visitor, "회사에서 나왔어요", "token-2")["Location"] != first["Location"]


def test_a_changed_sentence_on_the_same_form_is_another_case(visitor: Client) -> None:
    submit(visitor, "회사에서 나왔어요", "token")
    submit(visitor, "월급을 못 받았어요", "token")
    assert Case.objects.count() == 2


def test_two_browsers_with_the_same_form_token_have_two_cases(db: None) -> None:
    submit(Client(), "회사에서 나왔어요", "token")
    submit(Client(), "회사에서 나왔어요", "token")
    assert Case.objects.count() == 2


def test_the_case_is_stored_before_anything_is_computed(visitor: Client) -> None:
    case = case_from(visitor, "회사에서 나왔어요")
    assert not CaseEvent.objects.filter(case=case).exists()


def test_a_case_and_its_events_can_be_neither_changed_nor_removed(visitor: Client) -> None:
    case = case_from(visitor, "회사에서 나왔어요")
    visitor.get(f"/cases/{case.number}")
    event = CaseEvent.objects.filter(case=case).earliest("pk")
    with pytest.raises(AppendOnly):
        event.save()
    with pytest.raises(AppendOnly):
        event.delete()
    with pytest.raises(AppendOnly):
        case.save()
    for statement in (
        "UPDATE window_caseevent SET kind = 'x'",
        "DELETE FROM window_caseevent",
        "UPDATE window_case SET sentence = 'x'",
        "DELETE FROM window_case",
    ):
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_an_example_is_submitted_as_it_stands(visitor: Client) -> None:
    visitor.post("/", {"example": "3", "form_token": "x"})
    assert Case.objects.get().sentence.startswith("대학을 졸업하고")
