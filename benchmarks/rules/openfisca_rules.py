"""구직급여 in OpenFisca: daily amount, prescribed days and total, by the same articles and amounts as ours.

Written as its documentation asks: one Variable a quantity, formulas over whole arrays, parameters with dates. Where
two ways work, the faster one is taken. OpenFisca has no unknowns: the caller fills them with a default.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
from openfisca_core.entities import build_entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from ieum.benefits.parameters import parameter

Array = npt.NDArray[Any]
INPUTS: dict[str, type] = {
    "birth_date": date,
    "separation_date": date,
    "insured_period_start": date,
    "disabled": bool,
    "daily_worker": bool,
    "construction_daily_worker": bool,
    "average_daily_wage": int,
    "ordinary_daily_wage": int,
    "daily_contract_hours": int,
    "benefit_days_already_paid": int,
    "receipt_period_postponed_days": int,
}
"""Facts the formulas read, and their Python types."""
OUTPUTS = ("daily_amount", "prescribed_days", "total")
BANDS = ("under_1", "1_to_3", "3_to_5", "5_to_10", "10_up")
BAND_YEARS = np.array([1, 3, 5, 10])
PERSON = build_entity(key="person", plural="persons", label="A person", is_person=True)
_PARAMETERS = (
    "minimum_wage_hourly",
    "daily_wage_ceiling",
    "benefit_rate",
    "minimum_benefit_rate",
    "lowest_hourly_amount_before_october_2019",
    "daily_hours_ceiling",
    "waiting_days",
    *(f"prescribed_days_{age}_{band}" for age in ("general", "senior") for band in BANDS),
)
_FLOOR_OVERTAKEN = np.datetime64("2023-01-01")


def legislation() -> TaxBenefitSystem:
    """The variables and dated parameters, ready for simulations."""
    system = TaxBenefitSystem([PERSON])
    dated = {
        name: {
            "values": {
                start.isoformat(): {"value": value}
                for start, value in zip(parameter(name).starts, parameter(name).values, strict=True)
            }
        }
        for name in _PARAMETERS
    }
    system.parameters = ParameterNode("", data=dated)
    for variable in _VARIABLES:
        system.add_variable(variable)
    return system


def simulate(system: TaxBenefitSystem, facts: Mapping[str, Array]) -> Simulation:
    """A simulation of as many people as the arrays are long."""
    count = len(next(iter(facts.values())))
    simulation = SimulationBuilder().build_default_simulation(system, count=count)
    for name, values in facts.items():
        simulation.set_input(name, DateUnit.ETERNITY, values)
    return simulation


def calculate(simulation: Simulation, on: str) -> dict[str, Array]:
    """The outputs on that day (ISO)."""
    return {name: simulation.calculate(name, on) for name in OUTPUTS}


def _at(parameters: Any, name: str, days: Array) -> Array:
    """The parameter's value on each of the days, all of them after its first date."""
    dated = list(reversed(getattr(parameters, name).values_list))
    starts = np.array([value.instant_str for value in dated], dtype="datetime64[D]")
    values = np.array([value.value for value in dated])
    return values[np.searchsorted(starts, days, side="right") - 1]


def _months_after(day: Array, months: int) -> Array:
    month = day.astype("datetime64[M]")
    last = (month + (months + 1)).astype("datetime64[D]") - 1
    return np.minimum((month + months).astype("datetime64[D]") + (day - month.astype("datetime64[D]")), last)


def _expires(day: Array, months: int) -> Array:
    return np.maximum(_months_after(day, months), _months_after(day + 1, months) - 1)


def _ordinal(day: Array) -> Array:
    month = day.astype("datetime64[M]")
    months = month.astype(np.int64)
    return (months // 12 * 100 + months % 12) * 100 + (day - month.astype("datetime64[D]")).astype(np.int64)


def _years_between(start: Array, end: Array) -> Array:
    return (_ordinal(end) - _ordinal(start)) // 10_000


def _input(name: str, kind: type) -> type[Variable]:
    settings = {"value_type": kind, "entity": PERSON, "definition_period": DateUnit.ETERNITY, "label": name}
    return type(name, (Variable,), settings)


class wage_base(Variable):  # noqa: N801 — OpenFisca's variables are classes in lower case
    value_type = int
    entity = PERSON
    definition_period = DateUnit.DAY
    label = "기초가 되는 임금일액"

    def formula(person: Any, _period: Any, _parameters: Any) -> Array:  # noqa: N805
        average = person("average_daily_wage", DateUnit.ETERNITY)
        greater = np.maximum(average, person("ordinary_daily_wage", DateUnit.ETERNITY))
        return np.where(person("daily_worker", DateUnit.ETERNITY), average, greater)


class daily_amount(Variable):  # noqa: N801
    value_type = int
    entity = PERSON
    definition_period = DateUnit.DAY
    label = "하루 구직급여"

    def formula(person: Any, period: Any, parameters: Any) -> Array:  # noqa: N805
        law = parameters(period)
        dated = person.simulation.tax_benefit_system.parameters
        separation = person("separation_date", DateUnit.ETERNITY)
        hours = np.minimum(person("daily_contract_hours", DateUnit.ETERNITY), law.daily_hours_ceiling)
        lowest = _at(dated, "minimum_wage_hourly", separation) * hours * law.minimum_benefit_rate // 100
        earlier = np.maximum(lowest, law.lowest_hourly_amount_before_october_2019 * hours)
        lowest = np.where(separation < _FLOOR_OVERTAKEN, earlier, lowest)
        base = np.minimum(person("wage_base", period), _at(dated, "daily_wage_ceiling", separation))
        return np.maximum(base * law.benefit_rate // 100, lowest)


class prescribed_days(Variable):  # noqa: N801
    value_type = int
    entity = PERSON
    definition_period = DateUnit.DAY
    label = "소정급여일수"

    def formula(person: Any, period: Any, parameters: Any) -> Array:  # noqa: N805
        law = parameters(period)
        separation = person("separation_date", DateUnit.ETERNITY)
        age = _years_between(person("birth_date", DateUnit.ETERNITY), separation)
        senior = (age >= 50) | person("disabled", DateUnit.ETERNITY)
        years = _years_between(person("insured_period_start", DateUnit.ETERNITY), separation + 1)
        table = np.array(
            [[law[f"prescribed_days_{row}_{band}"] for band in BANDS] for row in ("general", "senior")]
        )
        table[1, 0] = table[0, 0]
        return table[senior.astype(np.int8), np.searchsorted(BAND_YEARS, years, side="right")]


class payable_days(Variable):  # noqa: N801
    value_type = int
    entity = PERSON
    definition_period = DateUnit.DAY
    label = "지금 신고하면 받을 수 있는 일수"

    def formula(person: Any, period: Any, parameters: Any) -> Array:  # noqa: N805
        on = np.datetime64(period.start.date)
        separation = person("separation_date", DateUnit.ETERNITY)
        prescribed = person("prescribed_days", period)
        at_once = person("daily_worker", DateUnit.ETERNITY) & person(
            "construction_daily_worker", DateUnit.ETERNITY
        )
        first = np.where(at_once, on, on + parameters(period).waiting_days)
        ordinary = _expires(separation, 12)
        postponed = np.minimum(
            ordinary + person("receipt_period_postponed_days", DateUnit.ETERNITY), _expires(separation, 48)
        )
        days = (ordinary - first).astype(np.int64) + 1
        last = np.where(days >= prescribed, ordinary, postponed)
        left = prescribed - person("benefit_days_already_paid", DateUnit.ETERNITY)
        return np.maximum(0, np.minimum(left, (last - first).astype(np.int64) + 1))


class total(Variable):  # noqa: N801
    value_type = int
    entity = PERSON
    definition_period = DateUnit.DAY
    label = "모두 합한 금액"

    def formula(person: Any, period: Any, _parameters: Any) -> Array:  # noqa: N805
        return person("daily_amount", period) * person("payable_days", period)


_VARIABLES = (
    *(_input(name, kind) for name, kind in INPUTS.items()),
    wage_base,
    daily_amount,
    prescribed_days,
    payable_days,
    total,
)
