"""The people: shares follow the published figures, and the lives that the service is for do occur."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import polars as pl
import pytest
from tests.world.reading import Row, feed_rows

from ieum.world import WORLD_DATE, WorldReport, figures
from ieum.world.means import MEDIAN_INCOME_2026


@pytest.fixture(scope="module")
def people(large_world: WorldReport) -> pl.DataFrame:
    return pl.read_parquet(large_world.truth / "people.parquet")


@pytest.fixture(scope="module")
def residents(small_world: WorldReport) -> dict[str, Row]:
    frame = pl.read_parquet(small_world.truth / "people.parquet")
    return {row["person_id"]: row for row in frame.iter_rows(named=True)}


@pytest.fixture(scope="module")
def events(small_world: WorldReport) -> pl.DataFrame:
    return pl.read_parquet(small_world.truth / "life_events.parquet")


def share_by_group(people: pl.DataFrame, flag: pl.Expr, bounds: list[int]) -> dict[int, float]:
    group = pl.max_horizontal(*(pl.when(pl.col("age") >= low).then(low).otherwise(-1) for low in bounds))
    told = people.filter(pl.col("age") >= bounds[0]).group_by(group.alias("group")).agg(flag.mean() * 100)
    return dict(told.iter_rows())


def test_age_pyramid(people: pl.DataFrame) -> None:
    for low, share in figures.AGE_SHARE.items():
        inside = pl.col("age") >= low if low == 80 else pl.col("age").is_between(low, low + 9)
        # Births are boosted on purpose (BIRTH_BOOST), which adds up to one per cent to the youngest.
        assert people.select(inside.mean()).item() * 100 == pytest.approx(share, abs=1.1)


def test_women_by_age(people: pl.DataFrame) -> None:
    told = share_by_group(people, pl.col("sex") == "F", list(figures.FEMALE_SHARE))
    for low, share in figures.FEMALE_SHARE.items():
        assert told[low] == pytest.approx(share, abs=4)


def test_births_a_year(people: pl.DataFrame) -> None:
    recent = people.filter(pl.col("birth_date") > date(2024, 11, 1))
    per_thousand = len(recent) / 2 / len(people) * 1000
    assert per_thousand == pytest.approx(figures.BIRTHS_PER_1000 * figures.BIRTH_BOOST, rel=0.15)


def test_household_sizes(people: pl.DataFrame) -> None:
    sizes = people.group_by("household_id").len()["len"].clip(upper_bound=4)
    for size, share in figures.HOUSEHOLD_SIZE.items():
        assert (sizes == size).mean() * 100 == pytest.approx(share, abs=4)  # type: ignore[operator]


def test_households_hang_together(people: pl.DataFrame) -> None:
    heads = people.filter(pl.col("relation") == "본인").group_by("household_id").len()
    assert heads["len"].max() == 1
    assert len(heads) == people["household_id"].n_unique()
    by_id = people.select("person_id", "household_id", "birth_date", "sex")
    couples = people.filter(pl.col("relation") == "배우자").join(
        by_id, left_on="spouse_id", right_on="person_id"
    )
    assert (couples["household_id"] == couples["household_id_right"]).all()
    assert (couples["sex"] != couples["sex_right"]).all()
    raised = people.filter(pl.col("mother_id").is_not_null()).join(
        by_id, left_on="mother_id", right_on="person_id"
    )
    years = (raised["birth_date"] - raised["birth_date_right"]).dt.total_days() / 365.25
    assert years.mean() == pytest.approx(31.5, abs=1.5)
    assert years.min() >= 15  # type: ignore[operator]


def test_insured_share_by_age_and_sex(people: pl.DataFrame) -> None:
    for sex, table in figures.INSURED_SHARE.items():
        told = share_by_group(people.filter(pl.col("sex") == sex), pl.col("insured"), list(table))
        for low, share in table.items():
            # Parents of infants are held to be insured more often, which shows in the thirties.
            assert told[low] == pytest.approx(share, abs=6 if low in (20, 30) else 4), (sex, low)


def test_employment_rate(people: pl.DataFrame) -> None:
    working = pl.col("insured") | pl.col("otherwise_employed")
    for sex, table in figures.EMPLOYMENT_RATE.items():
        told = share_by_group(people.filter(pl.col("sex") == sex), working, list(table))
        for low in (30, 40, 50, 60):
            assert told[low] == pytest.approx(table[low], abs=6), (sex, low)


def test_wages_of_all_wage_jobs(people: pl.DataFrame) -> None:
    wages = people.filter(pl.col("insured"))["earned_income"]
    assert wages.median() == pytest.approx(figures.WAGE["median"], rel=0.12)
    assert wages.mean() == pytest.approx(figures.WAGE["mean"], rel=0.12)


def test_insured_by_size_of_workplace(large_world: WorldReport) -> None:
    sizes = pl.Series(
        [row["상시근로자수"] for row in feed_rows(large_world.truth.parent / "extracts", "workplaces")]
    )
    bounds = [*figures.INSURED_BY_SIZE, 10**9]
    total = sizes.clip(lower_bound=0).sum()
    for low, high in itertools.pairwise(bounds):
        inside = sizes.filter((sizes >= low) & (sizes < high)).sum()
        assert inside / total * 100 == pytest.approx(figures.INSURED_BY_SIZE[low], abs=4), low


def test_disability_and_livelihood_benefit(people: pl.DataFrame) -> None:
    told = share_by_group(people, pl.col("disabled"), list(figures.DISABLED_SHARE))
    for low, share in figures.DISABLED_SHARE.items():
        assert told[low] == pytest.approx(share, abs=2.5)
    livelihood = people["livelihood_benefit"].mean()
    assert livelihood * 100 == pytest.approx(figures.LIVELIHOOD_SHARE, abs=1)  # type: ignore[operator]


def test_loss_reasons(large_world: WorldReport) -> None:
    rows = feed_rows(large_world.truth.parent / "extracts", "insurance_history")
    reasons = pl.Series(
        [int(row["상실사유코드"]) for row in rows if row["상실일"] and row["근로자구분"] == "상용"]
    )
    for reason, share in figures.LOSS_REASON.items():
        assert (reasons == reason).mean() * 100 == pytest.approx(share, abs=6), reason  # type: ignore[operator]


def test_parental_leave(large_world: WorldReport, people: pl.DataFrame) -> None:
    told = pl.read_parquet(large_world.truth / "life_events.parquet")
    takers = told.filter(pl.col("kind") == "parental_leave_started").join(people, on="person_id")
    assert (takers["sex"] == "M").mean() * 100 == pytest.approx(  # type: ignore[operator]
        figures.PARENTAL_LEAVE["men_among_takers"], abs=8
    )
    rows = feed_rows(large_world.truth.parent / "extracts", "leaves")
    maternity = {
        row["출생번호"] for row in rows if row["구분"] == "출산전후휴가" and row["종료일"] < "2026-11-01"
    }
    women = {row["person_id"] for row in people.filter(pl.col("sex") == "F").iter_rows(named=True)}
    truth = (
        pl.read_parquet(large_world.truth / "records.parquet").filter(pl.col("feed") == "leaves").sort("row")
    )
    parental = {
        row["출생번호"]
        for row, person_id in zip(rows, truth["person_id"], strict=True)
        if row["구분"] == "육아휴직" and person_id in women
    }
    take_up = len(maternity & parental) / len(maternity) * 100
    assert take_up == pytest.approx(figures.PARENTAL_LEAVE["mother_take_up"], abs=10)


def test_arrears_rate(large_world: WorldReport, people: pl.DataFrame) -> None:
    told = pl.read_parquet(large_world.truth / "life_events.parquet")
    a_year = told.filter((pl.col("kind") == "unpaid_wages") & (pl.col("date") > date(2025, 11, 1)))
    rate = a_year["person_id"].n_unique() / people["insured"].sum() * 100
    assert rate == pytest.approx(figures.ARREARS_RATE * figures.ARREARS_BOOST, rel=0.35)


def test_a_laid_off_worker_with_two_months_unpaid_exists(
    events: pl.DataFrame, small_world: WorldReport
) -> None:
    recent = events.filter(
        (pl.col("kind") == "laid_off") & (pl.col("date") > WORLD_DATE - timedelta(days=60))
    )
    rows = feed_rows(small_world.truth.parent / "extracts", "wage_arrears")
    truth = pl.read_parquet(small_world.truth / "records.parquet").filter(pl.col("feed") == "wage_arrears")
    two_months = {
        person_id
        for row, person_id in zip(rows, truth.sort("row")["person_id"], strict=True)
        if whole_month(row["체불종료월"]) - whole_month(row["체불시작월"]) == 1
        and int(row["체불액/최종3개월임금"]) > 0
    }
    assert two_months & set(recent["person_id"])


def whole_month(text: str) -> int:
    return int(text[:4]) * 12 + int(text[5:7])


def test_a_parent_on_leave_with_a_ten_month_old_and_a_partner_on_leave_exists(
    events: pl.DataFrame, residents: dict[str, Row]
) -> None:
    took = set(events.filter(pl.col("kind") == "parental_leave_started")["person_id"])
    partner_took = set(events.filter(pl.col("kind") == "partner_on_leave")["person_id"])
    oldest, youngest = date(2025, 11, 1), date(2026, 2, 1)
    parents = {
        parent
        for child in residents.values()
        if oldest < child["birth_date"] <= youngest
        for parent in (child["mother_id"], child["father_id"])
        if parent
    }
    found = [p for p in parents & took & partner_took if residents[p]["on_parental_leave"]]
    assert found


def test_a_poor_young_person_who_was_never_insured_exists(
    residents: dict[str, Row], events: pl.DataFrame
) -> None:
    seeking = set(events.filter(pl.col("kind") == "first_job_seeker")["person_id"])
    found = [
        person
        for person_id, person in residents.items()
        if person_id in seeking
        and 19 <= person["age"] <= 29
        and not person["ever_insured"]
        and not person["student"]
        and person["household_income"] < 0.6 * MEDIAN_INCOME_2026[min(person["household_size"], 6)]
    ]
    assert found


def test_a_well_paid_worker_with_nothing_to_claim_exists(
    residents: dict[str, Row], events: pl.DataFrame
) -> None:
    eventful = set(events["person_id"])
    found = [
        person
        for person_id, person in residents.items()
        if 40 <= person["age"] <= 55
        and person["insured"]
        and person["earned_income"] > 6_000_000
        and person_id not in eventful
        and not (person["disabled"] or person["livelihood_benefit"] or person["lone_parent"])
    ]
    assert found


def test_losses_of_the_last_ninety_days_are_visible(events: pl.DataFrame, residents: dict[str, Row]) -> None:
    kinds = ["laid_off", "resigned", "contract_ended", "retired", "dismissed"]
    left = events.filter(pl.col("kind").is_in(kinds) & (pl.col("date") > WORLD_DATE - timedelta(days=90)))
    assert len(left) > 0.02 * len(residents)
    assert set(left["kind"]) >= {"laid_off", "resigned", "contract_ended"}
