"""The few errors that cross rooms. Each says what is wrong, where, and what to do."""

from __future__ import annotations


class IeumError(Exception):
    """Base of every error a user may see.

    what: one sentence in plain words; where: file, fact or place; remedy: what to do next.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        remedy = f" → {self.remedy}" if self.remedy else ""
        return f"{place}{self.what}{remedy}"


class BadInput(IeumError):
    """What the user or another system gave cannot be used as it stands."""

    exit_code = 2


class NotFound(IeumError):
    """Nothing is stored under the name or key that was asked for."""

    exit_code = 3


class BadRule(IeumError):
    """A programme or parameter breaks a rule of the rule language and is not loaded."""

    exit_code = 4


class Unavailable(IeumError):
    """A part that is needed (lake, model, outside service) is not there now; nothing was lost."""

    exit_code = 5
