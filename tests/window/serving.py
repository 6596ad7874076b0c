"""A real server in a process of its own, to be killed."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

import httpx

SOURCE = Path(__file__).parents[2] / "src"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """granian with one worker over a data folder, as a deployment runs it."""

    def __init__(self, data: Path, *, today: str = "2026-11-01") -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._environment = {
            **os.environ,
            "PYTHONPATH": str(SOURCE),
            "IEUM_DATA": str(data),
            "IEUM_TODAY": today,
            "DJANGO_SETTINGS_MODULE": "ieum.site.settings",
        }
        prepare = (
            f"from pathlib import Path; from ieum.site.setup import prepare; prepare(Path({str(data)!r}))"
        )
        subprocess.run([sys.executable, "-c", prepare], env=self._environment, check=True, timeout=120)
        self._log = (data / "server.log").open("ab")

    def start(self) -> None:
        command = [
            sys.executable,
            "-m",
            "granian",
            "--interface",
            "wsgi",
            "--host",
            "127.0.0.1",
            "--port",
            str(self.port),
        ]
        command += ["--workers", "1", "--blocking-threads", "4", "ieum.site.wsgi:application"]
        self._process = subprocess.Popen(
            command, env=self._environment, stdout=self._log, stderr=self._log, start_new_session=True
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                if httpx.get(self.url, timeout=10).status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        raise AssertionError("the server did not start; see server.log")

    def kill(self) -> None:
        """SIGKILL to the server and its workers: no goodbye."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(timeout=10)

    def __enter__(self) -> Server:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self.kill()
        self._log.close()


class Citizen:
    """A browser without a screen."""

    def __init__(self, server: Server) -> None:
        self.browser = httpx.Client(base_url=server.url, timeout=30)
        self._csrf = ""

    def submit(self, sentence: str) -> str:
        """Sends a sentence and returns the number that was acknowledged."""
        if not self._csrf:
            page = self.browser.get("/").text
            self._csrf = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[0]
        form = {"csrfmiddlewaretoken": self._csrf, "form_token": "t", "sentence": sentence}
        response = self.browser.post("/", data=form)
        assert response.status_code == 302, response.text
        return re.findall(r"IE-\d{4}-\d+-[A-Z]", response.headers["location"])[0]
