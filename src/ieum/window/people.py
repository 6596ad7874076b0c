"""Demo log-in: the made-up people one may be, named no further than needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import duckdb
from django.http import HttpRequest

from ieum.benefits import PROGRAMMES
from ieum.kernel import BadInput, StandardKey, Unavailable
from ieum.lake import Lake
from ieum.master import Person, find_person, search_people
from ieum.window import records

_EACH = 2
"""People suggested for each programme."""
_SAMPLE = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone to log in as: standard key, masked name with birth year, and why they are worth trying."""

    key: str
    label: str
    why: str = ""


def visitor(request: HttpRequest) -> dict[str, str]:
    """For every page: the masked name of whom the visitor is logged in as, or ""."""
    session = getattr(request, "session", None)
    return {"visitor": str(session.get("person_label", "")) if session is not None else ""}


def mask_name(name: str | None) -> str:
    """김철수 → 김*수, 김산 → 김*, 남궁민수 → 남**수; 이름 없음 when there is none."""
    name = (name or "").strip()
    if not name:
        return "이름 없음"
    if len(name) <= 2:
        return name[0] + "*"
    return name[0] + "*" * (len(name) - 2) + name[-1]


def label_of(person: Person) -> str:
    """Masked name and birth year: 김*수(1985년생)."""
    born = f"({person.birth_date.year}년생)" if person.birth_date else ""
    return mask_name(person.name) + born


def candidate(key: str) -> Candidate:
    """The person of that key; raises BadInput, NotFound or Unavailable."""
    person = find_person(records.lake(), StandardKey(key[:20]))
    return Candidate(person.standard_key.text, label_of(person))


def find_candidates(name: str, born: str) -> tuple[Candidate, ...]:
    """People of exactly that name and birth date (ISO); one of the two may be empty. Raises BadInput, Unavailable."""
    name = name.replace("\0", "").strip()
    if not name and not born:
        raise BadInput("이름이나 생년월일을 적어 주세요")
    try:
        day = date.fromisoformat(born) if born else None
    except ValueError as error:
        raise BadInput("생년월일을 알아볼 수 없습니다", remedy="예: 1985-03-02처럼 적어 주세요") from error
    try:
        people = search_people(records.lake(), name=name or None, birth_date=day)
    except duckdb.Error as error:
        raise Unavailable("people cannot be searched now", where="lake") from error
    return tuple(Candidate(p.standard_key.text, label_of(p)) for p in people[:20])


def suggested_candidates() -> tuple[Candidate, ...]:
    """People worth trying: of the latest scan, else a fixed sample. Raises Unavailable."""
    lake = records.lake()
    try:
        if "entitlement_scan" in lake.tables():
            return _from_scan(lake)
        sample = lake.query(
            "SELECT standard_key FROM person WHERE alive AND birth_date <= current_date - INTERVAL 19 YEAR "
            "ORDER BY hash(standard_key), standard_key LIMIT ?",
            [_SAMPLE],
        )
        return tuple(candidate(key) for key in sample["standard_key"])
    except duckdb.Error as error:
        raise Unavailable("people cannot be listed now", where="lake") from error


_WHY = {
    "yes": "받을 수 있음",
    "pending": "신고·신청하면 받을 수 있음",
    "unknown": "몇 가지만 답하면 정해짐",
}


def _from_scan(lake: Lake) -> tuple[Candidate, ...]:
    """For each programme the surest people with the largest amounts, and someone for whom nothing was found."""
    chosen: dict[str, str] = {}
    for programme in PROGRAMMES.values():
        found = lake.query(
            "SELECT standard_key, verdict FROM entitlement_scan WHERE programme = ? AND amount IS NOT NULL "
            "ORDER BY verdict <> 'yes', verdict <> 'pending', amount DESC, standard_key LIMIT ?",
            [programme.key, _EACH + len(chosen)],
        )
        fresh = [(key, verdict) for key, verdict in found.iter_rows() if key not in chosen]
        chosen |= {key: f"{programme.name}: {_WHY[verdict]}" for key, verdict in fresh[:_EACH]}
    without = lake.query(
        "SELECT standard_key FROM person WHERE alive AND birth_date <= current_date - INTERVAL 30 YEAR "
        "AND standard_key NOT IN (SELECT standard_key FROM entitlement_scan) "
        "ORDER BY hash(standard_key), standard_key LIMIT 1"
    )
    chosen |= dict.fromkeys(without["standard_key"], "받을 수 있는 것을 찾지 못함")
    return tuple(Candidate(key, candidate(key).label, why) for key, why in chosen.items())
