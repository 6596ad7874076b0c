"""One URL says where the database is."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from ieum.kernel import BadInput

# WAL lets readers go on while one writes; synchronous=FULL means that a commit is on disk before it is acknowledged.
_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000; PRAGMA foreign_keys=ON;"
)


def database_settings(url: str, data: Path) -> dict[str, Any]:
    """Django's settings for `url`: empty (SQLite in the data folder), sqlite:///path or postgresql://user:pw@host/name."""
    if not url:
        return _sqlite(data / "site.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path.removeprefix("/"))))
    if parts.scheme in ("postgresql", "postgres"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise BadInput(
        f"'{parts.scheme}' databases are not supported",
        where="IEUM_DATABASE_URL",
        remedy="use sqlite:///path or postgresql://user:password@host/name",
    )


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"init_command": _PRAGMAS, "transaction_mode": "IMMEDIATE", "timeout": 10},
    }
