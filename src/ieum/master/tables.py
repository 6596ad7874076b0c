"""The tables of the master record. Keys in them are never derived again: once stored, they are looked up."""

from __future__ import annotations

from ieum.lake import Lake

TABLES = {
    "person": (
        "standard_key VARCHAR, name VARCHAR, birth_date DATE, sex VARCHAR, address VARCHAR, phone VARCHAR, "
        "household_no VARCHAR, relation VARCHAR, alive BOOLEAN, rrn_token VARCHAR, from_record VARCHAR"
    ),
    "person_record": ("feed VARCHAR, record_id VARCHAR, standard_key VARCHAR, method VARCHAR, score DOUBLE"),
    "household_member": "household_no VARCHAR, standard_key VARCHAR, relation VARCHAR",
    "birth_parent": (
        "record_id VARCHAR, child_no VARCHAR, child_birth_date DATE, role VARCHAR, standard_key VARCHAR"
    ),
    "review": (
        "feed VARCHAR, record_id VARCHAR, standard_key VARCHAR, candidate_key VARCHAR, score DOUBLE, "
        "reason VARCHAR, state VARCHAR"
    ),
    "workplace_master": (
        "standard_key VARCHAR, workplace_no VARCHAR, workplace_name VARCHAR, brn VARCHAR, "
        "industry_code VARCHAR, province VARCHAR, state VARCHAR"
    ),
}


def create_tables(lake: Lake) -> None:
    """Creates what is missing."""
    if set(TABLES) <= set(lake.tables()):
        return
    with lake.transaction() as transaction:
        for name, columns in TABLES.items():
            transaction.cursor.execute(f"CREATE TABLE IF NOT EXISTS {name} ({columns})")
