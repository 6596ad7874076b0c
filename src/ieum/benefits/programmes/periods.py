"""When a period of months that the law sets runs out."""

from ieum.benefits.language import Expr, days_after, greatest, months_after


def expires(day: Expr, months: Expr | int) -> Expr:
    """The last day of a period of months that begins on the day after `day` (Civil Act art. 157, 160).

    It is the day before the corresponding day of the last month; where that month has no corresponding day, its
    last day. From 2027-02-28 twelve months run out on 2028-02-29, from 2024-02-28 on 2025-02-28.
    """
    return greatest(months_after(day, months), days_after(months_after(days_after(day, 1), months), -1))
