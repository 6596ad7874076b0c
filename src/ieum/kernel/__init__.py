"""The words every room uses. Imports nothing of ours outside this folder."""

from ieum.kernel.clock import now, parse_date, today
from ieum.kernel.errors import BadInput, BadRule, IeumError, NotFound, Unavailable
from ieum.kernel.identifiers import Rrn, StandardKey, brn_is_valid
from ieum.kernel.korean import with_particle
from ieum.kernel.law import LawRef
from ieum.kernel.money import Won
from ieum.kernel.period import Period, add_months, whole_months, whole_years

__all__ = [
    "BadInput",
    "BadRule",
    "IeumError",
    "LawRef",
    "NotFound",
    "Period",
    "Rrn",
    "StandardKey",
    "Unavailable",
    "Won",
    "add_months",
    "brn_is_valid",
    "now",
    "parse_date",
    "today",
    "whole_months",
    "whole_years",
    "with_particle",
]
