"""Resident numbers become tokens before anything is stored; secrets that the tokens depend on."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from ieum.kernel import BadInput, Unavailable, today
from ieum.kernel.identifiers import RRN_CHECK_DIGIT_ENDS

_CENTURY = np.array([1800, 1900, 1900, 2000, 2000, 1900, 1900, 2000, 2000, 1800])
_WEIGHTS = np.array([2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5])
_CACHE_LIMIT = 2_000_000
_LONG_NUMBER = re.compile(r"\d[\d-]{10,}\d")

TOKEN_SCHEMA = {"token": pl.String, "state": pl.String, "birth_date": pl.Date, "sex": pl.String}


def deployment_secret(folder: Path, *, create: bool) -> bytes:
    """The secret in IEUM_SECRET, or the lake's own random secret (folder/secret, readable by its owner only).

    Raises Unavailable when there is neither and `create` is false.
    """
    given = os.environ.get("IEUM_SECRET")
    if given:
        return given.encode()
    path = folder / "secret"
    if not path.exists():
        if not create:
            raise Unavailable("this lake has no secret", where=str(path), remedy="set IEUM_SECRET")
        fresh = path.with_name(f"secret.{os.getpid()}")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(32))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass  # another process was first: its secret counts
        finally:
            fresh.unlink()
    text = path.read_text().strip()
    if len(text) < 32:
        raise BadInput("the secret is too short", where=str(path), remedy="restore it from the backup")
    return text.encode()


def derive(secret: bytes, purpose: str) -> bytes:
    """A secret for one purpose, so that tokens and keys never share one."""
    return hmac.digest(secret, f"ieum:{purpose}".encode(), "sha256")


class Tokens:
    """Turns resident numbers into (token, state, birth date, sex), each distinct number once.

    state: 'valid' (Rrn.parse accepts it), 'missing' or 'mistyped'. A mistyped number has no token, but
    its birth date and sex where they are plausible: linkage compares them.
    """

    def __init__(self, pepper: bytes) -> None:
        block = (pepper if len(pepper) <= 64 else hashlib.sha256(pepper).digest()).ljust(64, b"\0")
        self._inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in block))
        self._outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in block))
        self._known = pl.DataFrame(schema={"text": pl.String, **TOKEN_SCHEMA})

    def table(self, texts: pl.Series) -> pl.DataFrame:
        """A row per distinct value of `texts` (column `text`, never null) with TOKEN_SCHEMA; maybe more."""
        distinct = texts.drop_nulls().unique().alias("text").to_frame()
        fresh = distinct.join(self._known, on="text", how="anti")
        if self._known.height + fresh.height > _CACHE_LIMIT:
            self._known, fresh = self._known.clear(), distinct
        if fresh.height:
            self._known = pl.concat([self._known, self._parse(fresh)])
        return self._known

    def _token(self, digits: str) -> str:
        """The same as Rrn(digits).token(pepper), four times as fast: the padded key is hashed only once."""
        inner = self._inner.copy()
        inner.update(digits.encode())
        outer = self._outer.copy()
        outer.update(inner.digest())
        return outer.hexdigest()[:32]

    def _parse(self, texts: pl.DataFrame) -> pl.DataFrame:
        cleaned = texts.select("text", clean=pl.col("text").str.replace_all(r"[\s-]", ""))
        padded = (
            pl.when(pl.col("clean").str.contains(r"^[0-9]{7}"))
            .then(pl.col("clean").str.slice(0, 13).str.replace_all(r"[^0-9]", "0").str.pad_end(13, "0"))
            .otherwise(pl.lit("0" * 13))
        )
        number = cleaned.select(padded).to_series().cast(pl.Binary).to_numpy().astype("S13")
        digits = (number.view(np.uint8).reshape(-1, 13) - 48).astype(np.int64)
        ends = RRN_CHECK_DIGIT_ENDS
        parsed = cleaned.with_columns(
            year=pl.Series(_CENTURY[digits[:, 6]] + digits[:, 0] * 10 + digits[:, 1], dtype=pl.Int32),
            month=pl.Series(digits[:, 2] * 10 + digits[:, 3], dtype=pl.Int8),
            day=pl.Series(digits[:, 4] * 10 + digits[:, 5], dtype=pl.Int8),
            checks=pl.Series((11 - (digits[:, :12] @ _WEIGHTS) % 11) % 10 == digits[:, 12]),
            sex=pl.when(pl.Series(digits[:, 6] % 2 == 1)).then(pl.lit("M")).otherwise(pl.lit("F")),
        ).with_columns(birth_date=_existing_day())
        whole = pl.col("clean").str.contains(r"^[0-9]{13}$")
        born = pl.col("birth_date")
        valid = whole & born.is_not_null() & (pl.col("checks") | (born >= ends))
        plausible = valid | born.is_between(date(1900, 1, 1), today())
        state = (
            pl.when(pl.col("clean") == "").then(pl.lit("missing"))
            .when(valid).then(pl.lit("valid"))
            .otherwise(pl.lit("mistyped"))
        )  # fmt: skip
        judged = parsed.select(
            "text",
            "clean",
            state=state,
            birth_date=pl.when(plausible).then(born),
            sex=pl.when(plausible).then(pl.col("sex")),
        )
        tokens = [
            self._token(clean) if state == "valid" else None
            for clean, state in zip(judged["clean"].to_list(), judged["state"].to_list(), strict=True)
        ]
        return judged.with_columns(token=pl.Series(tokens, dtype=pl.String)).select("text", *TOKEN_SCHEMA)


def _existing_day() -> pl.Expr:
    """The date of the columns year, month, day; null where the calendar has no such day."""
    text = pl.format("{}-{}-{}", *(pl.col(c).cast(pl.String).str.zfill(2) for c in ("year", "month", "day")))
    return text.str.to_date("%Y-%m-%d", strict=False)


def mask_number(text: str) -> str:
    """A resident number as it may be shown: the birth date part, then seven stars."""
    digits = re.sub(r"[^0-9]", "", text)
    return f"{digits[:6]}*******" if text.strip() else text


def mask_numbers(text: str) -> str:
    """Free text with every number long enough to be a resident number masked."""

    def masked(match: re.Match[str]) -> str:
        found = match.group()
        return mask_number(found) if sum(c.isdigit() for c in found) >= 12 else found

    return _LONG_NUMBER.sub(masked, text)


def fingerprint(secret: bytes) -> str:
    """Identifies a secret without revealing it: a lake notices when it is opened with another one."""
    return hashlib.sha256(b"ieum:fingerprint" + derive(secret, "fingerprint")).hexdigest()[:16]
