"""What other rooms may ask of the window."""

from __future__ import annotations

from ieum.window.understanding import warm_up

__all__ = ["warm_up"]
