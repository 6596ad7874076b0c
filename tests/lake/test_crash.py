"""Several processes, and one that dies: nothing acknowledged is lost, nothing half is seen."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from tests.lake.extracts import KIM, LEE, WORKPLACE

from ieum.lake import Lake

ROOT = Path(__file__).parents[2]
ROWS = 20_000
LOADER = """
import sys
from pathlib import Path
from ieum.lake import Lake
with Lake.open(Path(sys.argv[1])) as lake:
    lake.ingest(
        Path(sys.argv[2]),
        lambda stage, fraction: print("at", stage, flush=True),
        lambda receipt: print("done", receipt.file, receipt.loaded, flush=True),
    )
"""
READER = """
import sys, time
from pathlib import Path
from ieum.lake import Lake
print("ready", flush=True)
end = time.monotonic() + 60
with Lake.open(Path(sys.argv[1]), read_only=True) as lake:
    seen = set()
    while time.monotonic() < end and 4 not in seen:
        files = lake.query("SELECT count(*) AS n FROM wage_month GROUP BY file")["n"].to_list()
        assert all(count == int(sys.argv[2]) for count in files), files
        assert lake.query("SELECT count(*) FROM ledger").item() >= len(files)
        seen.add(len(files))
        time.sleep(0.05)
print(max(seen), flush=True)
"""


def _write_wages(folder: Path, files: int) -> None:
    folder.mkdir()
    for number in range(files):
        months = pl.Series([date(2022, 1 + number, 1)] * ROWS)
        frame = pl.DataFrame(
            {
                "성명": "김이음",
                "주민등록번호": pl.Series([KIM, LEE] * (ROWS // 2)),
                "사업장관리번호": WORKPLACE,
                "귀속월": months,
                "보수": pl.int_range(ROWS, eager=True),
                "보수지급기초일수": 30,
            }
        )
        frame.write_parquet(folder / f"monthly_wages_{number}.parquet")


def _start(code: str, *arguments: str) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize(
    "deadly", ["at 월별 보수 자료: monthly_wages_2", "at 월별 보수 자료: 20,000건 저장 중"]
)
def test_a_loader_killed_in_mid_load_loses_nothing_acknowledged(tmp_path: Path, deadly: str) -> None:
    _write_wages(tmp_path / "extracts", 4)
    loader = _start(LOADER, str(tmp_path / "lake"), str(tmp_path / "extracts"))
    acknowledged: list[str] = []
    assert loader.stdout is not None
    for line in loader.stdout:
        if line.startswith("done"):
            acknowledged.append(line.split()[1])
        elif line.startswith(deadly) and acknowledged:
            time.sleep(0.02)
            break
    loader.send_signal(signal.SIGKILL)
    loader.wait()
    acknowledged += [line.split()[1] for line in loader.stdout if line.startswith("done")]
    assert 1 <= len(acknowledged) < 4
    with Lake.open(tmp_path / "lake") as lake:
        assert lake.audit().sound
        counts = dict(lake.query("SELECT file, count(*) FROM wage_month GROUP BY file").rows())
        assert set(acknowledged) <= set(counts)
        assert set(counts.values()) == {ROWS}
        receipts = lake.ingest(tmp_path / "extracts")
        assert sum(receipt.loaded for receipt in receipts) == (4 - len(counts)) * ROWS
        assert lake.query("SELECT count(*) FROM wage_month").item() == 4 * ROWS
        assert lake.audit().sound


def test_others_read_whole_files_while_one_writes(tmp_path: Path) -> None:
    _write_wages(tmp_path / "extracts", 4)
    Lake.open(tmp_path / "lake").close()
    readers = [_start(READER, str(tmp_path / "lake"), str(ROWS)) for _ in range(2)]
    for reader in readers:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "ready\n"
    with Lake.open(tmp_path / "lake") as lake:
        lake.ingest(tmp_path / "extracts")
    for reader in readers:
        out, _ = reader.communicate(timeout=60)
        assert reader.returncode == 0
        assert out.strip() == "4"


def test_files_that_a_killed_writer_left_are_swept(tmp_path: Path) -> None:
    with Lake.open(tmp_path / "lake") as lake:
        folder = tmp_path / "lake" / "files" / "main" / "wage_month"
        folder.mkdir(parents=True)
        orphan = folder / "ducklake-00000000-0000-7000-8000-000000000000.parquet"
        pl.DataFrame({"n": [1]}).write_parquet(orphan)
        _write_wages(tmp_path / "extracts", 1)
        lake.ingest(tmp_path / "extracts")
        assert not orphan.exists()
        assert lake.query("SELECT count(*) FROM wage_month").item() == ROWS
