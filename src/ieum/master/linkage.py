"""Records without a valid resident number are linked to the most likely person, by Splink on DuckDB.

The model learns from records whose person is known: a sample of those with a valid number, of which the
number is hidden, and birth date and sex are spoiled the way a slip of the finger spoils them. A record
belongs to one person at most, so the candidates share one probability:
p(person) = odds(person) / (1 + sum of all candidates' odds).
"""
# ruff: noqa: S608 — the SQL is written here; no outside text enters it.

from __future__ import annotations

import logging
import unicodedata
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import duckdb
import numpy as np
import polars as pl

from ieum.master.sources import PLACES

LINK_AT = 0.90
"""A record is given to the best person from this probability on."""
REVIEW_FROM = 0.30
"""From here to LINK_AT a steward looks; the record has a key of its own meanwhile."""
COVERAGE = 0.98
"""Share of such records whose person is already known by a valid number elsewhere."""
TRAINING_RECORDS = 10_000
_LEAST_FOR_TRAINING = 2_000
_KINDS = tuple((f"place_{mark.lower()}", mark) for mark in PLACES.values())
_HOME = "home"
"""Never trained: a known record's own address is in the profile it is compared with. Whoever shares the
home but not the name is family, which says nothing about who it is.
"""
_SUREST = 0.99
"""Cap on what training may believe: its records helped to make the profiles they are compared with."""
_RARE_NAME = 60
"""Persons of one name: with more, the name alone brings no candidates."""


def link(records: pl.DataFrame, persons: pl.DataFrame, known: pl.DataFrame, seed: int = 7) -> pl.DataFrame:
    """Links `records` to `persons`.

    records: unique_id, name, birth_date, sex, address, phone, places, lacks; persons: the same with unique_id the
    standard key; known: records with their person's key in `standard_key`, to learn from. Returns every
    candidate pair that is not hopeless: unique_id, standard_key, odds (probability : its complement).
    """
    empty = pl.DataFrame(schema={"unique_id": pl.String, "standard_key": pl.String, "odds": pl.Float64})
    if not records.height or not persons.height:
        return empty
    namesakes = persons.group_by("name").agg(namesakes=pl.len())
    prepared = _prepare(persons.with_columns(standard_key=pl.col("unique_id")), namesakes)
    model = _train(_prepare(_spoil(known, seed), namesakes), prepared, seed)
    return _score(_prepare(records, namesakes), prepared, model)


def choose(pairs: pl.DataFrame) -> pl.DataFrame:
    """Each record's best candidate: unique_id, standard_key, score (0 to 1)."""
    return (
        pairs.sort("odds", "standard_key", descending=[True, False])
        .group_by("unique_id", maintain_order=True)
        .agg(
            pl.col("standard_key").first(),
            score=pl.col("odds").first() / (1 + pl.col("odds").sum()),
        )
    )


def _prepare(people: pl.DataFrame, namesakes: pl.DataFrame) -> pl.DataFrame:
    """Adds what is compared: jamo (the name's letters), family and last syllable, birth (YYYYMMDD).

    lacks: feeds of which a person has no record, and the feed that a record comes from.
    """
    names = people.select(pl.col("name").unique().drop_nulls())
    jamo = [unicodedata.normalize("NFD", name) for name in names["name"].to_list()]
    return (
        people.join(names.with_columns(jamo=pl.Series(jamo, dtype=pl.String)), on="name", how="left")
        .join(namesakes, on="name", how="left")
        .with_columns(
            family=pl.col("name").str.slice(0, 1),
            last=pl.col("name").str.slice(-1),
            birth=pl.col("birth_date").dt.strftime("%Y%m%d"),
            namesakes=pl.col("namesakes").fill_null(0).cast(pl.Int64),
            places=pl.when(pl.col("places").list.len() > 0).then(pl.col("places")),
        )
        .with_columns(_of_kind(name, mark) for name, mark in _KINDS)
        .drop("birth_date")
    )


def _of_kind(name: str, mark: str) -> pl.Expr:
    chosen = pl.col("places").list.eval(pl.element().filter(pl.element().str.starts_with(mark)))
    return pl.when(chosen.list.len() > 0).then(chosen).alias(name)


def _spoil(known: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Half of the records lose birth date and sex; half of the rest get a wrong digit in the date."""
    chance = np.random.default_rng(seed)
    kind, place, step = (chance.integers(0, top, known.height) for top in (4, 6, 9))
    texts = known["birth_date"].dt.strftime("%Y%m%d").to_list()
    births: list[str | None] = []
    sexes: list[str | None] = []
    for text, sex, k, at, add in zip(texts, known["sex"].to_list(), kind, place + 2, step + 1, strict=True):
        if k >= 2 or text is None:
            births.append(None)
            sexes.append(None)
            continue
        wrong = (int(text[at]) + int(add)) % 10
        births.append(text if k else f"{text[:at]}{wrong}{text[at + 1 :]}")
        sexes.append(sex)
    spoiled = pl.Series(births, dtype=pl.String).str.to_date("%Y%m%d", strict=False)
    return known.with_columns(
        birth_date=spoiled, sex=pl.when(spoiled.is_not_null()).then(pl.Series(sexes, dtype=pl.String))
    )


@contextmanager
def _quiet_splink() -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB of its own for Splink; its advice about charts and untrained levels is for analysts."""
    logger = logging.getLogger("splink")
    level = logger.level
    logger.setLevel(logging.ERROR)
    connection = duckdb.connect(config={"memory_limit": "2GB"})
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield connection
    finally:
        connection.close()
        logger.setLevel(level)


def _score(records: pl.DataFrame, persons: pl.DataFrame, model: dict[str, Any]) -> pl.DataFrame:
    with _quiet_splink() as connection:
        linker = _linker(connection, records, persons, model)
        pairs = linker.inference.predict(threshold_match_weight=-10, warning_mode="never")
        return connection.execute(
            "SELECT "
            "CASE WHEN source_dataset_l = 'records' THEN unique_id_l ELSE unique_id_r END AS unique_id, "
            "CASE WHEN source_dataset_l = 'records' THEN unique_id_r ELSE unique_id_l END AS standard_key, "
            f"power(2, least(match_weight, 100)) AS odds FROM {pairs.physical_name} "
            "ORDER BY unique_id, standard_key"
        ).pl()


def _train(known: pl.DataFrame, persons: pl.DataFrame, seed: int) -> dict[str, Any]:
    model = _settings(persons.height)
    if known.height < _LEAST_FOR_TRAINING:
        return model
    with _quiet_splink() as connection:
        linker = _linker(connection, known, persons, model)
        linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=seed)
        linker.training.estimate_m_from_label_column("standard_key")
        trained: dict[str, Any] = linker.misc.save_model_to_json()
    _fill_unseen(trained, model)
    trained["blocking_rules_to_generate_predictions"] = model["blocking_rules_to_generate_predictions"]
    trained["probability_two_random_records_match"] = model["probability_two_random_records_match"]
    return trained


def _fill_unseen(trained: dict[str, Any], given: dict[str, Any]) -> None:
    """A level that the sample never showed keeps the probability it started with, or a small one."""
    for learnt, start in zip(trained["comparisons"], given["comparisons"], strict=True):
        for level, first in zip(learnt["comparison_levels"], start["comparison_levels"], strict=True):
            if level.get("is_null_level"):
                continue
            if learnt["output_column_name"] == _HOME:
                level["m_probability"], level["u_probability"] = (
                    first["m_probability"],
                    first["u_probability"],
                )
                continue
            for kind in ("m_probability", "u_probability"):
                value = level.get(kind)
                known = isinstance(value, float) and value > 0
                level[kind] = (
                    min(max(value, 1e-5), _SUREST) if known and value is not None else first[kind] * 0.5
                )


def _linker(
    connection: duckdb.DuckDBPyConnection, records: pl.DataFrame, persons: pl.DataFrame, model: dict[str, Any]
) -> Any:
    from splink import DuckDBAPI, Linker

    connection.register("records_given", records.to_arrow())
    connection.register("persons_given", persons.to_arrow())
    connection.execute("CREATE TABLE records AS SELECT * FROM records_given")
    connection.execute("CREATE TABLE persons AS SELECT * FROM persons_given")
    api = DuckDBAPI(connection)
    inputs = [api.register(name, dataset_display_name=name) for name in ("records", "persons")]
    return Linker(inputs, model, log_level=None, validate_settings=False)


def _settings(persons: int) -> dict[str, Any]:
    """The model before training: m and u are first guesses for lakes too small to learn from."""

    from splink import block_on

    def level(condition: str, label: str, m: float, u: float, **more: Any) -> dict[str, Any]:
        return {
            "sql_condition": condition, "label_for_charts": label, "m_probability": m, "u_probability": u,
            **more,
        }  # fmt: skip

    def null(column: str) -> dict[str, Any]:
        condition = f"{column}_l IS NULL OR {column}_r IS NULL"
        return {"sql_condition": condition, "label_for_charts": "null", "is_null_level": True}

    def comparison(column: str, *levels: dict[str, Any]) -> dict[str, Any]:
        return {"output_column_name": column, "comparison_levels": [null(column), *levels]}

    name = comparison(
        "name",
        level("name_l = name_r", "same", 0.97, 0.0005, tf_adjustment_column="name", tf_adjustment_weight=1.0),
        level("levenshtein(jamo_l, jamo_r) <= 1", "one jamo differs", 0.015, 0.002),
        level("levenshtein(jamo_l, jamo_r) <= 2", "two jamo differ", 0.01, 0.01),
        level("ELSE", "else", 0.005, 0.9875),
    )
    birth = comparison(
        "birth",
        level("birth_l = birth_r", "same day", 0.6, 0.00004),
        level("damerau_levenshtein(birth_l, birth_r) <= 1", "one digit differs", 0.35, 0.001),
        level("ELSE", "else", 0.05, 0.99896),
    )
    sex = comparison("sex", level("sex_l = sex_r", "same", 0.93, 0.5), level("ELSE", "else", 0.07, 0.5))
    phone = comparison(
        "phone", level("phone_l = phone_r", "same", 0.97, 0.00003), level("ELSE", "else", 0.03, 0.99997)
    )
    namelike = "levenshtein(jamo_l, jamo_r) <= 2"
    same_home = "(address_l = address_r OR coalesce(list_has_any(place_h_l, place_h_r), false))"
    home = comparison(
        _HOME,
        level(f"{same_home} AND {namelike}", "same home, name alike", 0.5, 0.0001),
        level("ELSE", "else", 0.5, 0.9999),
    )
    home["comparison_levels"][0]["sql_condition"] = (
        f"address_l IS NULL OR address_r IS NULL OR ({same_home} AND NOT {namelike})"
    )
    places = [
        comparison(
            kind,
            level(f"list_has_any({kind}_l, {kind}_r)", "one in common", 0.95, 0.01),
            level("ELSE", "else", 0.05, 0.99),
        )
        for kind, mark in _KINDS
        if mark != PLACES["household_no"]
    ]
    return {
        "link_type": "link_only",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": min(COVERAGE / max(persons, 2), 0.5),
        "comparisons": [name, birth, sex, phone, home, *places],
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": "l.name = r.name AND l.birth = r.birth"},
            block_on("places", "family", arrays_to_explode=["places"]).create_blocking_rule_dict("duckdb"),
            block_on("places", "last", arrays_to_explode=["places"]).create_blocking_rule_dict("duckdb"),
            {"blocking_rule": "l.phone = r.phone"},
            {"blocking_rule": "l.birth = r.birth AND l.family = r.family AND l.last = r.last"},
            block_on("name", "lacks", arrays_to_explode=["lacks"]).create_blocking_rule_dict("duckdb"),
            {
                "blocking_rule": f"l.name = r.name AND l.namesakes <= {_RARE_NAME} AND r.namesakes <= {_RARE_NAME}"
            },
        ],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
    }
