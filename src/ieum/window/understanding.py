"""The router as the window sees it: loaded once, warmed in the background, and allowed to be away."""

from __future__ import annotations

import logging
import threading
from functools import cache
from pathlib import Path

from django.conf import settings

from ieum.ai import Router, Topic
from ieum.kernel import IeumError

_log = logging.getLogger(__name__)


@cache
def _load() -> Router:
    return Router.load(Path(settings.IEUM_DATA) / "models")


_turn = threading.Lock()


def router() -> Router:
    """The router; a second caller waits for the first one's load."""
    with _turn:
        return _load()


def warm_up() -> None:
    """Loads the router in the background, so that the first visitor does not wait for it."""

    def load() -> None:
        try:
            router().route("회사에서 나왔어요")
        except (IeumError, OSError) as error:
            _log.warning(
                "sentences cannot be understood now (%s); the topic list is offered", type(error).__name__
            )

    threading.Thread(target=load, name="warm-up", daemon=True).start()


def topics() -> tuple[Topic, ...]:
    """The topics a person may choose from, most asked first."""
    return tuple(Topic)


def title_of(topic: str) -> str:
    """A topic's Korean title; the key itself when a stored topic has since been renamed."""
    return Topic(topic).korean_title if topic in set(Topic) else topic


def programmes_of(topic: str) -> tuple[str, ...]:
    """Keys of the programmes that answer a topic."""
    return Topic(topic).programmes if topic in set(Topic) else ()
