"""What the router sees in a sentence: morphemes, runs of letters, and the ideas behind lay words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Protocol, cast

import yaml
from kiwipiepy import Kiwi as Kiwi  # type: ignore[attr-defined]  # the package exports it untyped

from ieum.ai.screening import plain_text
from ieum.ai.sentences import CORPUS

KINDS = ("morpheme", "letters", "jamo", "idea")
"""Kinds of trait; each is weighed as its own block, so that a kind of many traits does not drown the others."""

SHORTEST_CLAUSE = 7
"""Characters; anything shorter is read with its neighbour."""

_LINKS = frozenset(
    (
        "는데",
        "은데",
        "ᆫ데",
        "고",
        "어서",
        "지만",
        "면서",
        "더니",
        "는디",
        "으니까",
        "니까",
        "어",
        "고서",
        "다가",
        "자마자",
    )
)
_CONTENT = ("N", "VV", "VA", "VX", "VCN", "XR", "MAG", "SL", "SN", "XPN", "W_")
_NOT_WORD = re.compile(r"[^\w]+")


class Token(Protocol):
    """A morpheme as Kiwi gives it."""

    form: str
    tag: str
    start: int
    len: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as read: its plain form, its morphemes, and the traits of each kind (a trait may come more than once)."""

    plain: str
    tokens: tuple[Token, ...]
    traits: dict[str, list[str]]


def load_kiwi() -> Kiwi:
    """The morphological analyser, warmed by a first call (it loads the rest of its model then)."""
    # Names of works, places and people (the multi dictionary) triple the start and tell nothing about needs.
    kiwi = Kiwi(num_workers=1, load_multi_dict=False, load_default_dict=False, load_typo_dict=False)
    kiwi.tokenize("월급을 못 받았어요")
    return kiwi


class Reader:
    """Turns texts into traits of the chosen kinds."""

    def __init__(self, kiwi: Kiwi, kinds: Iterable[str] = KINDS) -> None:
        self._kiwi = kiwi
        self._kinds = frozenset(kinds)
        ideas: dict[str, list[str]] = yaml.safe_load((CORPUS / "thesaurus.yaml").read_text("utf-8"))
        self._ideas = {
            idea: re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
            for idea, words in ideas.items()
        }

    def read(self, text: str) -> Reading:
        """The traits of one text, already cleaned (see screening)."""
        plain = plain_text(text)
        tokens: tuple[Token, ...] = ()
        traits: dict[str, list[str]] = {}
        squeezed = _NOT_WORD.sub("", plain)
        if "morpheme" in self._kinds:
            tokens = tuple(cast(list[Token], self._kiwi.tokenize(plain)))
            traits["morpheme"] = list(_morphemes(tokens))
        if "letters" in self._kinds:
            traits["letters"] = list(_runs(squeezed, 2, 4))
        if "jamo" in self._kinds:
            traits["jamo"] = list(_runs(unicodedata.normalize("NFD", squeezed), 5, 6))
        if "idea" in self._kinds:
            traits["idea"] = list(self._ideas_in(squeezed))
        return Reading(plain, tokens, traits)

    def clauses(self, reading: Reading) -> list[Reading]:
        """The clauses of a text, each read on its own; the text alone when it has one clause or no morphemes."""
        cuts = [0]
        for token in reading.tokens:
            end = token.start + token.len
            if _ends_clause(token) and end - cuts[-1] >= SHORTEST_CLAUSE:
                cuts.append(end)
        if len(reading.plain) - cuts[-1] < SHORTEST_CLAUSE:
            cuts.pop()
        if len(cuts) < 2:
            return [reading]
        return [self.read(reading.plain[start:end]) for start, end in pairwise([*cuts, len(reading.plain)])]

    def _ideas_in(self, squeezed: str) -> Iterator[str]:
        found = sorted(idea for idea, words in self._ideas.items() if words.search(squeezed))
        yield from found
        yield from ("+".join(pair) for pair in combinations(found, 2))


def morpheme_trait(token: Token) -> str | None:
    """The trait of one morpheme; None for endings and particles."""
    if not token.tag.startswith(_CONTENT):
        return None
    if token.tag == "SN":
        return "0/SN"
    return f"{token.form}/{token.tag.split('-')[0]}"


def _ends_clause(token: Token) -> bool:
    return (
        token.tag in ("EF", "SF", "ETN")
        or (token.tag == "EC" and token.form in _LINKS)
        or token.form == "그리고"
    )


def _morphemes(tokens: tuple[Token, ...]) -> Iterator[str]:
    content = [trait for token in tokens if (trait := morpheme_trait(token))]
    yield from content
    yield from (f"{first} {second}" for first, second in pairwise(content))


def _runs(text: str, shortest: int, longest: int) -> Iterator[str]:
    padded = f"^{text}$"
    for size in range(shortest, longest + 1):
        for start in range(len(padded) - size + 1):
            yield padded[start : start + size]
