"""A case from its sentence to its result: understood, asked, answered, undone, shown, kept, found again."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path

import duckdb
import pytest
from django.test import Client

from ieum.benefits import Verdict
from ieum.lake import Lake
from ieum.window import answers
from ieum.window.access import TRIES
from ieum.window.answers import state_of
from ieum.window.judging import judge, try_answer
from ieum.window.models import Case, CaseEvent, FindAttempt
from ieum.window.people import mask_name
from tests.benefits.cases import LAID_OFF, SEEKER
from tests.window.asking import case_from, submit, text_of

ABLE, EMPLOYED = "able_and_willing", "employed"
LOST_JOB = "회사에서 권고사직을 당했어요"


def someone(lake_folder: Path, where: str = "TRUE") -> str:
    """A living adult's standard key."""
    with Lake.open(lake_folder / "lake", read_only=True) as lake:
        found = lake.query(
            "SELECT standard_key FROM person WHERE alive AND birth_date BETWEEN '1966-01-01' AND '1996-01-01' "
            f"AND {where} ORDER BY standard_key LIMIT 1"
        )
    return str(found.item())


def log_in(visitor: Client, key: str) -> None:
    assert visitor.post("/demo/enter", {"person": key}).status_code == 302


# --- understanding ---


def test_what_was_understood_is_told_in_words_and_can_be_corrected(visitor: Client) -> None:
    case = case_from(visitor, LOST_JOB)
    first = visitor.get(f"/cases/{case.number}/next", follow=True)
    assert "실직·퇴사 (거의 확실합니다) 이야기로 이해했습니다" in text_of(first)
    assert "이 일이 아니에요" in text_of(first)
    visitor.post(f"/cases/{case.number}/topic", {"topic": "parental_leave"})
    state = state_of(case)
    assert [(t.topic, t.by_citizen) for t in state.topics] == [("parental_leave", True)]
    assert "육아휴직 급여" in [e.name for e in judge(case).related]


def test_when_unsure_the_window_says_why_and_offers_the_topics(visitor: Client) -> None:
    case = case_from(visitor, "오늘 날씨가 좋네요")
    page = visitor.get(f"/cases/{case.number}/next", follow=True)
    assert page.redirect_chain[-1][0].endswith("/topic")
    assert "임금체불" in text_of(page)
    assert "아닌 것 같습니다" in text_of(page) or "확실하지 않았습니다" in text_of(page)


def test_without_a_router_the_case_is_still_received_and_topics_are_offered(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise OSError("no model")

    monkeypatch.setattr("ieum.window.understanding.router", away)
    case = case_from(visitor, LOST_JOB)
    page = visitor.get(f"/cases/{case.number}/next", follow=True)
    assert "지금은 글을 자동으로 읽을 수 없습니다" in text_of(page)
    visitor.post(f"/cases/{case.number}/topic", {"topic": "job_loss"})
    assert judge(case).questions


# --- questions, one at a time ---


def test_only_questions_about_what_was_said_are_asked_until_more_is_wished_for(visitor: Client) -> None:
    case = case_from(visitor, "육아휴직 급여 신청하고 싶어요")
    judged = judge(case)
    assert judged.focus == ("parental_leave_benefit",)
    assert judged.questions
    assert all("parental_leave_benefit" in q.programmes for q in judged.questions)
    visitor.post(f"/cases/{case.number}/more")
    assert len(judge(case).questions) > len(judged.questions)


def test_an_answer_is_stored_with_who_when_and_what_and_leads_on(visitor: Client) -> None:
    case = case_from(visitor, LOST_JOB)
    asked = judge(case).questions[0].fact
    response = visitor.post(f"/cases/{case.number}/question", {"fact": asked, "value": "no"}, follow=True)
    assert response.status_code == 200
    event = CaseEvent.objects.get(case=case, kind=CaseEvent.Kind.ANSWERED)
    assert (event.who, event.body) == ("citizen", {"fact": asked, "value": False})
    assert asked not in [q.fact for q in judge(case).questions]


def test_not_knowing_is_an_answer_and_the_question_does_not_come_back(visitor: Client) -> None:
    case = case_from(visitor, LOST_JOB)
    asked = judge(case).questions[0].fact
    visitor.post(f"/cases/{case.number}/question", {"fact": asked, "skip": "1"})
    judged = judge(case)
    assert asked not in [q.fact for q in judged.questions]
    assert asked not in judged.state.facts
    assert "모르겠다고 하신 것" in text_of(visitor.get(f"/cases/{case.number}"))


def test_going_back_takes_back_the_newest_answer_and_asks_it_again(visitor: Client) -> None:
    case = case_from(visitor, LOST_JOB)
    try_answer(case, EMPLOYED, "no")
    try_answer(case, ABLE, "yes")
    page = visitor.post(f"/cases/{case.number}/undo", follow=True)
    assert page.redirect_chain[-1][0].endswith(f"/question/{ABLE}")
    assert state_of(case).answers == {EMPLOYED: False}
    visitor.post(f"/cases/{case.number}/undo")
    visitor.post(f"/cases/{case.number}/undo")  # nothing is left to take back
    assert state_of(case).answers == {}
    assert CaseEvent.objects.filter(case=case, kind=CaseEvent.Kind.ANSWERED).count() == 2


def test_an_answer_can_be_changed_later_and_the_newest_counts(visitor: Client) -> None:
    case = case_from(visitor, LOST_JOB)
    try_answer(case, ABLE, "yes")
    response = visitor.post(f"/cases/{case.number}/question/{ABLE}", {"value": "no"})
    assert response["Location"].endswith("/next")
    assert state_of(case).answers == {ABLE: False}


def test_answers_that_cannot_both_be_true_are_refused_in_plain_words(visitor: Client) -> None:
    case = case_from(visitor, LOST_JOB)
    try_answer(case, "acquisition_date", "2024-03-01")
    response = visitor.post(
        f"/cases/{case.number}/question", {"fact": "separation_date", "value": "2023-01-01"}
    )
    assert response.status_code == 422
    assert "늦습니다" in text_of(response)
    assert "separation_date" not in state_of(case).answers


# --- results ---


def test_someone_who_qualifies_for_nothing_learns_why_and_what_else_helps(visitor: Client) -> None:
    case = case_from(visitor, LOST_JOB)
    try_answer(case, ABLE, "no")
    page = text_of(visitor.get(f"/cases/{case.number}"))
    assert all(e.verdict is Verdict.NO for e in judge(case).related)
    assert "지금 확인된 것으로는 받을 수 있는 것이 없습니다" in page
    assert "맞지 않은 조건" in page
    assert "고용보험법 제40조제1항제2호" in page
    assert "1350" in page
    assert "긴급복지" in page


def test_topics_without_a_programme_lead_to_who_helps(visitor: Client) -> None:
    case = case_from(visitor, "직장 상사가 계속 괴롭히고 폭언을 합니다")
    visitor.post(f"/cases/{case.number}/topic", {"topic": "harassment"})
    page = text_of(visitor.get(f"/cases/{case.number}/next", follow=True))
    assert "이 일은 아래 기관에서 도와 드립니다" in page
    assert "대한법률구조공단" in page


def test_the_file_holds_all_that_the_page_says(visitor: Client) -> None:
    case = case_from(visitor, LOST_JOB)
    try_answer(case, ABLE, "no")
    document = json.loads(visitor.get(f"/cases/{case.number}.json").content)
    assert document["number"] == str(case.number)
    assert document["sentence"] == LOST_JOB
    assert document["answers"] == [{"fact": ABLE, "value": False, "not_known": False}]
    assert {e["programme"]: e["verdict"] for e in document["entitlements"]}["job_seeking_benefit"] == "no"


# --- records ---


def test_records_are_looked_up_by_key_and_the_agency_is_named(visitor: Client, with_lake: Path) -> None:
    log_in(visitor, someone(with_lake))
    case = case_from(visitor, LOST_JOB)
    judged = judge(case)
    held = {record.fact: record for record in judged.state.records or ()}
    assert held["birth_date"].holder == "행정안전부"
    assert "birth_date" not in [q.fact for q in judged.questions]
    page = text_of(visitor.get(f"/cases/{case.number}"))
    assert "행정안전부 주민등록 자료" in page
    assert "받은 자료" in page


def test_a_person_may_contradict_a_record_and_both_are_shown(visitor: Client, with_lake: Path) -> None:
    log_in(visitor, someone(with_lake))
    case = case_from(visitor, LOST_JOB)
    held = {r.fact: r.value for r in judge(case).state.records or ()}
    try_answer(case, "household_size", str(int(held["household_size"] or 0) + 3))
    assert state_of(case).disputed == {"household_size"}
    assert "담당자가 확인합니다" in text_of(visitor.get(f"/cases/{case.number}"))
    visitor.post(f"/cases/{case.number}/withdraw/household_size")
    assert state_of(case).facts["household_size"] == held["household_size"]


def test_without_a_lake_the_case_is_received_questions_are_asked_and_records_found_later(
    visitor: Client, with_lake: Path, settings: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_in(visitor, someone(with_lake))
    with monkeypatch.context() as broken:

        def away(*_: object) -> None:
            raise duckdb.IOException("disk is gone")

        broken.setattr("ieum.window.records.look_up", away)
        case = case_from(visitor, LOST_JOB)
        page = visitor.get(f"/cases/{case.number}/next", follow=True)
        assert "지금은 나라의 기록을 찾아볼 수 없습니다" in text_of(page)
        assert judge(case).questions
        assert "나중에 이 화면을 다시 여시면" in text_of(visitor.get(f"/cases/{case.number}"))
    visitor.get(f"/cases/{case.number}")
    assert state_of(case).records


def test_a_missing_lake_closes_the_demo_page_but_not_the_window(visitor: Client) -> None:
    page = visitor.get("/demo")
    assert page.status_code == 503
    assert "로그인하지 않고" in text_of(page)
    assert submit(visitor, LOST_JOB).status_code == 302


# --- who may open a case ---


def test_a_case_opens_for_nobody_else(visitor: Client, with_lake: Path) -> None:
    case = case_from(visitor, LOST_JOB)
    stranger = Client()
    for page in ("", ".json", "/next", "/question", "/topic"):
        assert stranger.get(f"/cases/{case.number}{page}").status_code == 404
    for command in ("/undo", "/more", "/topic", "/question"):
        assert (
            stranger.post(f"/cases/{case.number}{command}", {"fact": ABLE, "value": "no"}).status_code == 404
        )
    assert not CaseEvent.objects.filter(case=case).exists()


def test_a_persons_case_closes_when_they_log_out_and_opens_when_they_are_back(
    visitor: Client, with_lake: Path
) -> None:
    key = someone(with_lake)
    log_in(visitor, key)
    case = case_from(visitor, LOST_JOB)
    visitor.post("/demo/leave")
    assert visitor.get(f"/cases/{case.number}").status_code == 404
    other_browser = Client()
    log_in(other_browser, key)
    assert other_browser.get(f"/cases/{case.number}").status_code == 200


def test_number_and_code_reopen_a_case_elsewhere(visitor: Client) -> None:
    case = case_from(visitor, LOST_JOB)
    elsewhere = Client()
    typed = {"number": str(case.number).lower(), "code": case.receipt_code.lower().replace("-", " ")}
    assert elsewhere.post("/cases/find", typed)["Location"] == f"/cases/{case.number}"
    assert elsewhere.get(f"/cases/{case.number}").status_code == 200
    assert case.receipt_code in text_of(visitor.get(f"/cases/{case.number}"))


def test_guessing_codes_is_stopped_even_for_the_right_one(visitor: Client) -> None:
    case = case_from(visitor, LOST_JOB)
    guesser = Client()
    for _ in range(TRIES):
        assert (
            guesser.post("/cases/find", {"number": str(case.number), "code": "0000-0000"}).status_code == 422
        )
    right = {"number": str(case.number), "code": case.receipt_code}
    assert guesser.post("/cases/find", right).status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.7").post("/cases/find", right).status_code == 429
    assert not any("127.0.0.1" in attempt.bucket for attempt in FindAttempt.objects.all())


# --- the list ---


def test_the_list_is_empty_then_sorted_and_searched(visitor: Client) -> None:
    assert "아직 접수하신 것이 없습니다" in text_of(visitor.get("/cases"))
    first = case_from(visitor, LOST_JOB)
    second = case_from(visitor, "육아휴직 급여 신청하고 싶어요")
    try_answer(first, ABLE, "no")
    judge(first)
    judge(second)

    def order(**how: str) -> list[str]:
        page = visitor.post("/cases", how).content.decode()
        return sorted((str(c.number) for c in (first, second) if str(c.number) in page), key=page.index)

    assert order(sort="newest") == [str(second.number), str(first.number)]
    assert order(sort="oldest") == [str(first.number), str(second.number)]
    assert order(sort="state") == [str(second.number), str(first.number)]
    assert order(words="육아휴직") == [str(second.number)]
    assert order(words=str(first.number)) == [str(first.number)]
    assert order(words="없는 말") == []


# --- personal data ---


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("김철수", "김*수"),
        ("김산", "김*"),
        ("남궁민수", "남**수"),
        ("김", "김*"),
        ("", "이름 없음"),
        (None, "이름 없음"),
    ],
)
def test_names_are_masked(name: str | None, masked: str) -> None:
    assert mask_name(name) == masked


def test_people_are_found_by_name_and_birth_date_and_shown_masked(visitor: Client, with_lake: Path) -> None:
    key = someone(with_lake, "length(name) = 3")
    with Lake.open(with_lake / "lake", read_only=True) as lake:
        name, born = lake.query("SELECT name, birth_date FROM person WHERE standard_key = ?", [key]).row(0)
    page = visitor.post("/demo", {"name": name, "born": born.isoformat()})
    assert key in page.content.decode()
    assert mask_name(name) in text_of(page)
    assert name not in text_of(page)


def test_the_demo_page_suggests_people_with_something_to_find_and_one_without(
    visitor: Client, with_lake: Path
) -> None:
    page = visitor.get("/demo")
    assert "구직급여(실업급여): 몇 가지만 답하면 정해짐" in text_of(page)
    assert "받을 수 있는 것을 찾지 못함" in text_of(page)
    keys = re.findall(r'name="person" value="(P[0-9A-Z]{13})"', page.content.decode())
    assert len(keys) == len(set(keys)) >= 6
    log_in(visitor, keys[0])
    assert "님으로 보는 중" in text_of(visitor.get("/"))


def test_neither_sentence_nor_key_nor_name_reaches_an_address_or_a_log(
    visitor: Client, with_lake: Path, caplog: pytest.LogCaptureFixture
) -> None:
    key = someone(with_lake)
    with (
        caplog.at_level(logging.DEBUG, logger="django.request"),
        caplog.at_level(logging.DEBUG, logger="ieum"),
    ):
        log_in(visitor, key)
        location = submit(visitor, LOST_JOB)["Location"]
        case = Case.objects.latest("pk")
        for page in ("", "/next", "/question/nothing"):
            visitor.get(f"/cases/{case.number}{page}")
        submit(visitor, "")
    assert key not in location
    assert not any(word in caplog.text for word in (key, LOST_JOB, case.receipt_code))


# --- protection ---


def test_every_page_forbids_foreign_scripts_frames_and_caches(visitor: Client) -> None:
    case = case_from(visitor, LOST_JOB)
    for path in (
        "/",
        "/cases",
        "/cases/find",
        f"/cases/{case.number}",
        f"/cases/{case.number}/question",
        "/nowhere",
    ):
        response = visitor.get(path)
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-inline" not in policy
        assert response["X-Frame-Options"] == "DENY"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cache-Control"] == "no-store"
        page = response.content.decode()
        assert not any(inline in page for inline in ("<style", " style=", "onclick=", "javascript:"))
        assert page.count("<script") == page.count("<script src=")


def test_facts_survive_being_stored(visitor: Client) -> None:
    case = case_from(visitor, LOST_JOB)
    try_answer(case, "separation_date", "2026.9.30")
    try_answer(case, "average_daily_wage", "80,000원")
    try_answer(case, "separation_reason_code", "23")
    assert {name: str(value) for name, value in state_of(case).answers.items()} == {
        "separation_date": "2026-09-30",
        "average_daily_wage": "80000",
        "separation_reason_code": "23",
    }
    answers.withdraw(case, "average_daily_wage")
    assert "average_daily_wage" not in state_of(case).answers


def test_what_cannot_be_drawn_together_is_said_where_the_amounts_stand(visitor: Client) -> None:
    case = case_from(visitor, LOST_JOB)
    for fact, value in {**SEEKER, **LAID_OFF}.items():
        try_answer(case, fact, {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value))
    page = text_of(visitor.get(f"/cases/{case.number}"))
    assert "이 모두를 한꺼번에 받는 것은 아닙니다" in page
    assert "구직촉진수당과 함께 받을 수 없습니다" in page
    try_answer(case, "household_property", "900000000")
    page = text_of(visitor.get(f"/cases/{case.number}"))
    assert "한꺼번에" not in page
    assert "함께 받을 수 없습니다" not in page
