"""Reference pages written from the rules themselves, so that they cannot say anything else."""

from __future__ import annotations

import json
from pathlib import Path

from ieum.benefits.document import assessment_schema
from ieum.benefits.facts import facts_catalogue, show
from ieum.benefits.programme import Programme
from ieum.benefits.programmes import PROGRAMMES

_MADE = "<!-- made by `ieum reference`; change the rules, not this page -->\n\n"


def write_reference(folder: Path) -> tuple[Path, ...]:
    """Writes programmes.md, facts.md and assessment.schema.json into the folder; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = {
        "programmes.md": programmes_page(),
        "facts.md": facts_page(),
        "assessment.schema.json": json.dumps(assessment_schema(), ensure_ascii=False, indent=2) + "\n",
    }
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    return tuple(folder / name for name in pages)


def programmes_page() -> str:
    """Every programme: conditions, what it grants, dated amounts, articles."""
    return _MADE + "# 제도\n\n" + "\n".join(_programme(programme) for programme in PROGRAMMES.values())


def facts_page() -> str:
    """Every fact: name, meaning, type, unit, who holds it, article, question."""
    lines = ["# 사실", "", "| 이름 | 뜻 | 꼴 | 단위 | 가진 곳 | 조문 |", "|---|---|---|---|---|---|"]
    for spec in facts_catalogue():
        law = ", ".join(map(str, spec.law))
        lines.append(f"| `{spec.name}` | {spec.term} | {spec.type} | {spec.unit} | {spec.holder} | {law} |")
    return _MADE + "\n".join(lines) + "\n"


def _programme(programme: Programme) -> str:
    lines = [f"## {programme.name}", "", f"`{programme.key}`. {programme.description}", "", "조건:", ""]
    for rule in (*programme.conditions, *programme.procedure):
        lines.append(f"- {rule.text} ({', '.join(map(str, rule.law))})")
    lines += ["", "주는 것:", ""]
    lines += [f"- {rule.text} ({', '.join(map(str, rule.law))})" for rule in programme.outputs]
    if programme.conflicts:
        lines += ["", "함께 받을 수 없는 것:", ""]
        lines += [
            f"- {conflict.says} ({', '.join(map(str, conflict.law))})" for conflict in programme.conflicts
        ]
    lines += [
        "",
        f"끝수: {programme.rounding}",
        "",
        "| 기준 | 값 | 언제부터 | 근거 | 확인 |",
        "|---|---|---|---|---|",
    ]
    for entry in programme.parameters:
        source = ", ".join(map(str, entry.law)) + (f"; {entry.notice}" if entry.notice else "")
        for start, value in zip(entry.starts, entry.values, strict=True):
            checked = "조문과 대조함" if entry.verified else "확인 필요"
            lines.append(f"| {entry.text} | {show(value, entry.unit)} | {start} | {source} | {checked} |")
    return "\n".join(lines) + "\n"
