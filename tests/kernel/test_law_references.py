"""References to statutes read and write the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ieum.kernel import BadInput, LawRef
from ieum.kernel.law import SHORT_TITLES


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("고용보험법 제40조", LawRef("고용보험법", "법률", "40조")),
        ("고용보험법 제40조제1항제5호가목", LawRef("고용보험법", "법률", "40조", 1, 5, "가목")),
        ("고용보험법 시행령 제95조의3제1항", LawRef("고용보험법", "시행령", "95조의3", 1)),
        ("고용보험법 시행규칙 제91조의2", LawRef("고용보험법", "시행규칙", "91조의2")),
        ("고용보험법 제58조제1호", LawRef("고용보험법", "법률", "58조", 0, 1)),
        (
            "임금채권보장법 시행령 제24조제2항제2호의2",
            LawRef("임금채권보장법", "시행령", "24조", 2, 2, "", 2),
        ),
        ("고용보험법 별표 1", LawRef("고용보험법", "법률", "별표 1")),
        ("고용보험법 시행규칙 별표 1의2", LawRef("고용보험법", "시행규칙", "별표 1의2")),
        ("최저임금법 시행령 별표", LawRef("최저임금법", "시행령", "별표")),
    ],
)
def test_reference_reads_and_writes(text: str, reference: LawRef) -> None:
    assert LawRef.parse(text) == reference
    assert str(reference) == text


@pytest.mark.parametrize(("full", "short"), sorted(SHORT_TITLES.items()))
def test_long_titles_are_read_in_both_forms_and_shown_short(full: str, short: str) -> None:
    assert LawRef.parse(f"{full} 제6조") == LawRef.parse(f"{short} 제6조")
    assert str(LawRef.parse(f"{full} 시행령 제6조")) == f"{short} 시행령 제6조"
    assert LawRef.parse(f"{short} 제6조").law == full


def test_spaces_around_a_reference_and_in_a_table_do_not_matter() -> None:
    assert LawRef.parse("  고용보험법 제40조 ") == LawRef.parse("고용보험법 제40조")
    assert LawRef.parse("고용보험법 별표1") == LawRef.parse("고용보험법 별표 1")
    assert LawRef.parse("고용보험법 별표 1").is_table


laws = st.sampled_from(["고용보험법", "임금채권보장법", "최저임금법", *SHORT_TITLES])
levels = st.sampled_from(["법률", "시행령", "시행규칙"])
articles = st.builds(
    lambda number, branch: f"{number}조" + (f"의{branch}" if branch else ""),
    st.integers(1, 200),
    st.integers(0, 9),
)


@given(
    laws,
    levels,
    articles,
    st.integers(0, 20),
    st.integers(0, 20),
    st.sampled_from(["", "가목", "하목"]),
    st.integers(0, 5),
)
def test_every_reference_survives_writing_and_reading(
    law: str, level: str, article: str, paragraph: int, item: int, letter: str, subitem: int
) -> None:
    reference = LawRef(law, level, article, paragraph, item, letter if item else "", subitem if item else 0)
    assert LawRef.parse(str(reference)) == reference


@pytest.mark.parametrize(
    "text",
    [
        "",
        "고용보험법",
        "제40조",
        "고용보험법 40조",
        "고용보험법 제40조 제1항",
        "고용보험법 제조",
        "고용보험법 제40조제1호제1항",
    ],
)
def test_what_is_no_reference_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BadInput, match="not a statute reference") as refused:
        LawRef.parse(text)
    assert "고용보험법 제40조" in refused.value.remedy
