"""`python -m benchmarks.ai`: the router on held-out sentences, beside keywords and plain letter n-grams."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import yaml
from benchmarks.ai.measure import TOPICS, Figures, coverage_curve, figures
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from ieum.ai import Router, Topic
from ieum.ai.sentences import CORPUS, Sentence, is_for_development, read_sentences, seeds
from ieum.ai.training import Recipe, label_matrix, train
from ieum.ai.traits import KINDS, load_kiwi

HELD_OUT = Path("tests/ai/held_out.tsv")
_KEYWORDS = {
    Topic.JOB_LOSS: "job_ended let_go unemployment_benefit",
    Topic.UNPAID_WAGES: "not_paid severance substitute_payment",
    Topic.PARENTAL_LEAVE: "parental_leave care",
    Topic.JOB_SEARCH: "seek_work national_support",
    Topic.INDUSTRIAL_ACCIDENT: "hurt accident_insurance",
    Topic.MATERNITY_LEAVE: "childbirth",
    Topic.TRAINING: "learn",
    Topic.DISMISSAL: "unfair dismissal_law",
    Topic.WORKING_CONDITIONS: "conditions",
    Topic.HARASSMENT: "harass",
    Topic.EMPLOYER_SUPPORT: "owner employer_grant",
    Topic.FOREIGN_WORKER: "foreigner change_workplace",
    Topic.OUT_OF_SCOPE: "other_ministry small_talk",
}


def by_keywords(sentences: Sequence[Sentence]) -> NDArray[np.float64]:
    """Counts the lay words of each topic; the share of a topic is its confidence, none found is out of scope."""
    ideas = yaml.safe_load((CORPUS / "thesaurus.yaml").read_text("utf-8"))
    shares = []
    for sentence in sentences:
        squeezed = sentence.text.replace(" ", "")
        hits = np.array(
            [sum(w in squeezed for idea in _KEYWORDS[t].split() for w in ideas[idea]) for t in TOPICS], float
        )
        if not hits.any():
            hits[TOPICS.index(Topic.OUT_OF_SCOPE)] = 1
        shares.append(hits / hits.sum())
    return np.array(shares)


def by_letters(learn: Sequence[Sentence], sentences: Sequence[Sentence]) -> NDArray[np.float64]:
    """Plain TF-IDF over runs of 2 to 4 letters and one logistic regression a topic, on the seeds as written."""
    tfidf = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True)
    known, asked = tfidf.fit_transform([s.text for s in learn]), tfidf.transform([s.text for s in sentences])
    labels = label_matrix(learn)
    columns = [
        LogisticRegression(C=30, max_iter=500).fit(known, labels[:, column]).predict_proba(asked)[:, 1]
        for column in range(len(TOPICS))
    ]
    return np.array(columns).T


def by_router(router: Router, sentences: Sequence[Sentence]) -> NDArray[np.float64]:
    """The router's confidences."""
    return np.array([[router.confidences(s.text)[topic] for topic in TOPICS] for s in sentences])


def _row(table: Table, name: str, found: Figures, seconds: float | None = None) -> None:
    shares = (
        found.macro_f1,
        found.micro_f1,
        found.top,
        found.coverage,
        found.answered,
        found.both,
        found.ece,
    )
    table.add_row(name, *(f"{share:.3f}" for share in shares), "" if seconds is None else f"{seconds:.1f}")


def _table(title: str) -> Table:
    table = Table(title=title)
    for column in ("", "macro-F1", "micro-F1", "top", "coverage", "answered", "both needs", "ECE", "train s"):
        table.add_column(column, no_wrap=True, justify="left" if not column else "right")
    return table


def main() -> None:
    """Print every table; `--quick` leaves out the ablation."""
    console = Console(width=130)
    held_out = read_sentences(HELD_OUT)
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        router = Router.load(Path(folder))
        trained = time.perf_counter() - started
        started = time.perf_counter()
        router = Router.load(Path(folder))
        loaded = time.perf_counter() - started
    times = []
    for sentence in held_out:
        started = time.perf_counter()
        router.route(sentence.text)
        times.append(1000 * (time.perf_counter() - started))

    confidence = by_router(router, held_out)
    ours = figures(confidence, held_out, answer_from=router.answer_from, need_from=router.need_from)
    table = _table(f"{len(held_out)} held-out sentences")
    _row(table, "keywords alone", figures(by_keywords(held_out), held_out, answer_from=0.5, need_from=0.3))
    letters = by_letters(seeds(), held_out)
    _row(table, "plain letter TF-IDF, no Kiwi", figures(letters, held_out, answer_from=0.5, need_from=0.5))
    _row(table, "the router", ours, trained)
    console.print(table)
    console.print(
        "F1 by topic: " + ", ".join(f"{topic} {share:.2f}" for topic, share in ours.by_topic.items())
    )
    console.print(f"answers from {router.answer_from:.2f}, further needs from {router.need_from:.2f}")
    for bar, coverage, accuracy in coverage_curve(confidence, held_out):
        console.print(f"  confidence ≥ {bar:.2f}: coverage {coverage:.3f}, accuracy {accuracy:.3f}")
    slowest = sorted(times)[int(0.99 * len(times))]
    console.print(
        f"train and load {trained:.1f} s, load from cache {loaded:.2f} s, "
        f"route median {statistics.median(times):.2f} ms, 99 % {slowest:.2f} ms"
    )
    if "--quick" not in sys.argv:
        _ablation(console)


def _ablation(console: Console) -> None:
    kiwi = load_kiwi()
    learn = [s for s in seeds() if not is_for_development(s)]
    asked = [s for s in seeds() if is_for_development(s)]
    base = Recipe()
    table = _table(f"{len(asked)} development seeds, kept from training: what each part adds")
    variants = {"as shipped": base, "with jamo": replace(base, kinds=KINDS)}
    for kind in base.kinds:
        variants[f"without {kind}"] = replace(base, kinds=tuple(k for k in base.kinds if k != kind))
    variants["without wordings"] = replace(base, single=1, joined=0, out_of_scope=1, variants=0)
    for name, recipe in variants.items():
        started = time.perf_counter()
        weights = train(learn, kiwi, recipe)
        seconds = time.perf_counter() - started
        confidence = by_router(Router(weights, kiwi), asked)
        found = figures(confidence, asked, answer_from=weights.answer_from, need_from=weights.need_from)
        _row(table, name, found, seconds)
    console.print(table)


if __name__ == "__main__":
    main()
