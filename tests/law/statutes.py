"""Reads the statutes beside the repository: articles, paragraphs, items, annexed tables, and the numbers in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from ieum.kernel import LawRef

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "law"
ABSENT = f"the statutes are not at {FOLDER.parent.name}/{FOLDER.name} beside the repository"

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ARTICLE = re.compile(r"^##### 제(\d+조(?:의\d+)?)[^\n]*\n(.*?)(?=^#|\Z)", re.MULTILINE | re.DOTALL)
_PARAGRAPH = re.compile(
    rf"^\*\*([{_CIRCLED}])\*\*(.*?)(?=^\*\*[{_CIRCLED}]\*\*|\Z)", re.MULTILINE | re.DOTALL
)
_ITEM = re.compile(
    r"^  (\d+)(?:의(\d+))?\\?\. ?(.*?)(?=^  \d+(?:의\d+)?\\?\. ?|^\*\*|\Z)", re.MULTILINE | re.DOTALL
)
_LETTER = re.compile(r"^    ([가-하])\\?\. ?(.*?)(?=^    [가-하]\\?\. ?|\Z)", re.MULTILINE | re.DOTALL)
_TABLE = re.compile(r"별표번호: '(\d+)'\s+별표가지번호: '(\d+)'\s+별표구분: 별표\s+제목: (.*)")
_DELETED = re.compile(r"^삭제\s*<")


@dataclass(frozen=True, slots=True)
class Instrument:
    """One Act, decree or rule: its articles in force and its annexed tables; `supplements` is what follows 부칙."""

    articles: dict[str, str]
    tables: dict[str, str]
    supplements: str


@cache
def instrument(law: str, level: str) -> Instrument | None:
    path = FOLDER / law / f"{level}.md"
    if not path.exists():
        return None
    front, _, text = path.read_text(encoding="utf-8").partition("\n# ")
    body, _, supplements = text.partition("\n## 부칙")
    tables = {
        str(int(number)) + (f"의{int(branch)}" if int(branch) else ""): title
        for number, branch, title in _TABLE.findall(front)
    }
    return Instrument(dict(_ARTICLE.findall(body)), tables, supplements)


def passage(reference: LawRef) -> str | None:
    """The text a reference points to (an annexed table's title for a table); None when it is absent or deleted."""
    found = instrument(reference.law, reference.level)
    if found is None:
        return None
    if reference.is_table:
        return found.tables.get(reference.article.removeprefix("별표").strip() or "1")
    text = found.articles.get(reference.article)
    if text is None or _DELETED.match(text.strip()):
        return None
    if reference.paragraph:
        text = dict(_PARAGRAPH.findall(text)).get(_CIRCLED[reference.paragraph - 1])
    if text is not None and reference.item:
        wanted = (str(reference.item), str(reference.subitem or ""))
        text = next((body for item, sub, body in _ITEM.findall(text) if (item, sub) == wanted), None)
    if text is not None and reference.letter:
        text = dict(_LETTER.findall(text)).get(reference.letter.removesuffix("목"))
    return None if text is None or _DELETED.match(text.strip()) else text


_MARKS = re.compile(r"<(?:개정|신설|전문개정|삭제)[^>]*>|\[[^\]]*\]")
_HUNDREDTHS = re.compile(r"100분의\s*(\d+)")
_WON = re.compile(r"(?:(\d[\d,]*)억)?(?:(\d[\d,]*)천)?(?:(\d[\d,]*)?(만))?(\d[\d,]*)?원")
_PLAIN = re.compile(r"(\d[\d,]*)\s*(개월|일|년|세|시간|명|주)(?!차|째)")


def numbers(text: str) -> set[tuple[str, int]]:
    """Every number with its unit: ('원', 113500), ('%', 60), ('일', 180), ('년', 2), ('개월', 12) …"""
    text = _MARKS.sub(" ", text)
    found = {("%", int(share)) for share in _HUNDREDTHS.findall(text)}
    for hundred_millions, thousands, tens, tens_of_thousands, rest in _WON.findall(text):
        total = _whole(hundred_millions) * 100_000_000
        if tens_of_thousands:
            total += (_whole(thousands) * 1_000 + _whole(tens)) * 10_000
        else:
            total += _whole(thousands) * 1_000
        total += _whole(rest)
        if total:
            found.add(("원", total))
    found |= {(unit, _whole(number)) for number, unit in _PLAIN.findall(text)}
    return found


def states(text: str, unit: str, value: int) -> bool:
    """Whether the text states the value in that unit; whole years count as months."""
    stated = numbers(text)
    if unit == "개월":
        return (unit, value) in stated or (value % 12 == 0 and ("년", value // 12) in stated)
    return (unit, value) in stated


def supplement(law: str, level: str, number: str) -> str:
    """The supplementary provisions of one amendment, by its number; "" when there are none."""
    found = instrument(law, level)
    match = re.search(
        rf"부칙[^\n]*<제{number}호.*?(?=\n부칙|\Z)", found.supplements if found else "", re.DOTALL
    )
    return match.group(0) if match else ""


def promulgated(supplement_text: str) -> date:
    year, month, day = re.search(r",(\d+)\.(\d+)\.(\d+)>", supplement_text).groups()  # type: ignore[union-attr]
    return date(int(year), int(month), int(day))


def _whole(text: str) -> int:
    return int(text.replace(",", "")) if text else 0
