"""Every record is typed and checked by Polars expressions; what fails is split off with its reasons."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

import polars as pl

from ieum.lake.contract import Feed, Field, Rule
from ieum.lake.reading import ROW
from ieum.lake.tokens import Tokens, mask_number, mask_numbers

LONGEST_VALUE = 2_000
"""Characters; a longer value is no name, address or code."""
_SHOWN = 20
_EARLIEST, _LATEST = date(1850, 1, 1), date(2199, 12, 31)
_TRUE, _FALSE = ["true", "t", "y", "1", "예", "여"], ["false", "f", "n", "0", "아니오", "부"]
_BRN_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3)
_KINDS = {
    "integer": "정수로",
    "won": "원 단위 금액으로",
    "date": "달력에 있는 날짜로",
    "boolean": "예/아니오 값으로",
    "phone": "전화번호로",
    "brn": "올바른 사업자등록번호로",
}

QUARANTINE_SCHEMA = {
    "row": pl.Int64,
    "column_name": pl.String,
    "rule": pl.String,
    "dimension": pl.String,
    "reason": pl.String,
    "raw": pl.String,
}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that can be wrong: `fails` is true for the records that have it."""

    column: str
    rule: str
    dimension: str
    fails: pl.Expr
    field: Field | None = None
    reason: str = ""

    def explain(self, value: object) -> str:
        """Why, in plain Korean. A personal value is never repeated."""
        if self.field is None:
            return self.reason
        shown = "" if self.field.personal or value is None else f" '{str(value)[:_SHOWN]}'"
        return f"{self.column}{shown}: {self.reason}"


def split_batch(feed: Feed, raw: pl.DataFrame, tokens: Tokens) -> tuple[pl.DataFrame, pl.DataFrame]:
    """(good records as stored columns and `row`, quarantined records as QUARANTINE_SCHEMA)."""
    named = raw.rename({each.source: _raw(each) for each in feed.fields})
    named = named.with_columns(
        pl.when(_stripped(each) != "").then(_stripped(each)).alias(_raw(each))
        for each in feed.fields
        if named.schema[_raw(each)] == pl.String
    )
    typed = named.with_columns(
        _typed(each, named.schema[_raw(each)]).alias(each.term) for each in feed.fields if each.type != "rrn"
    )
    checks = _checks(feed, typed)
    bad = typed.select(pl.any_horizontal(check.fails.fill_null(False) for check in checks)).to_series()
    good = typed if not bad.any() else typed.filter(~bad)
    stored = [pl.col(ROW).alias("row")]
    for each in feed.fields:
        if each.type != "rrn":
            stored.append(pl.col(each.term))
            continue
        raw_name = _raw(each)
        if good.schema[raw_name] != pl.String:
            good = good.with_columns(pl.col(raw_name).cast(pl.String))
        table = tokens.table(good[raw_name])
        named_table = table.rename({name: f"{each.term}_{name}" for name in table.columns if name != "text"})
        good = good.join(named_table, left_on=raw_name, right_on="text", how="left", maintain_order="left")
        good = good.with_columns(pl.col(f"{each.term}_state").fill_null("missing"))
        stored.extend(pl.col(name) for name, _ in each.columns)
    return good.select(stored), _quarantined(feed, typed.filter(bad), checks)


def _quarantined(feed: Feed, bad: pl.DataFrame, checks: list[Check]) -> pl.DataFrame:
    if not bad.height:
        return pl.DataFrame(schema=QUARANTINE_SCHEMA)
    failed = bad.select(
        check.fails.fill_null(False).alias(str(number)) for number, check in enumerate(checks)
    ).rows()
    rows = []
    for record, flags in zip(bad.iter_rows(named=True), failed, strict=True):
        broken = [check for check, flag in zip(checks, flags, strict=True) if flag]
        reasons = [
            check.explain(record[_raw(check.field)] if check.field is not None else None) for check in broken
        ]
        raw = {each.source: _shown(each, record[_raw(each)]) for each in feed.fields}
        text = mask_numbers(json.dumps(raw, ensure_ascii=False, default=str))
        first = broken[0]
        rows.append((record[ROW], first.column, first.rule, first.dimension, "; ".join(reasons), text))
    return pl.DataFrame(rows, schema=QUARANTINE_SCHEMA, orient="row")


def _shown(field: Field, value: object) -> object:
    if field.type == "rrn" and value is not None:
        return mask_number(str(value))
    return value[:LONGEST_VALUE] if isinstance(value, str) else value


def _raw(field: Field) -> str:
    return f"__raw_{field.term}"


def _stripped(field: Field) -> pl.Expr:
    return pl.col(_raw(field)).str.strip_chars()


def _typed(field: Field, kind: pl.DataType) -> pl.Expr:
    """The value in its stored type; null where it is absent or cannot be that type."""
    value = pl.col(_raw(field))
    text = kind == pl.String
    if field.type in ("integer", "won"):
        if kind.is_integer():
            return value.cast(pl.Int64)
        plain = value.str.replace_all(",", "") if text else value.cast(pl.String)
        return plain.str.replace(r"\.0+$", "").cast(pl.Int64, strict=False)
    if field.type == "date":
        return _date(value) if text else value.cast(pl.Date, strict=False)
    if field.type == "boolean":
        if kind == pl.Boolean:
            return value
        low = value.cast(pl.String).str.to_lowercase()
        return pl.when(low.is_in(_TRUE)).then(True).when(low.is_in(_FALSE)).then(False)
    plain = value if text else value.cast(pl.String)
    if field.type == "phone":
        digits = plain.str.replace_all(r"[\s()-]", "").str.replace(r"^\+82", "0")
        return pl.when(digits.str.contains(r"^0[0-9]{8,10}$")).then(digits)
    if field.type == "brn":
        return _brn(plain.str.replace_all(r"[\s-]", ""))
    return plain


def _date(value: pl.Expr) -> pl.Expr:
    """2026-05-31 (also with dots, slashes, a time of day, or eight digits); a month means its first day."""
    plain = value.str.replace(r"[ T][0-9:.]+Z?$", "").str.replace_all(r"[./]", "-")
    return pl.coalesce(
        plain.str.to_date("%Y-%m-%d", strict=False),
        pl.when(plain.str.contains(r"^[0-9]{8}$")).then(plain.str.to_date("%Y%m%d", strict=False)),
        pl.when(plain.str.contains(r"^[0-9]{4}-?[0-9]{2}$")).then(
            pl.concat_str(plain.str.replace("-", ""), pl.lit("01")).str.to_date("%Y%m%d", strict=False)
        ),
    )


def _brn(digits: pl.Expr) -> pl.Expr:
    """The ten digits where the tax service's check digit fits (the same sum as kernel.brn_is_valid)."""
    shaped = pl.when(digits.str.contains(r"^[0-9]{10}$")).then(digits)
    d = [shaped.str.slice(place, 1).cast(pl.Int32, strict=False) for place in range(10)]
    total = pl.sum_horizontal(d[place] * weight for place, weight in enumerate(_BRN_WEIGHTS))
    total = total + d[8] * 5 // 10 + d[8] * 5 % 10
    return pl.when((10 - total % 10) % 10 == d[9]).then(shaped)


def _checks(feed: Feed, frame: pl.DataFrame) -> list[Check]:
    checks: list[Check] = []
    for each in feed.fields:
        raw = pl.col(_raw(each))
        if frame.schema[_raw(each)] == pl.String:
            too_long = raw.str.len_chars() > LONGEST_VALUE
            checks.append(Check(each.source, "too_long", "유효성", too_long, each, "값이 지나치게 깁니다"))
        if each.type != "rrn":
            checks.extend(_field_checks(each, raw))
    for rule in feed.rules:
        column = next(field.source for field in feed.fields if field.term == rule.terms[-1])
        checks.append(Check(column, rule.name, rule.dimension, _breaks(rule), None, rule.reason))
    return checks


def _field_checks(field: Field, raw: pl.Expr) -> list[Check]:
    value = pl.col(field.term)
    checks: list[Check] = []

    def add(rule: str, dimension: str, fails: pl.Expr, reason: str) -> None:
        checks.append(Check(field.source, rule, dimension, fails, field, reason))

    if field.required:
        add("required", "완전성", raw.is_null(), "꼭 있어야 하는 값이 비어 있습니다")
    if field.type in _KINDS:
        wrong = raw.is_not_null() & value.is_null()
        add(f"type_{field.type}", "유효성", wrong, f"{_KINDS[field.type]} 읽을 수 없습니다")
    if field.type == "date":
        add("date_range", "정확성", ~value.is_between(_EARLIEST, _LATEST), "있을 수 없는 연도입니다")
    if field.codes:
        listed = ", ".join(str(code) for code in field.codes)
        add("codes", "유효성", ~value.is_in(list(field.codes)), f"정해진 코드({listed})에 없는 값입니다")
    if field.pattern is not None:
        add("pattern", "유효성", ~value.str.contains(field.pattern), "정해진 모양에 맞지 않습니다")
    if field.minimum is not None:
        add("minimum", "정확성", value < field.minimum, f"{field.minimum:,}보다 작습니다")
    if field.maximum is not None:
        add("maximum", "정확성", value > field.maximum, f"{field.maximum:,}보다 큽니다")
    return checks


def _breaks(rule: Rule) -> pl.Expr:
    if rule.compare is not None:
        left, relation, right = pl.col(rule.compare[0]), rule.compare[1], pl.col(rule.compare[2])
        holds = {
            ">": left > right,
            ">=": left >= right,
            "=": left == right,
            "<=": left <= right,
            "<": left < right,
        }[relation]
        return ~holds
    assert rule.requires is not None
    given, needed = rule.requires
    return pl.col(given).is_not_null() & pl.col(needed).is_null()
