"""kill -9 at any moment loses nothing that was acknowledged."""

from __future__ import annotations

import random
import sqlite3
import threading
import time
from pathlib import Path

import httpx
import pytest

from ieum.kernel import BadInput
from ieum.site.keys import keep_secret_key, secret_key
from ieum.window.numbers import CaseNumber
from tests.window.serving import Citizen, Server


@pytest.fixture
def data(tmp_path: Path, models: Path) -> Path:
    folder = tmp_path / "var"
    folder.mkdir()
    (folder / "models").symlink_to(models)
    return folder


def stored(data: Path) -> dict[int, str]:
    with sqlite3.connect(f"file:{data / 'site.sqlite3'}?mode=ro", uri=True) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return dict(database.execute("SELECT id, sentence FROM window_case"))


def test_every_acknowledged_case_survives_kill_9(data: Path) -> None:
    moments = random.Random(20261101)
    acknowledged: dict[str, str] = {}
    with Server(data) as server:
        citizen = Citizen(server)
        acknowledged[citizen.submit("첫 번째: 회사에서 나왔어요")] = "첫 번째: 회사에서 나왔어요"
        server.kill()  # right after the answer
        for turn in range(2):
            server.start()
            killer = threading.Timer(moments.uniform(0.15, 0.8), server.kill)
            killer.start()
            try:
                for count in range(10_000):
                    sentence = f"{turn}-{count}: 월급을 두 달 못 받았어요"
                    acknowledged[citizen.submit(sentence)] = sentence
            except httpx.TransportError:
                killer.join()
        server.start()
        for number in list(acknowledged)[:: max(1, len(acknowledged) // 5)]:
            page = citizen.browser.get(f"/cases/{number}/topic")
            assert page.status_code == 200, "the browser that made the case can still open it"
            assert number in page.text
    kept = stored(data)
    assert len(acknowledged) > 20
    assert {n: kept.get(CaseNumber.parse(n).serial) for n in acknowledged} == acknowledged


def test_the_database_waits_for_the_disk(data: Path) -> None:
    from ieum.site.database import database_settings

    pragmas = database_settings("", data)["OPTIONS"]["init_command"]
    with sqlite3.connect(data / "x.sqlite3") as database:
        database.executescript(pragmas)
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert database.execute("PRAGMA synchronous").fetchone() == (2,)


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("IEUM_SECRET_KEY", raising=False)
    keep_secret_key(tmp_path / "var")
    first = secret_key(tmp_path / "var")
    keep_secret_key(tmp_path / "var")
    assert secret_key(tmp_path / "var") == first
    assert len(first) >= 50
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o777 == 0o600
    assert [f.name for f in (tmp_path / "var").iterdir()] == ["secret_key"]


def test_a_database_url_says_where_the_data_is(tmp_path: Path) -> None:
    from ieum.site.database import database_settings

    assert database_settings("sqlite:////srv/ieum.sqlite3", tmp_path)["NAME"] == Path("/srv/ieum.sqlite3")
    postgres = database_settings("postgresql://ieum:p%40ss@db.local:5433/window", tmp_path)
    assert [postgres[k] for k in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "ieum",
        "p@ss",
        "db.local",
        "5433",
        "window",
    ]
    with pytest.raises(BadInput, match="IEUM_DATABASE_URL"):
        database_settings("mysql://x/y", tmp_path)


def test_preparing_twice_is_quick_and_changes_nothing(data: Path) -> None:
    Server(data)
    before = {f: f.stat().st_mtime_ns for f in (data / "static").rglob("*") if f.is_file()}
    started = time.perf_counter()
    Server(data)
    assert time.perf_counter() - started < 10
    assert {f: f.stat().st_mtime_ns for f in (data / "static").rglob("*") if f.is_file()} == before
