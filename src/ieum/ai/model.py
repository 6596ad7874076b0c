"""The trained weights: plain numbers, scored without the library that trained them, stored without pickle."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tempfile
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ieum.ai.topics import Topic
from ieum.ai.traits import Reading
from ieum.kernel import Unavailable

Floats = NDArray[np.float64]
TOPICS = tuple(Topic)
_MAGIC = b"ieum-router 1\n"


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear model per topic over traits, with its calibration and thresholds.

    vocabulary: trait (kind and text) to row; scarcity: inverse document frequency a row; coefficients: rows by
    topics; intercepts, offsets: one a topic; slopes: two a topic, for the whole text and for its clause that speaks
    most for the topic (confidence = logistic(slopes · scores + offset));
    answer_from: least confidence of the best topic for an answer; need_from: least confidence of a further need.
    """

    kinds: tuple[str, ...]
    vocabulary: dict[str, int]
    scarcity: Floats
    coefficients: Floats
    intercepts: Floats
    slopes: Floats
    offsets: Floats
    answer_from: float
    need_from: float

    def score(self, reading: Reading) -> Floats:
        """One raw score a topic, in the order of `TOPICS`."""
        rows, values = weigh(reading, self.kinds, self.vocabulary, self.scarcity)
        scores: Floats = values @ self.coefficients[rows] + self.intercepts
        return scores

    def both_scores(self, whole: Reading, clauses: Sequence[Reading]) -> Floats:
        """Scores of the whole text and the highest among its clauses: topics by two."""
        return np.stack(
            [self.score(whole), np.max([self.score(clause) for clause in clauses], axis=0)], axis=1
        )

    def confidence(self, whole: Reading, clauses: Sequence[Reading]) -> Floats:
        """Calibrated probability that the text holds each need, 0 to 1."""
        return logistic((self.slopes * self.both_scores(whole, clauses)).sum(axis=1) + self.offsets)


def logistic(value: Floats) -> Floats:
    """1 / (1 + e^-value), safe at both ends."""
    result: Floats = 1.0 / (1.0 + np.exp(-np.clip(value, -40, 40)))
    return result


def weigh(
    reading: Reading, kinds: tuple[str, ...], vocabulary: dict[str, int], scarcity: Floats
) -> tuple[NDArray[np.int64], Floats]:
    """Rows of the known traits and their values: (1 + log count) * scarcity, each kind scaled to equal length."""
    rows: list[int] = []
    values: list[Floats] = []
    for kind in kinds:
        counts = Counter(
            row for trait in reading.traits[kind] if (row := vocabulary.get(f"{kind}:{trait}")) is not None
        )
        if not counts:
            continue
        block = list(counts)
        weight = (1.0 + np.log(np.fromiter(counts.values(), np.float64))) * scarcity[block]
        rows += block
        values.append(weight / (np.linalg.norm(weight) * len(kinds) ** 0.5))
    return np.array(rows, np.int64), np.concatenate(values) if values else np.zeros(0)


def save(weights: Weights, file: Path, key: str) -> None:
    """Write the weights whole or not at all. `key` names the corpus and code that they come from."""
    payload = _pack(weights)
    head = f"{key}\n{hashlib.sha256(payload).hexdigest()}\n".encode()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}.", delete=False) as new:
            try:
                new.write(_MAGIC + head + payload)
                new.flush()
                os.fsync(new.fileno())
                Path(new.name).replace(file)
            except BaseException:
                Path(new.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise Unavailable(
            f"the trained router cannot be stored ({error.strerror})",
            where=str(file),
            remedy="make the folder writable, or set IEUM_DATA to one that is",
        ) from error


def load(file: Path, key: str) -> Weights | None:
    """The stored weights, or None when there are none, they are of another key, or a byte of them changed."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    head, _, rest = content.removeprefix(_MAGIC).partition(b"\n")
    digest, _, payload = rest.partition(b"\n")
    if not content.startswith(_MAGIC) or head != key.encode():
        return None
    if hashlib.sha256(payload).hexdigest().encode() != digest:
        return None
    try:
        return _unpack(payload)
    except (ValueError, KeyError, TypeError, OSError, zipfile.BadZipFile):
        return None


_ARRAYS = ("scarcity", "coefficients", "intercepts", "slopes", "offsets")


def _pack(weights: Weights) -> bytes:
    rest = {
        "kinds": weights.kinds,
        "topics": TOPICS,
        "answer_from": weights.answer_from,
        "need_from": weights.need_from,
        "vocabulary": list(weights.vocabulary),
    }
    text = np.frombuffer(json.dumps(rest, ensure_ascii=False).encode(), np.uint8)
    arrays: dict[str, Any] = {name: getattr(weights, name).astype(np.float32) for name in _ARRAYS}
    stream = io.BytesIO()
    np.savez(stream, rest=text, **arrays)
    return stream.getvalue()


def _unpack(payload: bytes) -> Weights:
    with np.load(io.BytesIO(payload), allow_pickle=False) as stored:
        rest = json.loads(stored["rest"].tobytes())
        if rest["topics"] != list(TOPICS):
            raise ValueError("other topics")
        arrays = {name: stored[name].astype(np.float64) for name in _ARRAYS}
    return Weights(
        kinds=tuple(rest["kinds"]),
        vocabulary={trait: row for row, trait in enumerate(rest["vocabulary"])},
        answer_from=float(rest["answer_from"]),
        need_from=float(rest["need_from"]),
        **arrays,
    )
