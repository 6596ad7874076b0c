from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lake.extracts import BABY, KIM

from ieum.kernel import BadInput, Rrn
from ieum.lake import Lake
from ieum.lake.tokens import Tokens, mask_number, mask_numbers

PEPPER = b"pepper" * 8


def _one(text: str) -> dict[str, object]:
    return Tokens(PEPPER).table(pl.Series([text])).row(0, named=True)


def test_a_valid_number_gets_the_kernels_token_birth_date_and_sex() -> None:
    found = _one(f"{KIM[:6]}-{KIM[6:]}")
    assert found["token"] == Rrn.parse(KIM).token(PEPPER)
    assert (found["state"], found["birth_date"], found["sex"]) == ("valid", date(1985, 1, 2), "M")


def test_a_number_given_out_after_october_2020_needs_no_check_digit() -> None:
    assert _one(BABY)["state"] == "valid"


def test_a_wrong_check_digit_keeps_the_birth_date_but_gets_no_token() -> None:
    wrong = KIM[:12] + str((int(KIM[12]) + 1) % 10)
    found = _one(wrong)
    assert (found["token"], found["state"], found["birth_date"]) == (None, "mistyped", date(1985, 1, 2))


def test_an_impossible_month_leaves_neither_birth_date_nor_sex() -> None:
    found = _one("851302" + KIM[6:])
    assert (found["state"], found["birth_date"], found["sex"]) == ("mistyped", None, None)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789- 가", max_size=16) | st.from_regex(r"\A[0-9]{6}-?[0-9]{7}\Z"))
def test_the_fast_check_agrees_with_the_kernel_on_any_text(text: str) -> None:
    try:
        expected: str | None = Rrn.parse(text).token(PEPPER)
    except BadInput:
        expected = None
    found = _one(text)
    assert found["token"] == expected
    assert (found["state"] == "valid") == (expected is not None)


@pytest.mark.parametrize("shape", [KIM, f"{KIM[:6]}-{KIM[6:]}", KIM[:12]])
def test_masking_leaves_six_digits(shape: str) -> None:
    assert mask_number(shape) == "850102*******"
    assert mask_numbers(f"김이음,{shape},010-1234-5678") == "김이음,850102*******,010-1234-5678"


def test_a_lake_refuses_to_open_with_another_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IEUM_SECRET", "the first secret, long enough to be one")
    Lake.open(tmp_path / "lake").close()
    monkeypatch.setenv("IEUM_SECRET", "another secret, long enough to be one")
    with pytest.raises(BadInput, match="another secret"):
        Lake.open(tmp_path / "lake")


def test_without_a_setting_the_lake_makes_a_secret_that_only_its_owner_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("IEUM_SECRET", raising=False)
    Lake.open(tmp_path / "lake").close()
    assert (tmp_path / "lake" / "secret").stat().st_mode & 0o777 == 0o600
