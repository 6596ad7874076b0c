"""The whole country in memory: who lives, works, is born, and goes unpaid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from ieum.world.arrears import Arrears, draw_arrears
from ieum.world.calendar import NEVER, Flags, Ints
from ieum.world.families import PARENTAL, Births, Leaves, draw_leaves, list_births
from ieum.world.jobs import Spells, draw_benefit_history, draw_spells, set_pay
from ieum.world.means import Means, draw_means
from ieum.world.names import spell_names
from ieum.world.numbers import draw_phones, draw_resident_numbers, phone_lines, resident_number_lines
from ieum.world.people import People, settle
from ieum.world.places import Homes, draw_homes
from ieum.world.states import States, draw_states
from ieum.world.workplaces import Workplaces, place_spells

_STAGES: Final = (
    "people",
    "states",
    "jobs",
    "workplaces",
    "families",
    "arrears",
    "means",
    "numbers",
    "homes",
)


@dataclass(frozen=True)
class Country:
    """Everything true on day `on`. names, resident_numbers (13 digits), phones: text, a place a person."""

    on: int
    seed: int
    people: People
    states: States
    spells: Spells
    workplaces: Workplaces
    births: Births
    leaves: Leaves
    arrears: Arrears
    means: Means
    homes: Homes
    moved_in: Ints
    names: pa.Array
    resident_numbers: pa.Array
    phones: pa.Array

    @property
    def on_parental_leave(self) -> Flags:
        """Who is on parental leave on the day."""
        running = (
            (self.leaves.kind == PARENTAL) & (self.leaves.started <= self.on) & (self.leaves.ended >= self.on)
        )
        flags = np.zeros(len(self.people), dtype=bool)
        flags[self.spells.person[self.leaves.spell[running]]] = True
        return flags

    @property
    def ever_insured(self) -> Flags:
        """Who has a spell in the insurance history."""
        flags = np.zeros(len(self.people), dtype=bool)
        flags[self.spells.person] = True
        return flags

    @property
    def insured_now(self) -> Flags:
        """Who is insured on the day."""
        flags = np.zeros(len(self.people), dtype=bool)
        flags[self.spells.person[self.spells.lost == NEVER]] = True
        return flags


def dice(seed: int, *purpose: str | int) -> np.random.Generator:
    """Random numbers for one purpose: the same for the same seed, whatever else is drawn."""
    words = [part if isinstance(part, int) else int.from_bytes(part.encode(), "big") for part in purpose]
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, *words])))


def found(count: int, seed: int, on: int) -> Country:
    """A country of `count` people on day `on`."""
    rng = {stage: dice(seed, stage) for stage in _STAGES}
    people = settle(count, on, rng["people"])
    states = draw_states(people, rng["states"])
    spells = draw_spells(people, states, on, rng["jobs"])
    spells, workplaces, usual_size = place_spells(spells, on, rng["workplaces"])
    spells = set_pay(spells, people, usual_size[spells.workplace], on, rng["jobs"])
    spells = draw_benefit_history(spells, people, on, rng["jobs"])
    births = list_births(people)
    homes = draw_homes(people.households, rng["homes"])
    settled = (rng["homes"].exponential(2200, people.households) + 5).astype(np.int64)
    numbers = draw_resident_numbers(people.birth, people.female, rng["numbers"])
    return Country(
        on=on,
        seed=seed,
        people=people,
        states=states,
        spells=spells,
        workplaces=workplaces,
        births=births,
        leaves=draw_leaves(births, spells, people, on, rng["families"]),
        arrears=draw_arrears(spells, workplaces, on, rng["arrears"]),
        means=draw_means(people, states, spells, rng["means"]),
        homes=homes,
        moved_in=on - settled,
        names=spell_names(people.surname, people.given_first, people.given_second),
        resident_numbers=resident_number_lines(numbers),
        phones=phone_lines(draw_phones(count, rng["numbers"])),
    )
