"""Functions of artificial intelligence behind one door. So far the first: classify, the router of the single window.

Use `Router.load()` once a process, then `router.route(text)`.
"""

from ieum.ai.router import Need, Router, Routing
from ieum.ai.screening import LONGEST
from ieum.ai.topics import Topic

__all__ = ["LONGEST", "Need", "Router", "Routing", "Topic"]
