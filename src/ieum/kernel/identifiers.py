"""Keys and official numbers: standard key, resident number (RRN), business number (BRN)."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import date

from ieum.kernel.errors import BadInput

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base 32: no I, L, O, U
_KEY = re.compile(rf"^[PW][{_ALPHABET}]{{13}}$")


@dataclass(frozen=True, order=True, slots=True)
class StandardKey:
    """표준키: one persistent, meaningless key per person (P…) or workplace (W…).

    14 characters: kind, twelve of Crockford base 32 (60 bits), one check character (Luhn mod 32) that
    catches any single wrong character. It is minted once and never derived from a resident number.
    """

    text: str

    def __post_init__(self) -> None:
        text = self.text
        if not _KEY.match(text) or text[-1] != _check(text[:-1]):
            raise BadInput(
                f"'{text}' is not a standard key",
                where="StandardKey",
                remedy="check for a mistyped character",
            )

    @classmethod
    def mint(cls, kind: str, seed: str, secret: bytes) -> StandardKey:
        """The key for a seed (for example the first record's id) under the deployment's secret."""
        digest = hmac.new(secret, f"{kind}|{seed}".encode(), hashlib.sha256).digest()
        number = int.from_bytes(digest[:8], "big") >> 4
        body = "".join(_ALPHABET[(number >> shift) & 31] for shift in range(55, -5, -5))
        return cls(f"{kind}{body}{_check(kind + body)}")

    @property
    def is_person(self) -> bool:
        return self.text[0] == "P"

    def __str__(self) -> str:
        return self.text


def _check(text: str) -> str:
    """Luhn mod 32: catches every single wrong character and nearly every swap of neighbours."""
    total = 0
    for position, character in enumerate(reversed(text)):
        value = _ALPHABET.index(character) * (1 + (position + 1) % 2)
        total += value // 32 + value % 32
    return _ALPHABET[-total % 32]


_RRN_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_CENTURY = {
    "1": 1900,
    "2": 1900,
    "3": 2000,
    "4": 2000,
    "5": 1900,
    "6": 1900,
    "7": 2000,
    "8": 2000,
    "9": 1800,
    "0": 1800,
}
RRN_CHECK_DIGIT_ENDS = date(2020, 10, 5)
"""Numbers given out from this day on carry random digits after the sex digit: no check digit to hold them to."""


@dataclass(frozen=True, slots=True)
class Rrn:
    """A resident (or foreigner) registration number. Never logged, stored or put into a URL: see `token`."""

    digits: str

    @classmethod
    def parse(cls, text: str) -> Rrn:
        """Accepts 13 digits with or without a hyphen; raises BadInput that does not repeat the number."""
        digits = re.sub(r"[\s-]", "", text)
        if not re.fullmatch(r"\d{13}", digits):
            raise BadInput("a resident number has 13 digits", where="resident number")
        rrn = cls(digits)
        born = rrn.birth_date
        if born < RRN_CHECK_DIGIT_ENDS and not rrn.check_digit_holds:
            raise BadInput("the resident number's check digit does not fit", where="resident number")
        return rrn

    @property
    def birth_date(self) -> date:
        year = _CENTURY[self.digits[6]] + int(self.digits[:2])
        try:
            return date(year, int(self.digits[2:4]), int(self.digits[4:6]))
        except ValueError as error:
            raise BadInput("the resident number holds an impossible date", where="resident number") from error

    @property
    def sex(self) -> str:
        """'M' or 'F'."""
        return "M" if int(self.digits[6]) % 2 else "F"

    @property
    def check_digit_holds(self) -> bool:
        total = sum(int(digit) * weight for digit, weight in zip(self.digits, _RRN_WEIGHTS, strict=False))
        return (11 - total % 11) % 10 == int(self.digits[12])

    def token(self, pepper: bytes) -> str:
        """HMAC-SHA-256 under the deployment's pepper, 32 hex digits: joins records, reveals nothing."""
        return hmac.new(pepper, self.digits.encode(), hashlib.sha256).hexdigest()[:32]

    def __repr__(self) -> str:
        return "Rrn(*************)"

    __str__ = __repr__


def brn_is_valid(text: str) -> bool:
    """Whether a business registration number (10 digits) satisfies the tax service's check digit."""
    digits = re.sub(r"[\s-]", "", text)
    if not re.fullmatch(r"\d{10}", digits):
        return False
    d = [int(c) for c in digits]
    total = (
        sum(a * b for a, b in zip(d, (1, 3, 7, 1, 3, 7, 1, 3), strict=False)) + d[8] * 5 // 10 + d[8] * 5 % 10
    )
    return (10 - total % 10) % 10 == d[9]
