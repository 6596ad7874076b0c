"""The command run inside this process, its words and exit code caught."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from ieum.cli import main


@dataclass(frozen=True)
class Told:
    """What one command said: exit code, stdout, stderr."""

    code: int
    out: str
    err: str


Run = Callable[..., Told]


@pytest.fixture
def ieum(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str) -> Told:
        monkeypatch.setattr(sys, "argv", ["ieum", *words])
        capfd.readouterr()
        try:
            main()
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
        return Told(code, *capfd.readouterr())

    return run
