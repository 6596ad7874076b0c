"""Figures of a router: F1, accuracy, coverage under abstention, calibration error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ieum.ai import Topic
from ieum.ai.sentences import Sentence

TOPICS = tuple(Topic)
_SCOPE = TOPICS.index(Topic.OUT_OF_SCOPE)


@dataclass(frozen=True, slots=True)
class Figures:
    """All shares 0 to 1.

    macro_f1, micro_f1: over the 13 topics, every sentence answered (the best topic always counts as found);
    top: the best topic is one of the sentence's; coverage: share with an answer (a need or "out of scope"), the
    rest "unsure"; answered: accuracy of the best topic on that share; ece: expected calibration error of the best
    topic's confidence, ten equal bins; both: share of sentences of several needs whose first two were both found.
    """

    macro_f1: float
    micro_f1: float
    top: float
    coverage: float
    answered: float
    ece: float
    both: float
    by_topic: dict[Topic, float]


def figures(
    confidence: NDArray[np.float64], sentences: Sequence[Sentence], *, answer_from: float, need_from: float
) -> Figures:
    """Figures of confidences (sentences by topics, in the order of Topic) against the truth."""
    truth = np.array([[topic in sentence.topics for topic in TOPICS] for sentence in sentences])
    rows = np.arange(len(sentences))
    best, sureness = confidence.argmax(axis=1), confidence.max(axis=1)
    found = confidence >= need_from
    found[:, _SCOPE] = False
    found[best == _SCOPE] = False
    found[rows, best] = True
    right = truth[rows, best]
    answered = sureness >= answer_from
    by_topic = 2 * (found & truth).sum(axis=0) / np.maximum(found.sum(axis=0) + truth.sum(axis=0), 1)
    several = [
        all(found[row, TOPICS.index(topic)] for topic in sentence.topics[:2])
        for row, sentence in enumerate(sentences)
        if len(sentence.topics) > 1
    ]
    return Figures(
        macro_f1=float(by_topic.mean()),
        micro_f1=float(2 * (found & truth).sum() / (found.sum() + truth.sum())),
        top=float(right.mean()),
        coverage=float(answered.mean()),
        answered=float(right[answered].mean()) if answered.any() else 0.0,
        ece=_calibration_error(sureness, right),
        both=float(np.mean(several)) if several else 1.0,
        by_topic=dict(zip(TOPICS, by_topic.tolist(), strict=True)),
    )


def coverage_curve(
    confidence: NDArray[np.float64], sentences: Sequence[Sentence]
) -> list[tuple[float, float, float]]:
    """(least confidence, coverage, accuracy on the answered share) for several bars."""
    curve = []
    for bar in (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
        point = figures(confidence, sentences, answer_from=bar, need_from=0.5)
        curve.append((bar, point.coverage, point.answered))
    return curve


def _calibration_error(sureness: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    bins = np.minimum((sureness * 10).astype(int), 9)
    gaps = [
        abs(sureness[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean()
        for b in range(10)
        if (bins == b).any()
    ]
    return float(sum(gaps))
