"""Case numbers that can be read out on the telephone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ieum.kernel import BadInput
from ieum.window.numbers import CaseNumber

numbers = st.builds(CaseNumber, st.integers(2020, 2099), st.integers(1, 10**12 - 1))


@given(numbers)
def test_a_number_reads_back_as_itself_however_it_is_written(number: CaseNumber) -> None:
    assert CaseNumber.parse(str(number)) == number
    assert CaseNumber.parse(str(number).lower().replace("-", " ")) == number


@given(numbers, st.data())
def test_one_wrong_digit_is_always_caught(number: CaseNumber, data: st.DataObject) -> None:
    text = str(number)
    place = data.draw(st.sampled_from([i for i, c in enumerate(text) if c.isdigit()]))
    wrong = data.draw(st.sampled_from([d for d in "0123456789" if d != text[place]]))
    with pytest.raises(BadInput):
        CaseNumber.parse(text[:place] + wrong + text[place + 1 :])


@given(numbers, st.data())
def test_two_swapped_digits_are_always_caught(number: CaseNumber, data: st.DataObject) -> None:
    text = str(number)
    places = [i for i, c in enumerate(text) if c.isdigit()]
    one, other = data.draw(st.lists(st.sampled_from(places), min_size=2, max_size=2, unique=True))
    if text[one] == text[other]:
        return
    swapped = list(text)
    swapped[one], swapped[other] = swapped[other], swapped[one]
    with pytest.raises(BadInput):
        CaseNumber.parse("".join(swapped))


@pytest.mark.parametrize(
    "text", ["", "IE", "IE-2026-000123", "IE-2026-000123-I", "😀", "IE-2026-000123-KK", "9" * 500]
)
def test_what_is_no_number_is_refused_in_plain_words(text: str) -> None:
    with pytest.raises(BadInput, match="접수번호가 맞지 않습니다"):
        CaseNumber.parse(text)
