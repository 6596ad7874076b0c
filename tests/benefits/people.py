"""Random people for the benefits tests: any fact may be unknown, values crowd the edges the articles draw."""

from __future__ import annotations

import random
from datetime import date, timedelta

from ieum.benefits import Value, facts_catalogue
from ieum.benefits.parameters import parameters

EDGES = sorted(
    {value + step for entry in parameters().values() for value in entry.values for step in (-1, 0, 1)}
)
SMALL_EDGES = [edge for edge in EDGES if edge <= 1_000]
LARGE_EDGES = [edge for edge in EDGES if edge > 1_000]


def random_person(random_: random.Random, on: date, unknown_share: float = 0.1) -> dict[str, Value]:
    """Facts drawn independently: rarely plausible as a whole, which is what a comparison of evaluators wants."""
    person: dict[str, Value] = {}
    for spec in facts_catalogue():
        if random_.random() < unknown_share:
            continue
        if spec.type == "boolean":
            value: Value = random_.random() < 0.5
        elif spec.type == "date":
            value = random_date(random_, on, spec.name)
        elif spec.choices:
            value = random_.choice(spec.choices).value
        elif random_.random() < 0.5:
            edges = SMALL_EDGES if spec.type == "integer" else LARGE_EDGES
            value = min(max(random_.choice(edges), spec.minimum), spec.maximum)
        else:
            usual = 8_000_000 if spec.type == "won" else 400
            value = random_.randint(spec.minimum, min(spec.maximum, usual))
        person[spec.name] = value
    return person


def random_date(random_: random.Random, on: date, name: str) -> date:
    if "birth" in name and "child" not in name:
        day = date(random_.randint(1940, 2011), random_.randint(1, 12), random_.randint(1, 28))
        return random_.choice([day, date(random_.choice([1964, 1976, 1992, 2004]), 2, 29)])
    if random_.random() < 0.1:
        return random_.choice([date(2024, 2, 29), date(2025, 1, 1), date(2026, 8, 20), date(2026, 1, 31)])
    return on - timedelta(days=random_.randint(-200, 4_000 if random_.random() < 0.4 else 500))
