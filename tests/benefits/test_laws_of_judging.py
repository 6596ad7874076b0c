"""Laws that hold for every programme and every person: what is settled stays, amounts stay within their bounds,
reasons agree with verdicts, and questions lead to an end."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ieum.benefits import PROGRAMMES, Assessment, FactSpec, Value, Verdict, assess, facts_catalogue
from ieum.benefits.evaluation import Tape
from ieum.benefits.facts import check_together
from ieum.benefits.parameters import parameters
from ieum.kernel import BadInput
from tests.benefits.cases import IN_SERVICE, LAID_OFF, ON, PARENT, RETIRED, SEEKER

SPECS = {spec.name: spec for spec in facts_catalogue()}
EDGES = sorted(
    {value + step for entry in parameters().values() for value in entry.values for step in (-1, 0, 1)}
)
EDGE_DAYS = [
    date(2024, 2, 28), date(2024, 2, 29), date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 31),
    date(2026, 2, 28), date(2026, 8, 19), date(2026, 8, 20), date(1976, 2, 29), date(1961, 11, 24), date(1991, 11, 24),
]  # fmt: skip
BASES = (LAID_OFF | RETIRED | SEEKER | PARENT, LAID_OFF | IN_SERVICE | SEEKER | PARENT, SEEKER, {})
few = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def values(spec: FactSpec) -> st.SearchStrategy[Value]:
    """Any value the fact may take, crowded at the edges the articles draw."""
    if spec.type == "boolean":
        return st.booleans()
    if spec.choices:
        return st.sampled_from([choice.value for choice in spec.choices])
    if spec.type == "date":
        near = st.integers(-500, 4_000).map(lambda days: ON - timedelta(days=days))
        return st.one_of(st.sampled_from(EDGE_DAYS), near)
    edges = [edge for edge in EDGES if spec.minimum <= edge <= spec.maximum]
    return st.one_of(st.sampled_from(edges), st.integers(spec.minimum, min(spec.maximum, 9_000_000)))


@cache
def complete() -> dict[str, st.SearchStrategy[Value]]:
    return {name: values(spec) for name, spec in SPECS.items()}


@st.composite
def people(draw: st.DrawFn, full: bool = False) -> dict[str, Value]:
    """An ordinary case with some facts changed; every fact known when `full`."""
    person = dict(draw(st.sampled_from(BASES[:2] if full else BASES)))
    for name in draw(st.lists(st.sampled_from(sorted(SPECS)), max_size=12, unique=True)):
        person[name] = draw(complete()[name])
    if full:
        for name in SPECS:
            if name not in person:
                person[name] = draw(complete()[name])
    try:
        check_together(person)
    except BadInput:
        assume(False)
    return person


hidden = st.sets(st.sampled_from(sorted(SPECS)), max_size=30)


def without(person: dict[str, Value], names: set[str]) -> dict[str, Value]:
    return {name: value for name, value in person.items() if name not in names}


@few
@given(people(full=True), hidden)
def test_learning_a_fact_changes_no_settled_value_of_any_rule(
    person: dict[str, Value], names: set[str]
) -> None:
    tape = Tape([root for programme in PROGRAMMES.values() for root in programme.roots])
    less, more = tape.run(without(person, names), ON), tape.run(person, ON)
    for node, before, after in zip(tape.nodes, less, more, strict=True):
        assert before is None or before == after, (
            type(node).__name__,
            getattr(node, "name", ""),
            before,
            after,
        )


@few
@given(people(full=True), hidden)
def test_learning_a_fact_flips_no_verdict_and_moves_no_amount(
    person: dict[str, Value], names: set[str]
) -> None:
    less, more = assess(without(person, names), ON), assess(person, ON)
    for before, after in zip(less.entitlements, more.entitlements, strict=True):
        if before.verdict is not Verdict.UNKNOWN:
            assert after.verdict is before.verdict
        if after.verdict is Verdict.YES:
            for output, later in zip(before.outputs, after.outputs, strict=True):
                assert output.value is None or output.value == later.value


@few
@given(people())
def test_reasons_agree_with_the_verdict(person: dict[str, Value]) -> None:
    for entitlement in assess(person, ON).entitlements:
        found = [step.value for step in entitlement.conditions]
        assert all(step.law for step in entitlement.conditions)
        if entitlement.verdict is Verdict.YES:
            assert all(value is True for value in found)
            assert entitlement.why_not == ()
        elif entitlement.verdict is Verdict.NO:
            assert False in found
            assert [step.value for step in entitlement.why_not] == [False] * found.count(False)
        else:
            assert False not in found
            assert None in found


@few
@given(people())
def test_questions_are_exactly_the_missing_facts(person: dict[str, Value]) -> None:
    assessment = assess(person, ON)
    asked = [question.fact for question in assessment.questions]
    missing = {name for entitlement in assessment.entitlements for name in entitlement.missing}
    assert len(asked) == len(set(asked))
    assert set(asked) == missing
    assert not any(person.get(name) is not None for name in asked)
    assert all(set(question.programmes) <= set(PROGRAMMES) for question in assessment.questions)


def settled(assessment: Assessment, declined: set[str]) -> bool:
    """Every verdict is yes or no, or open only for facts nobody can give or for a day without parameters."""
    return all(
        entitlement.verdict is not Verdict.UNKNOWN or set(entitlement.missing) <= declined
        for entitlement in assessment.entitlements
    )


@settings(few, max_examples=25)
@given(people(full=True), hidden, st.sets(st.sampled_from(sorted(SPECS)), max_size=6))
def test_answering_in_order_settles_every_verdict(
    person: dict[str, Value], names: set[str], cannot_say: set[str]
) -> None:
    known, declined = without(person, names | cannot_say), set[str]()
    focus = ["job_seeking_benefit"]
    for _ in range(len(SPECS) + 1):
        assessment = assess(known, ON, focus=focus, declined=declined)
        if not assessment.questions:
            break
        asked = assessment.questions[0].fact
        assert asked not in known
        assert asked not in declined
        if asked in cannot_say:
            declined.add(asked)
        else:
            known[asked] = person[asked]
    assert assessment.questions == ()
    assert settled(assessment, declined)


@settings(few, max_examples=15)
@given(people(full=True))
def test_from_nothing_known_the_questions_end(person: dict[str, Value]) -> None:
    known: dict[str, Value] = {}
    steps = 0
    while (assessment := assess(known, ON)).questions:
        known[assessment.questions[0].fact] = person[assessment.questions[0].fact]
        steps += 1
        assert steps <= len(SPECS)
    assert settled(assessment, set())


@few
@given(people(full=True), st.integers(0, 4_000))
def test_a_longer_insured_period_never_shortens_the_prescribed_days(
    person: dict[str, Value], earlier: int
) -> None:
    start = person["insured_period_start"]
    assert isinstance(start, date)

    def days(day: date) -> Value:
        """None where the programme grants nothing at all, for example because all the days were paid."""
        outputs = (
            assess(person | {"insured_period_start": day}, ON, ["job_seeking_benefit"])
            .entitlements[0]
            .outputs
        )
        return next(output.value for output in outputs if output.name == "prescribed_days")

    shorter, longer = days(start), days(start - timedelta(days=earlier))
    if isinstance(shorter, int) and isinstance(longer, int):
        assert longer >= shorter


@few
@given(people(full=True), st.integers(0, 180))
def test_more_insured_unit_days_never_take_a_right_away(person: dict[str, Value], more: int) -> None:
    rank = {Verdict.NO: 0, Verdict.UNKNOWN: 1, Verdict.YES: 2}
    for name, key in (
        ("insured_unit_days", "job_seeking_benefit"),
        ("insured_unit_days_before_leave", "parental_leave_benefit"),
    ):
        days = person[name]
        assert isinstance(days, int)
        raised = person | {name: min(days + more, SPECS[name].maximum)}
        before, after = assess(person, ON, [key]).of(key), assess(raised, ON, [key]).of(key)
        assert rank[after.verdict] >= rank[before.verdict]


CEILINGS = {
    ("job_seeking_benefit", "daily_amount"): 68_100,
    ("job_seeking_benefit", "prescribed_days"): 270,
    ("job_seeking_benefit", "payable_days"): 270,
    ("job_seeking_benefit", "total"): 68_100 * 270,
    ("simple_substitute_payment", "wage_part"): 7_000_000,
    ("simple_substitute_payment", "severance_part"): 7_000_000,
    ("simple_substitute_payment", "total"): 10_000_000,
    ("national_employment_support_1", "monthly_allowance"): 1_000_000,
    ("national_employment_support_1", "total"): 6_000_000,
    ("parental_leave_benefit", "first_month_pay"): 4_500_000,
    ("parental_leave_benefit", "total"): 20_000_000 + 12 * 1_600_000,
    ("parental_leave_benefit", "paid_months"): 18,
    ("parental_leave_benefit", "part_days"): 30,
    ("parental_leave_benefit", "months_with_both_parents"): 6,
}
"""Highest amounts any law in force on 24 November 2026 allows, from its articles and notices."""


@few
@given(people())
def test_amounts_are_never_negative_nor_above_their_ceiling(person: dict[str, Value]) -> None:
    assessment = assess(person, ON)
    for (key, name), ceiling in CEILINGS.items():
        value = next(output.value for output in assessment.of(key).outputs if output.name == name)
        assert value is None or (isinstance(value, int) and 0 <= value <= ceiling), (key, name, value)


@few
@given(people())
def test_a_yes_pays_something_when_its_amount_is_known(person: dict[str, Value]) -> None:
    for entitlement in assess(person, ON).entitlements:
        if entitlement.programme in ("job_seeking_benefit", "simple_substitute_payment"):
            value = entitlement.headline.value
            assert (
                entitlement.verdict is not Verdict.YES
                or value is None
                or (isinstance(value, int) and value > 0)
            )


@few
@given(people())
def test_judging_twice_or_one_programme_at_a_time_says_the_same(person: dict[str, Value]) -> None:
    together = assess(person, ON)
    for key in PROGRAMMES:
        alone = assess(person, ON, [key]).of(key)
        assert alone == together.of(key)
