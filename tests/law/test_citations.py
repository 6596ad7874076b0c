"""Every article the benefits engine cites exists in the statutes, down to paragraph, item and letter."""

from __future__ import annotations

import pytest
from tests.law.statutes import ABSENT, FOLDER, passage

from ieum.benefits import PROGRAMMES, facts_catalogue
from ieum.benefits.expressions import Rule, walk
from ieum.benefits.parameters import parameters
from ieum.kernel import LawRef

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=ABSENT)


def cited() -> dict[LawRef, str]:
    """Every reference and one place that cites it."""
    found: dict[LawRef, str] = {}
    for programme in PROGRAMMES.values():
        for reference in programme.citations:
            found.setdefault(reference, f"programme {programme.key}")
        for node in walk(*programme.roots):
            if isinstance(node, Rule):
                for reference in node.law:
                    found[reference] = f"rule {node.place}"
    for spec in facts_catalogue():
        for reference in spec.law:
            found.setdefault(reference, f"fact {spec.name}")
    for entry in parameters().values():
        for reference in entry.law:
            found.setdefault(reference, f"parameter {entry.name}")
    return found


@pytest.mark.parametrize(("reference", "place"), sorted(cited().items()), ids=str)
def test_cited_place_exists(reference: LawRef, place: str) -> None:
    text = passage(reference)
    assert text is not None, f"{place} cites {reference}, which the statutes do not hold"
    assert text.strip()


def test_every_programme_cites_its_statute() -> None:
    assert len(cited()) > 100
    assert all(programme.law for programme in PROGRAMMES.values())


@pytest.mark.parametrize(
    "text",
    [
        "고용보험법 제40조제1항제7호",  # items run to 6
        "고용보험법 제40조제3항",
        "고용보험법 제999조",
        "고용보험법 제59조",  # deleted
        "고용보험법 제70조제1항제1호",  # deleted item
        "고용보험법 시행령 제95조제4항",  # deleted paragraph
        "고용보험법 제40조제1항제5호다목",
        "고용보험법 별표 9",
        "없는법 제1조",
    ],
)
def test_reader_finds_nothing_where_there_is_nothing(text: str) -> None:
    assert passage(LawRef.parse(text)) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("고용보험법 제40조제1항제1호", "180일 이상"),
        ("고용보험법 제40조제1항제5호가목", "3분의 1 미만"),
        ("고용보험법 제40조제1항제5호나목", "14일간"),
        ("고용보험법 제43조의2제2항", "가장 나중에 상실한"),
        ("고용보험법 시행령 제95조의3제1항제2호", "100분의 80"),
        ("고용보험법 별표 1", "소정급여일수"),
        ("고용보험법 시행규칙 별표 1의2", "막대한 지장"),
        ("임금채권보장법 시행령 제24조제2항제2호의2", "변제금"),
        ("구직자취업촉진법 제7조제3항제6호", "월평균 총소득"),
        ("남녀고용평등법 제19조제2항제1호", "각각 3개월 이상"),
    ],
)
def test_reader_finds_the_right_place(text: str, words: str) -> None:
    found = passage(LawRef.parse(text))
    assert found is not None
    assert words in found


def test_passages_of_the_statutes_do_not_run_into_the_next() -> None:
    found = passage(LawRef.parse("고용보험법 제40조제1항제1호"))
    assert found is not None
    assert "근로의 의사" not in found
