"""Standard keys, resident numbers and business numbers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ieum.kernel import BadInput, Rrn, StandardKey, brn_is_valid

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRET = b"secret of this deployment"
seeds = st.text(min_size=1, max_size=40)
kinds = st.sampled_from("PW")


@given(kinds, seeds)
def test_minted_key_is_a_key_and_the_same_each_time(kind: str, seed: str) -> None:
    key = StandardKey.mint(kind, seed, SECRET)
    assert StandardKey(str(key)) == key == StandardKey.mint(kind, seed, SECRET)
    assert len(key.text) == 14
    assert key.is_person is (kind == "P")
    assert not set("ILOU") & set(key.text[1:])


@given(seeds)
def test_key_tells_kind_and_deployment_apart(seed: str) -> None:
    person, workplace = StandardKey.mint("P", seed, SECRET), StandardKey.mint("W", seed, SECRET)
    assert person.text[1:13] != workplace.text[1:13]
    assert StandardKey.mint("P", seed, b"another") != person


@given(kinds, seeds, st.integers(1, 13), st.sampled_from(ALPHABET))
def test_any_single_wrong_character_is_caught(kind: str, seed: str, place: int, character: str) -> None:
    text = StandardKey.mint(kind, seed, SECRET).text
    wrong = text[:place] + character + text[place + 1 :]
    if wrong == text:
        assert StandardKey(wrong).text == text
    else:
        with pytest.raises(BadInput, match="not a standard key"):
            StandardKey(wrong)


@given(kinds, seeds)
def test_wrong_kind_is_caught(kind: str, seed: str) -> None:
    text = StandardKey.mint(kind, seed, SECRET).text
    with pytest.raises(BadInput):
        StandardKey(("W" if kind == "P" else "P") + text[1:])


@given(seeds, st.integers(1, 12))
def test_swapped_neighbours_are_caught_except_zero_and_z(seed: str, place: int) -> None:
    text = StandardKey.mint("P", seed, SECRET).text
    left, right = text[place], text[place + 1]
    if left != right and {left, right} != {"0", "Z"}:
        with pytest.raises(BadInput):
            StandardKey(text[:place] + right + left + text[place + 2 :])


@pytest.mark.parametrize(
    "text", ["", "P", "P123", "X0000000000000", "p0000000000000", "P000000000000I", "P" * 15]
)
def test_what_is_no_key_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        StandardKey(text)
    assert refused.value.remedy


# --- 주민등록번호 ---


def with_check_digit(twelve: str) -> str:
    """The published rule: weights 2–9 and 2–5, eleven less the remainder, last digit."""
    weights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]
    total = sum(int(digit) * weight for digit, weight in zip(twelve, weights, strict=True))
    return twelve + str((11 - total % 11) % 10)


@pytest.mark.parametrize(
    ("twelve", "born", "sex"),
    [
        ("900501100000", date(1990, 5, 1), "M"),
        ("900501200000", date(1990, 5, 1), "F"),
        ("050501300000", date(2005, 5, 1), "M"),
        ("050501400000", date(2005, 5, 1), "F"),
        ("760229100001", date(1976, 2, 29), "M"),
        ("880101500000", date(1988, 1, 1), "M"),  # foreigner
        ("040229800000", date(2004, 2, 29), "F"),
        ("991231000000", date(1899, 12, 31), "F"),
    ],
)
def test_resident_number_tells_birth_and_sex(twelve: str, born: date, sex: str) -> None:
    digits = with_check_digit(twelve)
    for text in (digits, f"{digits[:6]}-{digits[6:]}", f" {digits[:6]} - {digits[6:]} "):
        rrn = Rrn.parse(text)
        assert (rrn.birth_date, rrn.sex, rrn.check_digit_holds) == (born, sex, True)


@given(
    st.dates(date(1900, 1, 1), date(2020, 10, 4)),
    st.sampled_from("MF"),
    st.integers(0, 99_999),
    st.integers(1, 9),
)
def test_one_wrong_check_digit_is_refused_without_repeating_the_number(
    born: date, sex: str, serial: int, step: int
) -> None:
    century = {(False, "M"): "1", (False, "F"): "2", (True, "M"): "3", (True, "F"): "4"}[
        born.year >= 2000, sex
    ]
    digits = with_check_digit(f"{born:%y%m%d}{century}{serial:05d}")
    assert Rrn.parse(digits).birth_date == born
    wrong = digits[:12] + str((int(digits[12]) + step) % 10)
    with pytest.raises(BadInput) as refused:
        Rrn.parse(wrong)
    assert wrong not in str(refused.value)
    assert wrong[6:] not in str(refused.value)


@pytest.mark.parametrize("check", range(10))
def test_numbers_given_since_october_2020_carry_no_check_digit(check: int) -> None:
    assert Rrn.parse(f"201005300000{check}").birth_date == date(2020, 10, 5)


@pytest.mark.parametrize("check", range(10))
def test_numbers_of_the_day_before_still_do(check: int) -> None:
    text = f"201004300000{check}"
    if text == with_check_digit(text[:12]):
        assert Rrn.parse(text).check_digit_holds
    else:
        with pytest.raises(BadInput, match="check digit"):
            Rrn.parse(text)


@pytest.mark.parametrize(
    "text", ["", "900501", "90050110000000", "900501-1ABCDEF", "900231-1000000", "901301-1000000"]
)
def test_impossible_resident_numbers_are_refused(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        Rrn.parse(text)
    assert not text or text not in str(refused.value)


def test_resident_number_never_shows_itself() -> None:
    digits = with_check_digit("900501100000")
    rrn = Rrn.parse(digits)
    shown = f"{rrn} {rrn!r} {[rrn]}"
    assert digits not in shown
    assert digits[6:] not in shown


def test_token_joins_under_one_pepper_only() -> None:
    one, same = Rrn.parse(with_check_digit("900501100000")), Rrn.parse(with_check_digit("900501100000"))
    other = Rrn.parse(with_check_digit("900501100001"))
    assert one.token(b"pepper") == same.token(b"pepper")
    assert len({one.token(b"pepper"), other.token(b"pepper"), one.token(b"salt")}) == 3
    assert one.digits not in one.token(b"pepper")
    assert len(one.token(b"pepper")) == 32


# --- 사업자등록번호 ---


def business_check_digit(nine: str) -> str:
    """The tax service's rule: weights 1 3 7 1 3 7 1 3 5, and the tens of the last product."""
    products = [int(digit) * weight for digit, weight in zip(nine, (1, 3, 7, 1, 3, 7, 1, 3, 5), strict=True)]
    return str((10 - (sum(products) + products[-1] // 10) % 10) % 10)


def test_a_published_business_number_is_valid() -> None:
    assert brn_is_valid("124-81-00998")
    assert brn_is_valid("1248100998")


@given(st.integers(0, 999_999_999), st.integers(1, 9))
def test_business_number_has_exactly_one_valid_check_digit(nine: int, step: int) -> None:
    text = f"{nine:09d}"
    check = business_check_digit(text)
    assert brn_is_valid(text + check)
    assert not brn_is_valid(text + str((int(check) + step) % 10))


@pytest.mark.parametrize("text", ["", "124-81", "12481009981", "124-81-0099X"])
def test_what_has_not_ten_digits_is_no_business_number(text: str) -> None:
    assert not brn_is_valid(text)
