"""Training the router: seeds and wordings in, calibrated weights out. The same input gives the same weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from ieum.ai.model import TOPICS, Floats, Weights, logistic, weigh
from ieum.ai.screening import clean_text
from ieum.ai.sentences import Sentence
from ieum.ai.traits import Kiwi, Reader, Reading
from ieum.ai.wording import Wording

Labels = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is trained on and how. The numbers were chosen on the development split (docs/decisions/0004)."""

    kinds: tuple[str, ...] = ("morpheme", "letters", "idea")
    single: int = 130
    joined: int = 1_200
    out_of_scope: int = 700
    variants: int = 2
    strength: float = 30.0
    folds: int = 3
    rarest: int = 2
    answered_accuracy: float = 0.96
    seed: int = 4


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A training sentence as read, and the seed that it is a variant of (-1 for the grammar's own)."""

    reading: Reading
    sentence: Sentence
    origin: int


def train(seeds: Sequence[Sentence], kiwi: Kiwi, recipe: Recipe | None = None) -> Weights:
    """Fit one linear model a topic; calibrate and set the thresholds on seeds that the model had not seen.

    Unseen: the seeds fall into folds, and each fold is scored by a model that had neither its seeds nor their
    variants. The weights returned come from all of them.
    """
    recipe = recipe or Recipe()
    reader = Reader(kiwi, recipe.kinds)
    drawn = _draw(seeds, kiwi, reader, recipe)
    vocabulary, scarcity = _vocabulary([d.reading for d in drawn], recipe)
    matrix = _matrix([d.reading for d in drawn], recipe.kinds, vocabulary, scarcity)
    labels = label_matrix([d.sentence for d in drawn])
    origin = np.array([d.origin for d in drawn])

    clauses = [reader.clauses(d.reading) for d in drawn[: len(seeds)]]
    unseen = np.zeros((len(seeds), len(TOPICS), 2))
    for fold in range(recipe.folds):
        kept = (origin < 0) | (origin % recipe.folds != fold)
        part = _uncalibrated(vocabulary, scarcity, *_fit(matrix[kept], labels[kept], recipe), recipe)
        for index in range(fold, len(seeds), recipe.folds):
            unseen[index] = part.both_scores(drawn[index].reading, clauses[index])
    truth = label_matrix(seeds)
    slopes, offsets = _calibrate(unseen, truth)
    confidence = logistic((unseen * slopes).sum(axis=2) + offsets)
    answer_from, need_from = _thresholds(confidence, truth, recipe)

    whole = _uncalibrated(vocabulary, scarcity, *_fit(matrix, labels, recipe), recipe)
    return replace(whole, slopes=slopes, offsets=offsets, answer_from=answer_from, need_from=need_from)


def label_matrix(sentences: Sequence[Sentence]) -> Labels:
    """Sentences by topics (order of `TOPICS`): whether the sentence holds the need."""
    return np.array([[topic in sentence.topics for topic in TOPICS] for sentence in sentences])


def _draw(seeds: Sequence[Sentence], kiwi: Kiwi, reader: Reader, recipe: Recipe) -> list[_Drawn]:
    wording = Wording(kiwi, recipe.seed)
    pairs = [(sentence, index) for index, sentence in enumerate(seeds)]
    for index, sentence in enumerate(seeds):
        pairs += [(variant, index) for variant in wording.variants(sentence, recipe.variants)]
    made = wording.sentences(single=recipe.single, joined=recipe.joined, out_of_scope=recipe.out_of_scope)
    pairs += [(sentence, -1) for sentence in made]
    return [_Drawn(reader.read(clean_text(sentence.text)), sentence, origin) for sentence, origin in pairs]


def _uncalibrated(
    vocabulary: dict[str, int], scarcity: Floats, coefficients: Floats, intercepts: Floats, recipe: Recipe
) -> Weights:
    return Weights(
        kinds=recipe.kinds,
        vocabulary=vocabulary,
        scarcity=scarcity,
        coefficients=coefficients,
        intercepts=intercepts,
        slopes=np.tile([1.0, 0.0], (len(TOPICS), 1)),
        offsets=np.zeros(len(TOPICS)),
        answer_from=0.5,
        need_from=0.5,
    )


def _vocabulary(readings: Sequence[Reading], recipe: Recipe) -> tuple[dict[str, int], Floats]:
    frequency: Counter[str] = Counter()
    for reading in readings:
        for kind in recipe.kinds:
            frequency.update({f"{kind}:{trait}" for trait in reading.traits[kind]})
    kept = sorted(trait for trait, count in frequency.items() if count >= recipe.rarest)
    counts = np.array([frequency[trait] for trait in kept], np.float64)
    return {trait: row for row, trait in enumerate(kept)}, 1.0 + np.log((1 + len(readings)) / (1 + counts))


def _matrix(
    readings: Sequence[Reading], kinds: tuple[str, ...], vocabulary: dict[str, int], scarcity: Floats
) -> csr_matrix:
    starts, rows, values = [0], [], []
    for reading in readings:
        row, value = weigh(reading, kinds, vocabulary, scarcity)
        rows.append(row)
        values.append(value)
        starts.append(starts[-1] + len(row))
    content = (np.concatenate(values), np.concatenate(rows), starts)
    return csr_matrix(content, shape=(len(readings), len(vocabulary)))  # type: ignore[no-untyped-call]


def _fit(matrix: csr_matrix, labels: Labels, recipe: Recipe) -> tuple[Floats, Floats]:
    coefficients = np.zeros((matrix.shape[1], len(TOPICS)))
    intercepts = np.zeros(len(TOPICS))
    for column in range(len(TOPICS)):
        model = LogisticRegression(  # type: ignore[no-untyped-call]
            C=recipe.strength,
            solver="liblinear",
            dual=True,
            random_state=recipe.seed,
            tol=1e-2,
            max_iter=1_000,
        )
        model.fit(matrix, labels[:, column])
        coefficients[:, column] = model.coef_[0]
        intercepts[column] = model.intercept_[0]
    return coefficients, intercepts


def _calibrate(scores: Floats, labels: Labels) -> tuple[Floats, Floats]:
    """Platt's scaling on both scores, one a topic, drawn halfway to the shared one: topics have few sentences."""
    slopes, offsets = np.ones((len(TOPICS), 2)), np.zeros(len(TOPICS))
    platt = partial(LogisticRegression, C=1.0)
    shared = platt().fit(scores.reshape(-1, 2), labels.reshape(-1))
    for column in range(len(TOPICS)):
        own = platt().fit(scores[:, column], labels[:, column])
        slopes[column] = (own.coef_[0] + shared.coef_[0]) / 2
        offsets[column] = (own.intercept_[0] + shared.intercept_[0]) / 2
    return slopes, offsets


def _thresholds(confidence: Floats, labels: Labels, recipe: Recipe) -> tuple[float, float]:
    """(answer_from, need_from): the lowest bar that keeps the answered share right, and the best F1 for needs."""
    best = confidence.max(axis=1)
    right = labels[np.arange(len(labels)), confidence.argmax(axis=1)]
    answer_from = 0.8
    for bar in np.arange(0.2, 0.8, 0.01):
        if right[best >= bar].mean() >= recipe.answered_accuracy:
            answer_from = float(bar)
            break
    bars = np.arange(0.25, 0.66, 0.025)
    harmony = [_micro_f1(confidence >= bar, labels) for bar in bars]
    return answer_from, float(bars[int(np.argmax(harmony))])


def _micro_f1(found: Labels, labels: Labels) -> float:
    return float(2 * (found & labels).sum() / (found.sum() + labels.sum()))
