"""A right to two programmes is not a right to draw both: 구직자취업촉진법 제7조제3항제3호, 제7조제1항제1호."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from ieum.benefits import PROGRAMMES, Assessment, Value, Verdict, assess
from ieum.benefits.programme import Conflict, by_key, laws
from ieum.kernel import BadRule
from tests.benefits.cases import LAID_OFF, ON, SEEKER

POOR_AND_LAID_OFF: dict[str, Value] = {**SEEKER, **LAID_OFF}
BENEFIT, ALLOWANCE, SERVICE = (
    "job_seeking_benefit",
    "national_employment_support_1",
    "national_employment_support_2",
)


def others(assessment: Assessment, programme: str) -> set[str]:
    return {other.programme for other in assessment.of(programme).not_together}


def test_benefit_and_allowance_are_both_granted_but_each_says_that_they_exclude_one_another() -> None:
    assessment = assess(POOR_AND_LAID_OFF, ON)
    assert assessment.of(BENEFIT).verdict is assessment.of(ALLOWANCE).verdict is Verdict.YES
    assert others(assessment, BENEFIT) == {ALLOWANCE}
    assert others(assessment, ALLOWANCE) == {BENEFIT}
    for programme in (BENEFIT, ALLOWANCE):
        assert "제7조제3항제3호" in assessment.of(programme).not_together[0].sentence


def test_the_service_is_part_of_the_allowance_programme() -> None:
    assessment = assess(POOR_AND_LAID_OFF, ON)
    assert others(assessment, SERVICE) == {ALLOWANCE}


def test_an_unknown_other_is_still_named_and_a_refused_one_is_not() -> None:
    unknown = {name: value for name, value in POOR_AND_LAID_OFF.items() if name != "household_property"}
    assert others(assess(unknown, ON), BENEFIT) == {ALLOWANCE}
    rich = {**POOR_AND_LAID_OFF, "household_property": 900_000_000}
    assert others(assess(rich, ON), BENEFIT) == others(assess(rich, ON), ALLOWANCE) == set()
    late = {**POOR_AND_LAID_OFF, "separation_date": date(2025, 1, 31)}
    assert others(assess(late, ON), ALLOWANCE) == set()


def test_a_conflict_with_a_programme_that_does_not_exist_does_not_load() -> None:
    broken = dataclasses.replace(
        PROGRAMMES[SERVICE], conflicts=(Conflict("gone", "", laws("고용보험법 제40조")),)
    )
    with pytest.raises(BadRule, match="gone"):
        by_key((broken,))
