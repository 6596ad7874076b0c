"""References to statutes: which law, which level, which article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ieum.kernel.errors import BadInput

_LEVELS = {"": "법률", " 시행령": "시행령", " 시행규칙": "시행규칙"}
_ARTICLE = re.compile(
    r"^(?P<law>.+?)(?P<level> 시행령| 시행규칙)? (?:제(?P<article>\d+조(?:의\d+)?)"
    r"(?:제(?P<paragraph>\d+)항)?(?:제(?P<item>\d+)호(?:의(?P<subitem>\d+))?)?(?P<letter>[가-하]목)?"
    r"|(?P<table>별표(?: ?\d+(?:의\d+)?)?))$"
)


SHORT_TITLES = {
    "구직자취업촉진및생활안정지원에관한법률": "구직자취업촉진법",
    "남녀고용평등과일ㆍ가정양립지원에관한법률": "남녀고용평등법",
    "고용보험및산업재해보상보험의보험료징수등에관한법률": "고용산재보험료징수법",
    "사회보장급여의이용ㆍ제공및수급권자발굴에관한법률": "사회보장급여법",
}
"""Official short titles (법제처 약칭) of the long ones; both are read, the short one is shown."""
_FULL_TITLES = {short: full for full, short in SHORT_TITLES.items()}


@dataclass(frozen=True, order=True, slots=True)
class LawRef:
    """One place in the statutes, for example LawRef.parse("고용보험법 시행령 제68조제1항").

    law: the Act's full title without spaces; level: 법률, 시행령 or 시행규칙;
    article: "40조", "95조의3" or "별표 1"; paragraph (항) and item (호) 0 when the whole article is meant.
    """

    law: str
    level: str
    article: str
    paragraph: int = 0
    item: int = 0
    letter: str = ""
    subitem: int = 0

    @classmethod
    def parse(cls, text: str) -> LawRef:
        match = _ARTICLE.match(text.strip())
        if match is None:
            raise BadInput(
                f"'{text}' is not a statute reference",
                where="LawRef",
                remedy="write it as '고용보험법 제40조제1항제1호' or '고용보험법 별표 1'",
            )
        part = match.groupdict(default="")
        table = part["table"]
        return cls(
            law=_FULL_TITLES.get(part["law"], part["law"]),
            level=_LEVELS[part["level"]],
            article=(f"별표 {table.removeprefix('별표').strip()}".strip() if table else part["article"]),
            paragraph=int(part["paragraph"] or 0),
            item=int(part["item"] or 0),
            letter=part["letter"],
            subitem=int(part["subitem"] or 0),
        )

    @property
    def is_table(self) -> bool:
        """Whether an annexed table (별표) is meant."""
        return self.article.startswith("별표")

    @property
    def title(self) -> str:
        """Title of the instrument as it is cited: "고용보험법 시행령"."""
        law = SHORT_TITLES.get(self.law, self.law)
        return law if self.level == "법률" else f"{law} {self.level}"

    def __str__(self) -> str:
        if self.is_table:
            return f"{self.title} {self.article}"
        place = f"제{self.article}"
        if self.paragraph:
            place += f"제{self.paragraph}항"
        if self.item:
            place += f"제{self.item}호"
        if self.subitem:
            place += f"의{self.subitem}"
        return f"{self.title} {place}{self.letter}"
