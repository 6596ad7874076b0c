"""The hand-written sentences that the router learns from, and the part of them kept apart for development."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from ieum.ai.topics import Topic
from ieum.kernel import BadInput

CORPUS = Path(__file__).parent / "corpus"
DEVELOPMENT_SHARE = 20
"""Per cent of the seeds that choices are measured on; drawn by a hash of the text, so the split never moves."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the needs that it holds, most pressing first; never empty."""

    text: str
    topics: tuple[Topic, ...]


def read_sentences(file: Path) -> list[Sentence]:
    """Sentences of a tab-separated file (text, topics joined by commas, further columns ignored).

    Lines that start with # are remarks. Raises BadInput naming file and line.
    """
    sentences = []
    for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        where = f"{file.name} line {number}"
        text, tab, rest = line.partition("\t")
        if not tab:
            raise BadInput("no topic", where=where, remedy="write text, a tab, then the topics")
        keys = rest.split("\t")[0].split(",")
        sentences.append(Sentence(text, tuple(Topic.parse(key, where=where) for key in keys)))
    return sentences


def seeds() -> list[Sentence]:
    """Every hand-written training sentence, in the order of the files."""
    return [sentence for file in sorted(CORPUS.glob("seeds_*.tsv")) for sentence in read_sentences(file)]


def is_for_development(sentence: Sentence) -> bool:
    """Whether a seed belongs to the development split."""
    return int(hashlib.sha256(sentence.text.encode()).hexdigest()[:8], 16) % 100 < DEVELOPMENT_SHARE
