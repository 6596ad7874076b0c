"""The programmes, one readable file each."""

from ieum.benefits.programme import by_key
from ieum.benefits.programmes.job_seeking_benefit import JOB_SEEKING_BENEFIT
from ieum.benefits.programmes.national_employment_support import (
    NATIONAL_EMPLOYMENT_SUPPORT_1,
    NATIONAL_EMPLOYMENT_SUPPORT_2,
)
from ieum.benefits.programmes.parental_leave_benefit import PARENTAL_LEAVE_BENEFIT
from ieum.benefits.programmes.simple_substitute_payment import SIMPLE_SUBSTITUTE_PAYMENT

PROGRAMMES = by_key(
    (
        JOB_SEEKING_BENEFIT,
        SIMPLE_SUBSTITUTE_PAYMENT,
        NATIONAL_EMPLOYMENT_SUPPORT_1,
        NATIONAL_EMPLOYMENT_SUPPORT_2,
        PARENTAL_LEAVE_BENEFIT,
    )
)

__all__ = ["PROGRAMMES"]
