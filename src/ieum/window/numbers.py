"""Case numbers a person can read out on the telephone: IE-2026-000123-K."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ieum.kernel import BadInput

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ"  # 23, a prime; no I, L or O, which look like digits
_SHAPE = re.compile(r"^IE(\d{4})(\d{6,12})([A-Z])$")
PATTERN = r"IE-\d{4}-\d{6,12}-[A-Z]"
"""How a case number looks in an address."""


@dataclass(frozen=True, order=True, slots=True)
class CaseNumber:
    """Year of receipt, running number, and a check letter that any one wrong or swapped digit breaks."""

    year: int
    serial: int

    @classmethod
    def parse(cls, text: str) -> CaseNumber:
        """Accepts small letters and any spaces or hyphens; raises BadInput when the check letter does not fit."""
        match = _SHAPE.match(re.sub(r"[\s\-–—]", "", text).upper()[:40])
        number = cls(int(match[1]), int(match[2])) if match else None
        if match is None or number is None or number.check != match[3]:
            raise BadInput(
                "접수번호가 맞지 않습니다",
                where="접수번호",
                remedy="IE-2026-000123-K처럼 생긴 번호를 다시 확인해 주세요",
            )
        return number

    @property
    def check(self) -> str:
        """Weighted sum modulo 23 with a different weight for each place."""
        digits = f"{self.serial:012d}{self.year:04d}"
        total = sum(int(digit) * (place + 2) for place, digit in enumerate(digits))
        return _LETTERS[total % 23]

    def __str__(self) -> str:
        return f"IE-{self.year:04d}-{self.serial:06d}-{self.check}"
