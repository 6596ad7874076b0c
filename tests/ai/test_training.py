"""Where the router's knowledge comes from, how it is kept, and how well it reads sentences it never saw."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from benchmarks.ai.measure import TOPICS, figures

from ieum.ai import Router, Topic
from ieum.ai.model import load
from ieum.ai.router import cache_key
from ieum.ai.sentences import Sentence, is_for_development, read_sentences, seeds
from ieum.ai.training import Recipe, train
from ieum.ai.traits import load_kiwi
from ieum.ai.wording import Wording
from ieum.kernel import BadInput, Unavailable

HELD_OUT = Path(__file__).with_name("held_out.tsv")


def test_held_out_sentences_are_read_as_well_as_measured(router: Router) -> None:
    """Measured: macro-F1 0.90, best need 0.93, coverage 0.89, answered 0.97 (docs/decisions/0004)."""
    held_out = read_sentences(HELD_OUT)
    confidence = np.array([[router.confidences(s.text)[topic] for topic in TOPICS] for s in held_out])
    found = figures(confidence, held_out, answer_from=router.answer_from, need_from=router.need_from)
    assert len(held_out) >= 250
    assert found.macro_f1 >= 0.88
    assert found.top >= 0.91
    assert found.coverage >= 0.85
    assert found.answered >= 0.95
    assert found.ece <= 0.07


def test_held_out_sentences_are_no_copies_of_what_is_learnt() -> None:
    made = Wording(load_kiwi(), Recipe().seed).sentences(single=130, joined=1_200, out_of_scope=700)
    learnt = [_pieces(s.text) for s in [*seeds(), *made]]
    for sentence in read_sentences(HELD_OUT):
        pieces = _pieces(sentence.text)
        if len(pieces) < 8:
            continue  # a handful of syllables cannot help being alike
        closest = max(len(pieces & other) / len(pieces | other) for other in learnt)
        assert closest < 0.5, sentence.text


def test_every_topic_has_seeds_in_both_splits() -> None:
    for topic in Topic:
        of_topic = [s for s in seeds() if topic in s.topics]
        assert sum(is_for_development(s) for s in of_topic) >= 3
        assert len(of_topic) >= 35


def test_training_twice_gives_the_same_weights() -> None:
    kiwi = load_kiwi()
    small = Recipe(single=5, joined=20, out_of_scope=20, variants=1)
    first, second = train(seeds(), kiwi, small), train(seeds(), kiwi, small)
    assert first.vocabulary == second.vocabulary
    assert np.array_equal(first.coefficients, second.coefficients)
    assert np.array_equal(first.slopes, second.slopes)


@pytest.mark.parametrize("damage", ["cut short", "one byte", "another key", "not ours"])
def test_a_damaged_cache_is_not_read(router: Router, models: Path, tmp_path: Path, damage: str) -> None:
    content = bytearray((models / "router.weights").read_bytes())
    if damage == "cut short":
        del content[len(content) // 2 :]
    elif damage == "one byte":
        content[-100] ^= 1
    elif damage == "not ours":
        content = bytearray(b"\x80\x04cos\nsystem\n")
    spoiled = tmp_path / "router.weights"
    spoiled.write_bytes(content)
    assert load(spoiled, cache_key() if damage != "another key" else "0" * 64) is None


def test_a_damaged_cache_is_trained_anew(router: Router, models: Path, tmp_path: Path) -> None:
    good = (models / "router.weights").read_bytes()
    (tmp_path / "router.weights").write_bytes(good[:-1])
    again = Router.load(tmp_path)
    text = "두 달째 월급을 못 받았어요"
    assert again.route(text) == router.route(text)
    assert load(tmp_path / "router.weights", cache_key()) is not None
    assert [file.name for file in tmp_path.iterdir()] == ["router.weights"]


def test_a_folder_that_cannot_be_written_is_named(router: Router, models: Path, tmp_path: Path) -> None:
    from ieum.ai.model import save

    weights = load(models / "router.weights", cache_key())
    assert weights is not None
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Unavailable, match="IEUM_DATA"):
        save(weights, tmp_path / "file" / "router.weights", "key")


def test_the_default_folder_follows_the_data_directory(
    models: Path, router: Router, monkeypatch: pytest.MonkeyPatch
) -> None:
    # a directory whose `models` is the trained one: found there, so nothing is trained
    data = models.parent / "data"
    data.mkdir(exist_ok=True)
    (data / "models").symlink_to(models, target_is_directory=True)
    monkeypatch.setenv("IEUM_DATA", str(data))
    before = (models / "router.weights").stat().st_mtime_ns
    assert Router.load().route("퇴직금을 못 받았어요").needs[0].topic == Topic.UNPAID_WAGES
    assert (models / "router.weights").stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("line", "complaint"), [("월급을 못 받았어요", "no topic"), ("월급\twages", "'wages' is not a topic")]
)
def test_a_bad_corpus_line_is_named(tmp_path: Path, line: str, complaint: str) -> None:
    file = tmp_path / "seeds_bad.tsv"
    file.write_text(f"# remark\n{line}\n", "utf-8")
    with pytest.raises(BadInput, match=complaint) as caught:
        read_sentences(file)
    assert caught.value.where == "seeds_bad.tsv line 2"


def test_wordings_conjugate_as_korean_does() -> None:
    made = Wording(load_kiwi(), 1).sentences(single=40, joined=0, out_of_scope=0)
    text = " ".join(s.text for s in made)
    assert "하았" not in text
    assert "을(를)" not in text
    assert "{" not in text


def test_slips_keep_the_needs() -> None:
    wording = Wording(load_kiwi(), 1)
    sentence = Sentence("월급을 못 받았어요", (Topic.UNPAID_WAGES,))
    variants = wording.variants(sentence, 20)
    assert all(v.topics == sentence.topics for v in variants)
    assert len({v.text for v in variants}) > 10


def _pieces(text: str) -> set[str]:
    squeezed = "".join(c for c in text if c.isalnum())
    return {squeezed[i : i + 3] for i in range(len(squeezed) - 2)}
