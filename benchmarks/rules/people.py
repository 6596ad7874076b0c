"""People for the benchmark: one Parquet file with a column for every fact that the programmes use.

The facts of one person hang together (nobody leaves a job before entering it) and each is unknown now and then. Who
has no arrears or no parental leave has no facts about them, as in a real register.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from ieum.benefits import PROGRAMMES, FactSpec, facts_catalogue

ON = date(2026, 11, 24)
"""The day on which everyone is judged."""
CHUNK = 500_000
ROW_GROUP = 122_880
UNKNOWN = 0.02
"""Share of facts that are unknown though the person has them."""
EVER_EMPLOYED, WITH_ARREARS, WITH_LEAVE = 0.95, 0.12, 0.10
"""Shares of people with a job behind them, with unpaid wages, with parental leave (cautiously high)."""

Numbers = npt.NDArray[np.int64]
Draw = Callable[[], Numbers]
_TODAY = (ON - date(1970, 1, 1)).days
_ARROW = {"boolean": pa.bool_(), "date": pa.date32()}


def used_facts() -> tuple[str, ...]:
    """Names of the facts that any programme uses, in the catalogue's order."""
    used = {name for programme in PROGRAMMES.values() for name in programme.facts}
    return tuple(spec.name for spec in facts_catalogue() if spec.name in used)


def people_file(people: int, folder: Path) -> Path:
    """The file of that many people, written once and kept under `folder`. The same count gives the same people."""
    specs = {spec.name: spec for spec in facts_catalogue()}
    chosen = [specs[name] for name in used_facts()]
    path = folder / f"people-{people}-{zlib.crc32(' '.join(used_facts()).encode()):08x}.parquet"
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    schema = pa.schema([(spec.name, _ARROW.get(spec.type, pa.int64())) for spec in chosen])
    with pq.ParquetWriter(unfinished, schema) as writer:
        for number, first in enumerate(range(0, people, CHUNK)):
            count = min(CHUNK, people - first)
            writer.write_table(_chunk(chosen, schema, count, number), row_group_size=ROW_GROUP)
    unfinished.rename(path)
    return path


def some_people(count: int) -> list[dict[str, object]]:
    """`count` people as facts, the unknown ones left out; the first of the file's."""
    specs = {spec.name: spec for spec in facts_catalogue()}
    chosen = [specs[name] for name in used_facts()]
    schema = pa.schema([(spec.name, _ARROW.get(spec.type, pa.int64())) for spec in chosen])
    rows = _chunk(chosen, schema, count, 0).to_pylist()
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


def _chunk(specs: list[FactSpec], schema: pa.Schema, count: int, number: int) -> pa.Table:
    random = np.random.default_rng([20261124, number])
    drawn = _facts(random, count)
    arrays = []
    for spec, field in zip(specs, schema, strict=True):
        values, absent = drawn.get(spec.name) or (_plain(random, spec, count), np.zeros(count, dtype=bool))
        unknown = absent | (random.random(count, dtype=np.float32) < UNKNOWN)
        if spec.type == "date":
            array = pa.array(values.astype(np.int32), mask=unknown).cast(field.type)
        elif spec.type == "boolean":
            array = pa.array(values.astype(bool), mask=unknown)
        else:
            array = pa.array(np.clip(values, spec.minimum, spec.maximum), mask=unknown)
        arrays.append(array)
    return pa.Table.from_arrays(arrays, schema=schema)


def _plain(random: np.random.Generator, spec: FactSpec, count: int) -> Numbers:
    """A fact that has no distribution of its own below: mostly no, mostly zero."""
    if spec.type == "boolean":
        return (random.random(count) < 0.1).astype(np.int64)
    if spec.type == "date":
        return _TODAY - random.integers(0, 1_000, count)
    if spec.choices:
        return random.choice(np.array([choice.value for choice in spec.choices], dtype=np.int64), count)
    return np.maximum(spec.minimum, np.where(random.random(count) < 0.8, 0, random.integers(0, 100, count)))


def _facts(random: np.random.Generator, count: int) -> dict[str, tuple[Numbers, npt.NDArray[np.bool_]]]:
    """Values and who has none, by fact."""

    def between(low: int, high: int) -> Numbers:
        return random.integers(low, high, count, endpoint=True)

    def chance(share: float) -> Numbers:
        return (random.random(count, dtype=np.float32) < share).astype(np.int64)

    def won(usual: int, step: int = 10, spread: float = 0.5) -> Numbers:
        return (random.lognormal(np.log(usual), spread, count) // step * step).astype(np.int64)

    def mostly_zero(share: float, values: Numbers) -> Numbers:
        return np.where(chance(share) == 1, values, 0)

    def codes(weights: dict[int, float]) -> Numbers:
        return random.choice(np.array(list(weights)), count, p=np.array(list(weights.values())))

    birth = _TODAY - between(16 * 365, 75 * 365)
    separation = _TODAY - between(0, 700)
    first_job = birth + 14 * 365
    acquisition = np.maximum(separation - between(20, 3_000), first_job)
    insured_from = np.maximum(acquisition - mostly_zero(0.4, between(1, 3_000)), first_job)
    daily_wage = won(98_000)
    hours = codes({8: 0.74, 6: 0.08, 5: 0.06, 4: 0.09, 3: 0.03})
    wage = won(3_000_000, 1_000)
    retired = np.where(chance(0.7) == 1, separation, _TODAY - between(0, 1_000))
    leave_start = _TODAY - between(-60, 600)
    leave_end = leave_start + codes({29: 0.1, 91: 0.2, 182: 0.25, 364: 0.35, 547: 0.1}) + between(-12, 12)
    own_income = mostly_zero(0.5, won(900_000))
    everyone = {
        "birth_date": birth,
        "disabled": chance(0.05),
        "employed": chance(0.6),
        "able_and_willing": chance(0.85),
        "household_size": codes({1: 0.36, 2: 0.29, 3: 0.19, 4: 0.13, 5: 0.02, 6: 0.007, 7: 0.002, 8: 0.001}),
        "household_monthly_income": own_income + mostly_zero(0.8, won(2_600_000, spread=0.7)),
        "household_property": mostly_zero(0.85, won(210_000_000, 100_000, 1.1)),
        "own_monthly_income": own_income,
        "military_service_days": mostly_zero(0.4, between(500, 1_100)),
        "work_days_2y": between(0, 731),
        "work_hours_2y": between(0, 4_400),
        "student": chance(0.08),
        "in_military_service": chance(0.01),
        "livelihood_benefit": chance(0.03),
        "job_seeking_benefit_recent": chance(0.04),
        "direct_job_recent": chance(0.03),
        "other_allowance_recent": chance(0.02),
        "support_barred": chance(0.02),
        "dependants": np.minimum(6, random.poisson(0.6, count)),
        "has_arrears": chance(WITH_ARREARS),
        "parental_leave_taken": chance(WITH_LEAVE),
    }
    employed_once = {
        "separation_date": separation,
        "separation_reason_code": codes(
            {11: 0.35, 12: 0.05, 22: 0.05, 23: 0.18, 26: 0.02, 31: 0.04, 32: 0.26, 41: 0.03, 42: 0.02}
        ),
        "just_cause": mostly_zero(0.15, between(1, 12)),
        "serious_misconduct": chance(0.01),
        "insured_unit_days": between(0, 550),
        "weekly_contract_hours": hours * codes({5: 0.9, 3: 0.06, 2: 0.04}),
        "weekly_contract_days": codes({5: 0.9, 3: 0.06, 2: 0.04}),
        "insured_unit_days_24m": between(0, 732),
        "short_week_unit_days_24m": mostly_zero(0.05, between(1, 732)),
        "unpaid_absence_days": mostly_zero(0.06, between(1, 400)),
        "insured_unit_days_extended": between(0, 800),
        "acquisition_date": acquisition,
        "insured_before_65_continuously": chance(0.5),
        "insured_period_start": insured_from,
        "average_daily_wage": daily_wage,
        "ordinary_daily_wage": daily_wage * between(70, 110) // 100,
        "daily_contract_hours": hours,
        "daily_worker": chance(0.07),
        "recent_work_days": mostly_zero(0.4, between(1, 54)),
        "construction_daily_worker": chance(0.03),
        "no_work_for_14_days": chance(0.5),
        "restricted_separation_in_base_period": chance(0.1),
        "daily_worker_unit_days": mostly_zero(0.1, between(1, 550)),
        "benefit_days_already_paid": mostly_zero(0.2, between(1, 200)),
        "receipt_period_postponed_days": mostly_zero(0.04, between(1, 1_461)),
    }
    in_arrears = {
        "left_arrears_employer": chance(0.85),
        "arrears_retired_on": retired,
        "unpaid_wages": won(4_000_000),
        "unpaid_severance": mostly_zero(0.5, won(5_000_000)),
        "unpaid_shutdown_allowance": mostly_zero(0.03, won(1_500_000)),
        "unpaid_maternity_pay": mostly_zero(0.01, won(2_000_000)),
        "employer_covered": chance(0.98),
        "employer_operating_since": retired - between(30, 6_000),
        "unlicensed_subcontractor": chance(0.06),
        "prime_contractor_operating_since": retired - between(30, 8_000),
        "arrears_report_filed": chance(0.75),
        "arrears_reported_on": retired + between(0, 400),
        "arrears_confirmed": chance(0.5),
        "arrears_confirmed_on": retired + between(30, 500),
        "judgment_obtained": chance(0.15),
        "suit_filed": chance(0.2),
        "sued_on": retired + between(30, 800),
        "judged_on": retired + between(100, 900),
        "simple_payment_received": chance(0.1),
        "insolvency_payment_received": mostly_zero(0.05, won(3_000_000)),
        "last_arrears_on": retired - between(0, 40),
        "contract_hourly_wage": won(11_000),
        "contract_under_one_month": chance(0.05),
        "in_service_substitute_paid_before": chance(0.03),
    }
    on_leave = {
        "parental_leave_start": leave_start,
        "parental_leave_end": leave_end,
        "maternity_overlap_days": mostly_zero(0.03, between(1, 90)),
        "short_child_care_leave": chance(0.03),
        "insured_unit_days_before_leave": between(100, 3_000),
        "monthly_ordinary_wage": wage,
        "prior_leave_months": mostly_zero(0.3, between(1, 12)),
        "child_birth_date": leave_start - between(30, 2_500),
        "partner_leave_months": mostly_zero(0.3, between(1, 12)),
        "partner_leave_three_months": chance(0.25),
        "lone_parent": chance(0.05),
        "child_severely_disabled": chance(0.01),
        "employer_monthly_pay": mostly_zero(0.1, won(500_000)),
        "left_job_during_leave": chance(0.03),
        "worked_days_during_leave": mostly_zero(0.02, between(1, 60)),
    }
    nobody = np.zeros(count, dtype=bool)
    groups = (
        (everyone, nobody),
        (employed_once, chance(EVER_EMPLOYED) == 0),
        (in_arrears, everyone["has_arrears"] == 0),
        (on_leave, everyone["parental_leave_taken"] == 0),
    )
    return {name: (values, absent) for facts, absent in groups for name, values in facts.items()}
