"""The lake as the window sees it: opened once, read only, and allowed to be away."""

from __future__ import annotations

import logging
import threading
from datetime import date
from pathlib import Path

import duckdb
from django.conf import settings

from ieum.benefits.holdings import Holdings, look_up
from ieum.kernel import BadInput, IeumError, NotFound, StandardKey, Unavailable
from ieum.lake import Lake

_log = logging.getLogger(__name__)
_turn = threading.Lock()
_opened: dict[Path, Lake] = {}


def lake() -> Lake:
    """The lake in the data folder; raises Unavailable when it cannot be read now."""
    folder = Path(settings.IEUM_DATA) / "lake"
    with _turn:
        if folder not in _opened:
            try:
                _opened[folder] = Lake.open(folder, read_only=True)
            except (IeumError, duckdb.Error, OSError) as error:
                raise _away(error) from error
        return _opened[folder]


def holdings_of(key: str, on: date) -> Holdings | None:
    """What agencies hold on a person; None when the lake knows nobody under that key. Raises Unavailable."""
    try:
        return look_up(lake(), StandardKey(key), on)
    except (NotFound, BadInput):
        return None
    except (duckdb.Error, OSError) as error:
        forget_lake()
        raise _away(error) from error


def forget_lake() -> None:
    """Lets go of the open lake, so that the next question opens it anew."""
    with _turn:
        _opened.clear()


def _away(error: Exception) -> Unavailable:
    # The kind of error is enough to act on; its text could repeat what a record holds.
    _log.warning("the lake cannot be read now (%s)", type(error).__name__)
    return Unavailable("기록을 지금 찾아볼 수 없습니다", where="lake", remedy="잠시 뒤에 다시 해 주세요")
