"""Particles that follow the sound before them: 원은, 퍼센트는, 회사가, 임금이."""

from __future__ import annotations

_ENDS_IN_CONSONANT = {"%": False, "0": True, "1": True, "3": True, "6": True, "7": True, "8": True}


def with_particle(word: str, particles: str) -> str:
    """The word with the fitting one of "은/는", "이/가", "을/를" (after a consonant / after a vowel).

    Closing quotes and brackets are looked through: ‘임금’ → ‘임금’은.
    """
    after_consonant, after_vowel = particles.split("/")
    last = word.rstrip("’”'\")]」』")[-1:]
    syllable = "가" <= last <= "힣"
    closed = (ord(last) - ord("가")) % 28 != 0 if syllable else _ENDS_IN_CONSONANT.get(last, False)
    return word + (after_consonant if closed else after_vowel)
