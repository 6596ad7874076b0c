"""The router of the single window, told by what people write."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ieum.ai import LONGEST, Router, Topic


def topics(router: Router, text: str) -> set[Topic]:
    return {need.topic for need in router.route(text).needs}


def test_a_closed_firm_and_unpaid_months_are_two_needs(router: Router) -> None:
    routing = router.route("회사가 망해서 잘렸는데 두 달치 월급도 못 받았어요")
    assert {need.topic for need in routing.needs} == {Topic.JOB_LOSS, Topic.UNPAID_WAGES}
    assert not routing.abstained
    assert routing.reason == ""


@pytest.mark.parametrize(
    ("text", "topic", "programme"),
    [
        ("지난달에 회사에서 잘렸어요 실업급여 되나요", Topic.JOB_LOSS, "job_seeking_benefit"),
        ("사장님이 석 달째 월급을 안 줘요", Topic.UNPAID_WAGES, "simple_substitute_payment"),
        ("10개월 된 아기를 키우며 휴직 중이에요", Topic.PARENTAL_LEAVE, "parental_leave_benefit"),
        ("졸업하고 취업 준비 중인데 지원금 있나요", Topic.JOB_SEARCH, "national_employment_support_1"),
    ],
)
def test_a_need_comes_with_its_programme(router: Router, text: str, topic: Topic, programme: str) -> None:
    best = router.route(text).needs[0]
    assert best.topic == topic
    assert programme in best.programmes
    assert 0.5 < best.confidence <= 1


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("일하다가 기계에 손을 다쳤어요", Topic.INDUSTRIAL_ACCIDENT),
        ("임신 중인데 출산휴가 언제부터 쓸 수 있나요", Topic.MATERNITY_LEAVE),
        ("내일배움카드로 제빵 배우고 싶어요", Topic.TRAINING),
        ("부당해고 구제신청을 하고 싶습니다", Topic.DISMISSAL),
        ("주휴수당을 한 번도 못 받았어요", Topic.WORKING_CONDITIONS),
        ("팀장님이 매일 욕하고 괴롭혀요", Topic.HARASSMENT),
        ("직원을 새로 뽑으려는 사장인데 채용 지원금 있나요", Topic.EMPLOYER_SUPPORT),
        ("네팔 사람인데 다른 공장으로 옮기고 싶어요", Topic.FOREIGN_WORKER),
    ],
)
def test_needs_without_a_programme_yet_are_still_recognised(router: Router, text: str, topic: Topic) -> None:
    best = router.route(text).needs[0]
    assert best.topic == topic
    assert best.programmes == ()


@pytest.mark.parametrize("text", ["회사서 잘맀는데 우짜면 좋노", "직장에서 쫓겨났는디 실업급여 탈 수 있대유"])
def test_dialect_is_understood(router: Router, text: str) -> None:
    assert Topic.JOB_LOSS in topics(router, text)


def test_missing_spaces_do_not_change_the_need(router: Router) -> None:
    text = "두 달째 월급을 못 받았어요 도와주세요"
    assert topics(router, text) == topics(router, text.replace(" ", "")) == {Topic.UNPAID_WAGES}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n\t ", "empty"),
        ("\u200b\ufeff\u3164", "empty"),
        ("😭😭😭", "no_words"),
        ("?!... 1234", "no_words"),
        ("ㅠㅠㅠㅠ", "no_words"),
        ("월급 " * 1500, "too_long"),
        ("가" * (LONGEST + 1), "too_long"),
        ("오늘 날씨 어때요", "out_of_scope"),
        ("여권을 잃어버렸어요", "out_of_scope"),
    ],
)
def test_the_router_abstains_and_says_why(router: Router, text: str, reason: str) -> None:
    routing = router.route(text)
    assert routing.abstained
    assert routing.needs == ()
    assert routing.reason == reason


def test_exactly_the_longest_text_is_still_read(router: Router) -> None:
    text = "월급을 못 받았어요. " * 500
    assert router.route(text[:LONGEST].ljust(LONGEST, "요")).reason != "too_long"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I was fired and they did not pay me", "en"),
        ("Công ty không trả lương cho tôi hai tháng", "vi"),
        ("老板两个月没有发工资", "zh"),
        ("นายจ้างไม่จ่ายค่าแรง", "th"),
        ("Мне не платят зарплату", "ru"),
        ("Цалингаа авч чадахгүй байна", "mn"),
        ("मलाई तलब दिएको छैन", "ne"),
        ("ថៅកែមិនបើកប្រាក់ខែ", "km"),
        ("Gaji saya belum dibayar", "id"),
        ("Menga oylik bermadi", "uz"),
        ("လစာမရသေးပါ", "my"),
        ("වැටුප් ලැබුණේ නැහැ", "si"),
        ("給料をもらっていません", "ja"),
        ("Qwzx plmk", "und"),
    ],
)
def test_another_language_is_named(router: Router, text: str, language: str) -> None:
    routing = router.route(text)
    assert (routing.reason, routing.language) == ("other_language", language)


def test_korean_with_a_few_foreign_words_is_korean(router: Router) -> None:
    assert router.route("E-9 비자 연장하고 싶어요").needs[0].topic == Topic.FOREIGN_WORKER


def test_a_vague_text_is_unsure_and_offers_candidates(router: Router) -> None:
    unsure = [
        routing
        for text in (
            "그거 있잖아요 저번에 말한 그 돈",
            "서류를 내라는데 뭔지 모르겠어요",
            "거기서 전화가 왔어요",
        )
        if (routing := router.route(text)).reason == "unsure"
    ]
    assert unsure
    assert all(routing.needs == () and len(routing.candidates) == 3 for routing in unsure)
    assert all(Topic.OUT_OF_SCOPE not in {c.topic for c in routing.candidates} for routing in unsure)


@pytest.mark.parametrize("wrap", ["<script>alert(1)</script> {}", "'; DROP TABLE cases; -- {}", "<b>{}</b>"])
def test_injected_code_is_only_text(router: Router, wrap: str) -> None:
    assert topics(router, wrap.format("월급이 두 달째 안 나와요")) == {Topic.UNPAID_WAGES}


def test_decomposed_and_zero_width_letters_read_the_same(router: Router) -> None:
    text = "퇴직금을 못 받았어요"
    expected = router.route(text)
    assert router.route(unicodedata.normalize("NFD", text)) == expected
    assert router.route("\u200b".join(text)) == expected


def test_ten_megabytes_are_refused_at_once(router: Router) -> None:
    text = "가" * 10_000_000
    started = time.perf_counter()
    assert router.route(text).reason == "too_long"
    assert time.perf_counter() - started < 0.05


def test_the_evidence_is_words_of_the_text(router: Router) -> None:
    text = "두 달째 월급을 못 받았어요"
    evidence = router.route(text).evidence
    assert "월급을" in evidence
    assert all(word in text for word in evidence)


@settings(max_examples=150, deadline=None)
@given(text=st.text(st.characters(codec=None), max_size=200))
def test_no_text_makes_it_raise(router: Router, text: str) -> None:
    routing = router.route(text)
    assert routing.abstained == (not routing.needs) == bool(routing.reason)
    assert all(0 <= need.confidence <= 1 for need in routing.needs)


def test_a_route_takes_under_ten_milliseconds(router: Router) -> None:
    times = []
    for _ in range(30):
        started = time.perf_counter()
        router.route("공장이 문을 닫아서 나왔는데 퇴직금을 못 받았습니다. 실업급여도 신청하고 싶어요")
        times.append(time.perf_counter() - started)
    assert sorted(times)[len(times) // 2] < 0.010


def test_the_cache_gives_the_same_router(router: Router, models: Path) -> None:
    before = (models / "router.weights").stat().st_mtime_ns
    again = Router.load(models)
    assert (models / "router.weights").stat().st_mtime_ns == before
    text = "회사 그만두고 아이 보려고 하는데 지원이 있나요"
    assert again.confidences(text) == router.confidences(text)


def test_whether_training_is_due_can_be_asked_without_training(
    router: Router, models: Path, tmp_path: Path
) -> None:
    assert router is not None
    assert Router.is_trained(models)
    assert not Router.is_trained(tmp_path)
