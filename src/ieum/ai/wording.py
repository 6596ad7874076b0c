"""Many wordings out of few: a grammar of clauses and endings, and the slips that people make when they type.

Used for training alone. The same seed gives the same sentences.
"""

from __future__ import annotations

import random
import re
from typing import Any

import yaml

from ieum.ai.sentences import CORPUS, Sentence
from ieum.ai.topics import Topic
from ieum.ai.traits import Kiwi

Ending = tuple[tuple[str, str], ...]

_PAST = ("었", "EP")
_CLOSING: tuple[Ending, ...] = (
    (_PAST, ("어요", "EF")),
    (_PAST, ("어요", "EF")),
    (_PAST, ("습니다", "EF")),
    (_PAST, ("습니다", "EF")),
    (_PAST, ("어", "EF")),
    (_PAST, ("음", "ETN")),
    (_PAST, ("는데요", "EF")),
    (_PAST, ("거든요", "EF")),
    (_PAST, ("네요", "EF")),
    (_PAST, ("심더", "EF")),
    (_PAST, ("당께요", "EF")),
    (_PAST, ("어유", "EF")),
    (_PAST, ("소", "EF")),
    (("어요", "EF"),),
    (("네요", "EF"),),
)
_LINKING: tuple[Ending, ...] = (
    (_PAST, ("는데", "EC")),
    (_PAST, ("는데", "EC")),
    (_PAST, ("고", "EC")),
    (("고", "EC"),),
    (("어서", "EC"),),
    (_PAST, ("고요", "EF")),
    (_PAST, ("습니다.", "EF")),
    (_PAST, ("어요.", "EF")),
    (_PAST, ("지만", "EC")),
    (_PAST, ("는디", "EC")),
)
_SLOT = re.compile(r"\{(\w+)\}")
_JOSA = re.compile(r"(\S)\((을|이|은|과|으로)\)")
_OPEN_FORM = {"을": "를", "이": "가", "은": "는", "과": "와", "으로": "로"}
_TYPED_ALIKE = {"ㅐ": "ㅔ", "ㅔ": "ㅐ", "ㅚ": "ㅙ", "ㅙ": "ㅚ", "ㅓ": "ㅗ", "ㅡ": "ㅜ"}
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_TWIN_CODAS = {20: 19, 2: 1, 6: 4, 18: 17}  # ㅆ→ㅅ, ㄲ→ㄱ, ㄶ→ㄴ, ㅄ→ㅂ


class Wording:
    """Draws sentences from the grammar (corpus/grammar.yaml)."""

    def __init__(self, kiwi: Kiwi, seed: int) -> None:
        self._kiwi = kiwi
        self._random = random.Random(seed)  # noqa: S311 - wordings, not secrets
        self._grammar: dict[str, Any] = yaml.safe_load((CORPUS / "grammar.yaml").read_text("utf-8"))
        self._sections = {
            key: tuple(Topic.parse(part, where="grammar.yaml") for part in key.split(","))
            for key in self._grammar["topics"]
        }

    def sentences(self, *, single: int, joined: int, out_of_scope: int) -> list[Sentence]:
        """`single` sentences a section, `joined` of two needs, and `out_of_scope` of neither."""
        drawn = []
        for key in self._sections:
            count = out_of_scope if key == Topic.OUT_OF_SCOPE else single
            drawn += [self._one_need(key) for _ in range(count)]
        needs = [key for key in self._sections if key != Topic.OUT_OF_SCOPE]
        plain = [key for key in needs if len(self._sections[key]) == 1]
        for _ in range(joined):
            first, second = (
                self._random.sample(plain, 2)
                if self._random.random() < 0.8
                else (
                    self._random.choice(needs),
                    self._random.choice(plain),
                )
            )
            drawn.append(self._two_needs(first, second))
        return [
            Sentence(self.slip(s.text) if self._random.random() < 0.3 else s.text, s.topics) for s in drawn
        ]

    def variants(self, sentence: Sentence, count: int) -> list[Sentence]:
        """The sentence again with something around it and slips of typing; its needs stay the same."""
        again = []
        for _ in range(count):
            text = self._around(sentence.text)
            again.append(Sentence(self.slip(text) if self._random.random() < 0.7 else text, sentence.topics))
        return again

    def slip(self, text: str) -> str:
        """The text as typed in haste: spaces lost or added, letters doubled, lost or mistaken."""
        dice = self._random.random()
        if dice < 0.2:
            return text.replace(" ", "")
        if dice < 0.45:
            return "".join(c for c in text if c != " " or self._random.random() < 0.5)
        characters = list(text)
        slips = min(1 + len(text) // 25, len(text))
        for place in self._random.sample(range(len(characters)), slips):
            characters[place] = self._mistype(characters[place])
        return "".join(characters)

    def _mistype(self, character: str) -> str:
        code = ord(character) - 0xAC00
        if not 0 <= code < 11_172:
            return character
        initial, vowel, coda = code // 588, code % 588 // 28, code % 28
        if coda in _TWIN_CODAS:
            coda = _TWIN_CODAS[coda]
        elif _VOWELS[vowel] in _TYPED_ALIKE:
            vowel = _VOWELS.index(_TYPED_ALIKE[_VOWELS[vowel]])
        elif coda and self._random.random() < 0.5:
            coda = 0
        else:
            return character + " " if self._random.random() < 0.5 else character
        return chr(0xAC00 + initial * 588 + vowel * 28 + coda)

    def _one_need(self, key: str) -> Sentence:
        dice = self._random.random()
        topics = self._sections[key]
        if dice < 0.3:
            return Sentence(self._around(self._ask(key)), topics)
        if dice < 0.45:
            return Sentence(f"{self._act(key, _LINKING)} {self._ask(key)}", topics)
        text = self._around(self._act(key, _CLOSING))
        if dice < 0.6:  # a longer story on the same thing
            text = f"{text} {self._pick('asides')}{self._act(key, _CLOSING)}"
        return Sentence(text, topics)

    def _two_needs(self, first: str, second: str) -> Sentence:
        topics = tuple(dict.fromkeys(self._sections[first] + self._sections[second]))
        dice = self._random.random()
        if dice < 0.5:
            text = f"{self._act(first, _LINKING)} {self._act(second, _CLOSING)}"
        elif dice < 0.8:
            text = f"{self._act(first, _LINKING)} {self._ask(second)}"
        else:
            text = f"{self._pick('asides')}{self._act(first, _CLOSING)} 그리고 {self._act(second, _CLOSING)}"
        return Sentence(self._around(text), topics)

    def _around(self, text: str) -> str:
        opener = self._pick("openers") if self._random.random() < 0.2 else ""
        aside = self._pick("asides") if self._random.random() < 0.15 else ""
        plea = f" {self._pick('pleas')}" if self._random.random() < 0.4 else ""
        return f"{opener}{aside}{text}{plea}"

    def _act(self, key: str, endings: tuple[Ending, ...]) -> str:
        stem, _, tag = self._random.choice(self._grammar["topics"][key]["acts"]).partition("|")
        time = self._pick("times") if self._random.random() < 0.25 else ""
        ending = self._random.choice(endings)
        if tag.startswith("VA") and ending == (("어요", "EF"),):
            ending = _CLOSING[0]
        return time + str(self._kiwi.join([(self._filled(stem), tag), *ending]))

    def _ask(self, key: str) -> str:
        ask = self._filled(self._random.choice(self._grammar["topics"][key]["asks"]))
        return self._pick("ask_frames").replace("{ask}", ask)

    def _filled(self, pattern: str) -> str:
        filled = _SLOT.sub(lambda slot: self._random.choice(self._grammar["slots"][slot[1]]), pattern)
        return _JOSA.sub(_with_josa, filled)

    def _pick(self, name: str) -> str:
        return str(self._random.choice(self._grammar[name]))


def _with_josa(match: re.Match[str]) -> str:
    before, josa = match.groups()
    coda = (ord(before) - 0xAC00) % 28 if "가" <= before <= "힣" else 0
    closed = coda != 0 and not (josa == "으로" and coda == 8)  # 서울로, not 서울으로
    return before + (josa if closed else _OPEN_FORM[josa])
