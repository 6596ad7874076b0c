"""The deployment's secret key: from the environment, else made once and kept where only its owner can read it."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

_FILE = "secret_key"


def secret_key(data: Path) -> str:
    """IEUM_SECRET_KEY, else the key kept in the data folder, else one that lasts as long as this process."""
    from_environment = os.environ.get("IEUM_SECRET_KEY")
    if from_environment:
        return from_environment
    try:
        return (data / _FILE).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return secrets.token_urlsafe(50)


def keep_secret_key(data: Path) -> None:
    """Makes and stores a key (mode 0600) unless the environment or the data folder has one already."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.environ.get("IEUM_SECRET_KEY"):
        return
    draft = data / f".{_FILE}.{os.getpid()}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
        # A link either appears whole or not at all: two processes that start together agree on one key.
        (data / _FILE).hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
