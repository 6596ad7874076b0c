"""Who is who: standard keys, master records, households."""

from ieum.master.keys import KeyReport, assign_keys
from ieum.master.people import Member, Person, find_person, household_of, records_of, search_people

__all__ = [
    "KeyReport",
    "Member",
    "Person",
    "assign_keys",
    "find_person",
    "household_of",
    "records_of",
    "search_people",
]
