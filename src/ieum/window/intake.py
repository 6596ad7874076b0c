"""Taking in a sentence: made clean, checked, and stored before anything else happens."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from ieum.kernel import BadInput, today
from ieum.window.models import Case

LONGEST = 4_000
"""Characters a sentence may have, counted after composing (NFC)."""

_RESIDENT_NUMBER = re.compile(r"(?<!\d)(\d{6})([\s-]?)([0-9]\d{6})(?!\d)")
_DECEIVERS = frozenset(
    "\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u3164"
)  # turn text round or show nothing
_LINES = re.compile(r"\n{3,}")
_SPACES = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a person wrote, fit to be stored. masked: whether a resident number in it was hidden."""

    text: str
    masked: bool


def read_sentence(raw: str) -> Sentence:
    """Composes, drops what cannot be seen, hides resident numbers. Raises BadInput in plain Korean."""
    if len(raw) > 4 * LONGEST:  # a syllable is at most three conjoining letters
        raise _too_long(len(raw))
    composed = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n"))
    text = _LINES.sub("\n\n", _SPACES.sub(" ", "".join(filter(_may_stay, composed)))).strip()
    if not text:
        raise BadInput("적으신 내용이 없습니다", remedy="무슨 일이 있으셨는지 한 문장만 적어 주세요")
    if len(text) > LONGEST:
        raise _too_long(len(text))
    if not any(unicodedata.category(c).startswith("L") for c in text):
        raise BadInput(
            "글자가 없어서 무슨 일인지 알 수 없습니다",
            remedy="예를 들어 ‘회사에서 나왔어요’처럼 말로 적어 주세요",
        )
    hidden, count = _RESIDENT_NUMBER.subn(r"\1\2*******", text)
    return Sentence(hidden, count > 0)


def _may_stay(character: str) -> bool:
    return character.isspace() or (
        unicodedata.category(character) not in ("Cc", "Cs", "Co", "Cn") and character not in _DECEIVERS
    )


def _too_long(length: int) -> BadInput:
    return BadInput(
        f"글이 너무 깁니다 ({length:,}자)",
        remedy=f"{LONGEST:,}자까지 받을 수 있습니다. 중요한 일부터 줄여서 적어 주세요",
    )


def receive_case(sentence: Sentence, *, browser: str, standard_key: str, form_token: str) -> Case:
    """Stores a case and returns once it is committed; the same form sent twice gives the same case."""
    once = hashlib.sha256("\0".join((browser, standard_key, form_token, sentence.text)).encode()).hexdigest()
    try:
        with transaction.atomic(durable=True):
            return Case.objects.create(
                sentence=sentence.text,
                masked=sentence.masked,
                standard_key=standard_key,
                browser=browser,
                once=once,
                judged_on=today(),
            )
    except IntegrityError:
        return Case.objects.get(once=once)
