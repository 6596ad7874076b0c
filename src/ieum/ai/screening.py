"""Before any model: make the text clean, and see whether it can be read as Korean at all."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 4_000
"""Characters (after composing, NFC) that the window takes."""

_SPACES = re.compile(r"\s+")
_REPEATS = re.compile(r"(.)\1{3,}")
_HANGUL = re.compile(r"[가-힣]")
_LONE_JAMO = re.compile(r"[ㄱ-ㆎᄀ-ᇿ]")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Screened:
    """A text made clean, or the reason why it is not read any further.

    reason: "", "empty", "no_words", "too_long" or "other_language"; language: ISO 639-1 code, "und" when it
    could not be told, "" unless the reason is "other_language".
    """

    text: str
    reason: str = ""
    language: str = ""


def screen(text: str) -> Screened:
    """Clean a text and judge whether it is Korean. Never raises; a text of any length is judged at once."""
    if len(text) > 4 * LONGEST:  # one syllable is at most three conjoining letters
        return Screened("", "too_long")
    clean = clean_text(text)
    if not clean:
        return Screened("", "empty")
    if len(clean) > LONGEST:
        return Screened("", "too_long")
    letters = [c for c in clean if c.isalpha() and not _LONE_JAMO.match(c)]
    if not letters:
        return Screened(clean, "no_words")
    hangul = len(_HANGUL.findall(clean))
    if hangul >= 4 or hangul >= 0.3 * len(letters):
        return Screened(clean)
    return Screened(clean, "other_language", _language(clean.lower()))


def clean_text(text: str) -> str:
    """Composed (NFC), without invisible or control characters, with single spaces."""
    composed = unicodedata.normalize("NFC", text)
    visible = "".join(" " if c.isspace() else c for c in composed if c.isspace() or _is_visible(c))
    return _SPACES.sub(" ", visible).strip()


def plain_text(clean: str) -> str:
    """The cleaned text as the model reads it: lower case, long repeats (ㅠㅠㅠㅠ, !!!!) cut to two."""
    return _REPEATS.sub(r"\1\1", clean.lower())


def _is_visible(character: str) -> bool:
    # Hangul fillers are letters to Unicode, yet show nothing.
    return unicodedata.category(character)[0] != "C" and character not in "\u115f\u1160\u3164\uffa0"


_SCRIPTS = (
    ("th", "\u0e00", "\u0e7f"),
    ("lo", "\u0e80", "\u0eff"),
    ("my", "\u1000", "\u109f"),
    ("km", "\u1780", "\u17ff"),
    ("si", "\u0d80", "\u0dff"),
    ("bn", "\u0980", "\u09ff"),
    ("ur", "\u0600", "\u06ff"),
    ("ne", "\u0900", "\u097f"),
    ("ja", "\u3040", "\u30ff"),
    ("ru", "\u0400", "\u04ff"),
    ("zh", "\u4e00", "\u9fff"),
)
_VIETNAMESE = re.compile(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
_STOP_WORDS = {
    "en": "the is i my not and to have did was for me am a of you pay help job work company boss",
    "id": "saya tidak dan yang di bos gaji belum dibayar kerja ingin bulan dari dengan untuk apa bagaimana",
    "uz": "men meni menga uchun va bilan ish oylik emas qanday kerak bermadi qilish bir yo'q",
    "tl": "ako ang ng sa hindi ko po na mga sahod trabaho naman amo",
    "vi": "toi khong cong ty luong lam viec chua duoc tra nam thang",
}
_STOPS = {language: frozenset(words.split()) for language, words in _STOP_WORDS.items()}
_HINDI = frozenset(["है", "हैं", "मैं", "मेरा", "मुझे", "नहीं", "का", "की", "से", "था", "हूँ"])
_UZBEK_CYRILLIC = re.compile(r"[ўқғҳ]")
_MONGOLIAN = re.compile(r"[өү]|\b(?:би|байна|цалин|ажил|надад)\b")


def _language(text: str) -> str:
    counts = {code: sum(low <= c <= high for c in text) for code, low, high in _SCRIPTS}
    latin = sum("a" <= c <= "z" or "\u00c0" <= c <= "\u024f" or "\u1e00" <= c <= "\u1eff" for c in text)
    code = max(counts, key=lambda candidate: counts[candidate])
    if counts["ja"] and counts["ja"] + counts["zh"] > latin:
        return "ja"
    if latin >= counts[code]:
        return _latin_language(text)
    if code == "ru":
        if _UZBEK_CYRILLIC.search(text):
            return "uz"
        return "mn" if _MONGOLIAN.search(text) else "ru"
    if code == "ne" and _HINDI & set(text.split()):
        return "hi"
    return code


def _latin_language(text: str) -> str:
    if _VIETNAMESE.search(text):
        return "vi"
    words = set(_WORD.findall(text)) | set(text.split())
    best = max(_STOPS, key=lambda language: len(words & _STOPS[language]))
    return best if words & _STOPS[best] else "und"
