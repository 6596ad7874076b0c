"""Money: whole won, exact."""

from __future__ import annotations

from dataclasses import dataclass

from ieum.kernel.errors import BadInput


@dataclass(frozen=True, order=True, slots=True)
class Won:
    """An amount in whole won (KRW); may be negative as a difference. 64-bit range."""

    amount: int

    def __post_init__(self) -> None:
        if not -(2**63) <= self.amount < 2**63:
            raise BadInput(f"{self.amount} won is beyond any real amount", where="Won")

    def __add__(self, other: Won) -> Won:
        return Won(self.amount + other.amount)

    def __sub__(self, other: Won) -> Won:
        return Won(self.amount - other.amount)

    def __str__(self) -> str:
        return f"{self.amount:,}원"
