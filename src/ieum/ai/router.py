"""The router of the single window: which needs does a sentence hold, how surely, and may it be answered at all."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import numpy as np

from ieum.ai.model import TOPICS, Floats, Weights, load, save
from ieum.ai.screening import screen
from ieum.ai.sentences import CORPUS, seeds
from ieum.ai.topics import Topic
from ieum.ai.traits import Kiwi, Reader, Reading, load_kiwi, morpheme_trait

_FILE = "router.weights"
_MADE_WITH = ("kiwipiepy", "kiwipiepy-model", "numpy", "scipy", "scikit-learn")
_PUNCTUATION = re.compile(r"^\W+|\W+$")
_LONGEST_EVIDENCE = 12
_EVIDENCE = 3
_CANDIDATES = 3
_MOST_NEEDS = 3


@dataclass(frozen=True, slots=True)
class Need:
    """One need that a sentence holds.

    confidence: calibrated probability, 0 to 1; programmes: keys of the programmes that answer it, maybe none yet.
    """

    topic: Topic
    confidence: float
    programmes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Routing:
    """What the router says of one text.

    needs: best first, empty when abstained. reason: why it abstained: "empty", "no_words", "too_long",
    "other_language", "unsure" or "out_of_scope"; "" otherwise. evidence: the words that weighed most for the best
    need. language: ISO 639-1 code ("und" unknown) when the text is in another language. candidates: when
    unsure, the likeliest topics to offer as a choice.
    """

    needs: tuple[Need, ...]
    abstained: bool
    reason: str = ""
    evidence: tuple[str, ...] = ()
    language: str = ""
    candidates: tuple[Need, ...] = ()


class Router:
    """Reads a sentence in a person's own words. Safe to share between threads; the same text, the same answer."""

    def __init__(self, weights: Weights, kiwi: Kiwi) -> None:
        self._weights = weights
        self._reader = Reader(kiwi, weights.kinds)
        self._row_of = weights.vocabulary

    @classmethod
    def load(cls, folder: Path | None = None) -> Router:
        """The router trained on the corpus as it stands: from the cache in `folder`, or trained now and cached.

        folder: `models` under the data directory (environment variable IEUM_DATA, else ./var) by default. A cache
        of another corpus, code or library version, or a damaged one, is replaced. Training takes some seconds.
        Raises Unavailable when the folder cannot be written.
        """
        folder = folder or Path(os.environ.get("IEUM_DATA") or "var") / "models"
        kiwi = load_kiwi()
        key = cache_key()
        weights = load(folder / _FILE, key)
        if weights is None:
            from ieum.ai.training import train  # scikit-learn costs a second: only where training is due

            save(train(seeds(), kiwi), folder / _FILE, key)
            weights = load(folder / _FILE, key)
            assert weights is not None, "what was just written must be readable"
        return cls(weights, kiwi)

    @staticmethod
    def is_trained(folder: Path) -> bool:
        """Whether `load` would find the corpus as it stands already learnt in `folder`; cheap, loads no dictionary."""
        return load(folder / _FILE, cache_key()) is not None

    def route(self, text: str) -> Routing:
        """The needs of a text, or why there is no answer. Never raises."""
        screened = screen(text)
        if screened.reason:
            return Routing((), True, screened.reason, language=screened.language)
        whole = self._reader.read(screened.text)
        confidence = self._weights.confidence(whole, self._reader.clauses(whole))
        order = [int(index) for index in np.argsort(-confidence, kind="stable")]
        best = order[0]
        if confidence[best] < self._weights.answer_from:
            candidates = [_need(i, confidence) for i in order if TOPICS[i] != Topic.OUT_OF_SCOPE]
            return Routing((), True, "unsure", candidates=tuple(candidates[:_CANDIDATES]))
        evidence = self._evidence(whole, best)
        if TOPICS[best] == Topic.OUT_OF_SCOPE:
            return Routing((), True, "out_of_scope", evidence)
        needs = [
            _need(index, confidence)
            for index in order
            if TOPICS[index] != Topic.OUT_OF_SCOPE
            and (index == best or confidence[index] >= self._weights.need_from)
        ]
        return Routing(tuple(needs[:_MOST_NEEDS]), False, evidence=evidence)

    def confidences(self, text: str) -> dict[Topic, float]:
        """The calibrated confidence of every topic, before any threshold; empty when the text cannot be read."""
        screened = screen(text)
        if screened.reason:
            return {}
        whole = self._reader.read(screened.text)
        confidence = self._weights.confidence(whole, self._reader.clauses(whole))
        return {topic: float(value) for topic, value in zip(TOPICS, confidence, strict=True)}

    @property
    def answer_from(self) -> float:
        """The confidence that the best topic must reach for an answer."""
        return self._weights.answer_from

    @property
    def need_from(self) -> float:
        """The confidence that a further need must reach."""
        return self._weights.need_from

    def _evidence(self, reading: Reading, topic: int) -> tuple[str, ...]:
        """Words by what their morphemes add to the topic's score, the weightiest first."""
        added: dict[str, float] = {}
        for token in reading.tokens:
            row = self._row_of.get(f"morpheme:{morpheme_trait(token)}")
            if row is None:
                continue
            weight = float(self._weights.coefficients[row, topic] * self._weights.scarcity[row])
            if weight > 0:
                word = _word_at(reading.plain, token.start, token.len)
                added[word] = added.get(word, 0.0) + weight
        return tuple(sorted(added, key=lambda word: (-added[word], word))[:_EVIDENCE])


def cache_key() -> str:
    """What a cached model depends on: corpus, this room's code, and the versions of the libraries (SHA-256)."""
    digest = hashlib.sha256()
    for file in sorted([*CORPUS.iterdir(), *Path(__file__).parent.glob("*.py")]):
        if file.is_file():
            digest.update(f"{file.name}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    digest.update(" ".join(f"{name}={version(name)}" for name in _MADE_WITH).encode())
    return digest.hexdigest()


def _need(index: int, confidence: Floats) -> Need:
    topic = TOPICS[index]
    return Need(topic, round(float(confidence[index]), 4), topic.programmes)


def _word_at(text: str, start: int, length: int) -> str:
    """The word of the text around a morpheme; the morpheme itself where spaces are missing."""
    left = text.rfind(" ", 0, start) + 1
    right = text.find(" ", start)
    word = _PUNCTUATION.sub("", text[left : right if right >= 0 else len(text)])
    return word if 0 < len(word) <= _LONGEST_EVIDENCE else text[start : start + length]
