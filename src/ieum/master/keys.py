"""Who is who: every person record gets one standard key, and keeps it."""
# ruff: noqa: S608 — names in SQL come from the contracts (checked against a schema); values are parameters.

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass

import duckdb
import polars as pl

from ieum.kernel import StandardKey
from ieum.lake import Lake, Transaction
from ieum.master.linkage import LINK_AT, REVIEW_FROM, TRAINING_RECORDS, choose, link
from ieum.master.profiles import PENDING, REGISTER, collect_profiles, latest_register
from ieum.master.slots import weigh_slots
from ieum.master.sources import records_sql
from ieum.master.tables import create_tables

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class KeyReport:
    """What one run did, in records (people and workplaces: how many there are after it).

    exact: by a valid resident number; linked: by likeness; new: a key of their own for want of either;
    review: those of the new that a steward should look at.
    """

    records: int
    exact: int
    linked: int
    new: int
    review: int
    people: int
    workplaces: int
    seconds: float


def assign_keys(lake: Lake, progress: Progress | None = None) -> KeyReport:
    """Gives every record of a person feed that has none yet a standard key, all in one transaction.

    Keys given before stay as they are. Raises Unavailable when another process is writing.
    """
    started = time.perf_counter()
    tell = progress or (lambda _stage, _fraction: None)
    create_tables(lake)
    with lake.transaction() as transaction, closing(lake.connection()) as cursor:
        tell("새 기록 찾는 중", 0.0)
        cursor.execute(
            f"CREATE OR REPLACE TABLE {PENDING} AS SELECT * FROM ({records_sql(lake)}) "
            "WHERE record_id NOT IN (SELECT record_id FROM person_record)"
        )
        tell("주민등록번호로 표준키 부여 중", 0.15)
        key_of_token = _keys_of_tokens(lake, cursor)
        cursor.register("key_of_token", key_of_token.to_arrow())
        tell("인적사항 모으는 중", 0.30)
        persons = collect_profiles(lake, cursor)
        tell("번호가 없는 기록 연결 중", 0.45)
        placed, review, created = _place_unnumbered(lake, cursor, persons)
        tell("핵심정보 저장 중", 0.80)
        transaction.cursor.register("key_of_token", key_of_token.to_arrow())
        transaction.cursor.execute(
            f"INSERT INTO person_record SELECT feed, record_id, standard_key, 'rrn', 1.0 FROM {PENDING} "
            "JOIN key_of_token USING (rrn_token)"
        )
        transaction.write("person_record", placed, "append")
        transaction.write("review", review, "append")
        people = pl.concat([persons, created]).drop("places", "lacks")
        _write_people(transaction, cursor, people, placed)
        workplaces = _write_workplaces(lake, transaction)
        records = int(cursor.execute(f"SELECT count(*) FROM {PENDING}").fetchall()[0][0])
        for table in (PENDING, REGISTER):
            cursor.execute(f"DROP TABLE IF EXISTS {table}")
    linked = placed.filter(pl.col("method") == "linked").height
    tell("표준키 부여 완료", 1.0)
    return KeyReport(
        records=records,
        exact=records - placed.height,
        linked=linked,
        new=placed.height - linked,
        review=review.height,
        people=people.height,
        workplaces=workplaces,
        seconds=time.perf_counter() - started,
    )


def _keys_of_tokens(lake: Lake, cursor: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """rrn_token, standard_key, from_record: stored ones, and those minted now from the first record's id."""
    stored = cursor.execute(
        "SELECT rrn_token, standard_key, from_record FROM person WHERE rrn_token IS NOT NULL"
    ).pl()
    taken = set(cursor.execute("SELECT standard_key FROM person").pl()["standard_key"].to_list())
    fresh = cursor.execute(
        "SELECT rrn_token, arg_min(record_id, rank) AS from_record FROM ("
        f"SELECT rrn_token, record_id, feed || record_id AS rank FROM {PENDING} UNION ALL "
        "SELECT mother_rrn_token, record_id || 'm', '~' || record_id FROM birth UNION ALL "
        "SELECT father_rrn_token, record_id || 'f', '~' || record_id FROM birth) "
        "WHERE rrn_token IS NOT NULL "
        "AND rrn_token NOT IN (SELECT rrn_token FROM person WHERE rrn_token IS NOT NULL) "
        "GROUP BY rrn_token ORDER BY from_record"
    ).pl()
    keys = mint_keys("P", fresh["from_record"].to_list(), taken, lake.secret("standard-key"))
    minted = fresh.with_columns(standard_key=pl.Series(keys, dtype=pl.String))
    return pl.concat([stored, minted.select(stored.columns)])


def mint_keys(kind: str, seeds: Iterable[str], taken: set[str], secret: bytes) -> list[str]:
    """One new key per seed; a key that is taken already (one chance in 10^18) is minted from the next seed."""
    keys = []
    for seed in seeds:
        key, turn = StandardKey.mint(kind, seed, secret).text, 1
        while key in taken:
            key, turn = StandardKey.mint(kind, f"{seed}#{turn}", secret).text, turn + 1
        taken.add(key)
        keys.append(key)
    return keys


def _place_unnumbered(
    lake: Lake, cursor: duckdb.DuckDBPyConnection, persons: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """(person_record rows, review rows, new persons) for the records without a valid resident number."""
    columns = "record_id AS unique_id, name, birth_date, sex, address, phone, places, [feed] AS lacks"
    records = cursor.execute(
        f"SELECT {columns}, feed FROM {PENDING} WHERE rrn_token IS NULL ORDER BY feed, record_id"
    ).pl()
    known = cursor.execute(
        f"SELECT {columns}, standard_key FROM (SELECT * FROM {PENDING} WHERE rrn_token IS NOT NULL "
        f"ORDER BY hash(record_id) LIMIT {TRAINING_RECORDS}) JOIN key_of_token USING (rrn_token)"
    ).pl()
    candidates = persons.select(
        pl.col("standard_key").alias("unique_id"),
        "name",
        "birth_date",
        "sex",
        "address",
        "phone",
        "places",
        "lacks",
    )
    pairs = link(records.drop("feed"), candidates.filter(pl.col("name").is_not_null()), known)
    best = choose(weigh_slots(lake, cursor, pairs))
    judged = records.join(best, on="unique_id", how="left").with_columns(pl.col("score").fill_null(0.0))
    linked = judged.filter(pl.col("score") >= LINK_AT)
    own = judged.filter(pl.col("score") < LINK_AT)
    taken = set(persons["standard_key"].to_list())
    keys = mint_keys("P", own["unique_id"].to_list(), taken, lake.secret("standard-key"))
    own = own.rename({"standard_key": "candidate_key"}).with_columns(
        standard_key=pl.Series(keys, dtype=pl.String)
    )
    placed = pl.concat(
        part.select(
            "feed", pl.col("unique_id").alias("record_id"), "standard_key", method=pl.lit(how), score=score
        )
        for part, how, score in ((linked, "linked", pl.col("score")), (own, "new", 1 - pl.col("score")))
    )
    review = own.filter(pl.col("score") >= REVIEW_FROM).select(
        "feed",
        pl.col("unique_id").alias("record_id"),
        "standard_key",
        "candidate_key",
        "score",
        reason=pl.lit("주민등록번호가 없거나 틀렸고, 같은 사람일 가능성이 있습니다"),
        state=pl.lit("open"),
    )
    created = own.select(
        "standard_key", "name", "birth_date", "sex", "phone", "address", "places", "lacks",
        rrn_token=pl.lit(None, pl.String), from_record=pl.col("unique_id"),
    ).select(persons.columns)  # fmt: skip
    return placed, review, created


def _write_people(
    transaction: Transaction,
    cursor: duckdb.DuckDBPyConnection,
    people: pl.DataFrame,
    placed: pl.DataFrame,
) -> None:
    """person, household_member and birth_parent, written anew from all records."""
    register = latest_register(cursor, placed)
    person = (
        people.drop("address")
        .join(register, on="standard_key", how="left")
        .with_columns(alive=pl.col("status").fill_null("") != "사망")
    )
    order = [
        "standard_key", "name", "birth_date", "sex", "address", "phone", "household_no", "relation", "alive",
        "rrn_token", "from_record",
    ]  # fmt: skip
    transaction.write("person", person.select(order).sort("standard_key"))
    members = person.filter(pl.col("household_no").is_not_null() & (pl.col("status") == "거주자"))
    transaction.write(
        "household_member",
        members.select("household_no", "standard_key", "relation").sort("household_no", "standard_key"),
    )
    parents = " UNION ALL ".join(
        f"SELECT record_id, child_no, child_birth_date, '{role}' AS role, standard_key FROM birth "
        f"JOIN key_of_token ON rrn_token = {role}_rrn_token WHERE NOT superseded"
        for role in ("mother", "father")
    )
    transaction.write("birth_parent", cursor.execute(f"{parents} ORDER BY child_no, role").pl())


def _write_workplaces(lake: Lake, transaction: Transaction) -> int:
    """Every workplace number that any feed names gets a key; its particulars come from the workplace feed."""
    stored = lake.query("SELECT workplace_no, standard_key FROM workplace_master")
    named = " UNION ".join(
        f'SELECT workplace_no FROM "{feed.table}"'
        for feed in lake.feeds
        if any(field.term == "workplace_no" for field in feed.fields)
    )
    found = lake.query(
        "SELECT n.workplace_no, workplace_name, brn, industry_code, province, state "
        f"FROM ({named}) n LEFT JOIN (SELECT * FROM workplace WHERE NOT superseded "
        "QUALIFY row_number() OVER (PARTITION BY workplace_no ORDER BY loaded_at DESC, row DESC) = 1) w "
        "USING (workplace_no) ORDER BY n.workplace_no"
    ).join(stored, on="workplace_no", how="left")
    fresh = found.filter(pl.col("standard_key").is_null())["workplace_no"].to_list()
    keys = mint_keys("W", fresh, set(stored["standard_key"].to_list()), lake.secret("standard-key"))
    minted = pl.DataFrame(
        {"workplace_no": fresh, "minted": keys},
        schema_overrides={"minted": pl.String, "workplace_no": pl.String},
    )
    master = found.join(minted, on="workplace_no", how="left").select(
        pl.coalesce("standard_key", "minted").alias("standard_key"),
        "workplace_no", "workplace_name", "brn", "industry_code", "province", "state",
    )  # fmt: skip
    transaction.write("workplace_master", master)
    return master.height
