"""The facts programmes ask about: one registry, `facts.toml`, with the question a citizen is asked for each."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ieum.benefits.results import Choice, Value
from ieum.kernel import BadInput, BadRule, LawRef, parse_date, with_particle

_FILE = Path(__file__).with_name("facts.toml")
_TYPES = ("boolean", "integer", "won", "date", "code")
_YES = {"yes", "y", "true", "1", "예", "네", "응", "맞아요", "있음", "있어요"}
_NO = {"no", "n", "false", "0", "아니오", "아니요", "아뇨", "없음", "없어요"}
UNKNOWN_WORDS = {"", "unknown", "null", "모름", "모르겠어요"}


@dataclass(frozen=True, slots=True)
class FactSpec:
    """One fact: name, Korean term, type, unit, the article that makes it matter, who holds it, how to ask.

    type: boolean | integer | won | date | code; minimum and maximum bound numbers; `choices` list a code's values.
    """

    name: str
    term: str
    type: str
    unit: str
    law: tuple[LawRef, ...]
    holder: str
    question: str
    help: str
    choices: tuple[Choice, ...]
    minimum: int
    maximum: int

    def show(self, value: Value) -> str:
        """The value in plain Korean."""
        if value is None:
            return "아직 모름"
        for choice in self.choices:
            if choice.value == value:
                return choice.text
        return show(value, self.unit)


def show(value: Value, unit: str) -> str:
    """A value in plain Korean: 예, 2026년 3월 1일, 66,048원, 150일."""
    if value is None:
        return "아직 모름"
    if isinstance(value, bool):
        return "예" if value else "아니요"
    if isinstance(value, date):
        return f"{value.year}년 {value.month}월 {value.day}일"
    return f"{value:,}{unit}"


def fact_spec(name: str) -> FactSpec:
    """The fact of that name; raises BadRule when there is none."""
    try:
        return facts()[name]
    except KeyError:
        raise BadRule(f"there is no fact '{name}'", where="facts.toml") from None


def facts_catalogue() -> tuple[FactSpec, ...]:
    """Every fact, in the order of facts.toml."""
    return tuple(facts().values())


@cache
def facts() -> dict[str, FactSpec]:
    """All facts by name."""
    document = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {name: _read(name, entry) for name, entry in document.items()}


def _read(name: str, entry: dict[str, Any]) -> FactSpec:
    where = f"facts.toml [{name}]"
    kind = entry.get("type")
    if kind not in _TYPES:
        raise BadRule(f"type must be one of {', '.join(_TYPES)}", where=where)
    if not entry.get("law") or not entry.get("question"):
        raise BadRule("a fact needs an article and a question", where=where)
    laws = [entry["law"]] if isinstance(entry["law"], str) else entry["law"]
    choices = tuple(Choice(value, text) for value, text in entry.get("choices", []))
    if (kind == "code") != bool(choices):
        raise BadRule("a code, and only a code, lists its choices", where=where)
    default_maximum = 10_000_000_000 if kind == "won" else 100_000
    return FactSpec(
        name=name,
        term=entry["term"],
        type=kind,
        unit="원" if kind == "won" else entry.get("unit", ""),
        law=tuple(LawRef.parse(law) for law in laws),
        holder=entry.get("holder", "본인"),
        question=entry["question"],
        help=entry.get("help", ""),
        choices=choices,
        minimum=entry.get("minimum", 0),
        maximum=entry.get("maximum", default_maximum),
    )


def parse_answer(fact: str, text: str) -> Value:
    """What a person typed or chose for a fact; None for "모르겠어요". Raises BadInput in plain Korean."""
    spec = _known(fact)
    word = text.strip()
    if word.lower() in UNKNOWN_WORDS:
        return None
    if spec.type == "boolean":
        if word.lower() in _YES | _NO:
            return word.lower() in _YES
        raise BadInput(
            f"{with_particle(repr(word[:40]), '은/는')} 예나 아니요가 아닙니다",
            where=spec.term,
            remedy="예 또는 아니요로 답해 주세요",
        )
    if spec.type == "date":
        return check_fact(
            fact, parse_date(re.sub(r"[./년월]\s*", "-", word).rstrip("일-. "), where=spec.term)
        )
    number = re.sub(r"[,\s]|원$|일$|시간$|명$|개월$", "", word)
    if not re.fullmatch(r"-?\d{1,18}", number):
        raise BadInput(
            f"{with_particle(repr(word[:40]), '은/는')} 숫자가 아닙니다",
            where=spec.term,
            remedy="숫자만 적어 주세요",
        )
    return check_fact(fact, int(number))


def check_fact(fact: str, value: Value) -> Value:
    """The value itself when it is of the fact's type and within its bounds; raises BadInput otherwise."""
    spec = _known(fact)
    if value is None:
        return None
    wanted: type = {"boolean": bool, "date": date}.get(spec.type, int)
    if type(value) is not wanted:
        raise BadInput(
            f"needs a {spec.type}, got {value!r}", where=fact, remedy=f"{spec.term}: {spec.question}"
        )
    if spec.choices and value not in {choice.value for choice in spec.choices}:
        allowed = ", ".join(f"{choice.value}={choice.text}" for choice in spec.choices)
        raise BadInput(
            f"{with_particle(str(value), '은/는')} 없는 코드입니다",
            where=spec.term,
            remedy=f"다음 중 하나: {allowed}",
        )
    if isinstance(value, date):
        if not date(1900, 1, 1) <= value <= date(2100, 12, 31):
            raise BadInput(
                f"{value}는 있을 수 없는 날짜입니다",
                where=spec.term,
                remedy="1900년에서 2100년 사이로 적어 주세요",
            )
    elif not isinstance(value, bool) and not spec.minimum <= value <= spec.maximum:
        raise BadInput(
            f"{with_particle(f'{value:,}', '은/는')} 범위를 벗어났습니다",
            where=spec.term,
            remedy=f"{spec.minimum:,}에서 {spec.maximum:,} 사이로 적어 주세요",
        )
    return value


def parse_facts(document: Mapping[str, object]) -> dict[str, Value]:
    """Facts as they come in JSON (dates as ISO text, unknown as null). Raises BadInput naming the fact."""
    result: dict[str, Value] = {}
    for name, raw in document.items():
        spec = _known(name)
        if isinstance(raw, str):
            result[name] = parse_answer(name, raw)
        elif raw is None or isinstance(raw, bool | int):
            result[name] = check_fact(name, raw)
        else:
            raise BadInput(f"cannot read {raw!r}", where=name, remedy=f"{spec.term} ({spec.type})")
    check_together(result)
    return result


_ORDERED = (
    ("birth_date", "separation_date"),
    ("acquisition_date", "separation_date"),
    ("insured_period_start", "separation_date"),
    ("parental_leave_start", "parental_leave_end"),
    ("employer_operating_since", "arrears_retired_on"),
)


def check_together(known: Mapping[str, Value]) -> None:
    """Raises BadInput for facts that cannot both be true, such as leaving a job before being hired."""
    for earlier, later in _ORDERED:
        first, second = known.get(earlier), known.get(later)
        if isinstance(first, date) and isinstance(second, date) and first > second:
            one, other = fact_spec(earlier), fact_spec(later)
            raise BadInput(
                f"{with_particle(f'{one.term}({first})', '이/가')} {other.term}({second})보다 늦습니다",
                where=f"{earlier}, {later}",
                remedy="두 날짜를 다시 확인해 주세요",
            )


def _known(fact: str) -> FactSpec:
    if fact not in facts():
        raise BadInput(f"there is no fact '{fact[:60]}'", where="facts", remedy="`ieum facts` lists them all")
    return facts()[fact]
