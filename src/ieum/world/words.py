"""The word lists of `words.toml`."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any, Final

WORDS: Final[dict[str, Any]] = tomllib.loads((files("ieum.world") / "words.toml").read_text(encoding="utf-8"))
"""Text by name: words parted by blanks; tables `given` and `districts`."""
