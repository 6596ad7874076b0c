"""The portal as a WSGI application: `granian --interface wsgi ieum.site.wsgi:application`."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.wsgi import get_wsgi_application

from ieum.site.keys import keep_secret_key

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ieum.site.settings")
keep_secret_key(Path(os.environ.get("IEUM_DATA", "var")).resolve())

application = get_wsgi_application()

from ieum.window.api import warm_up  # noqa: E402 — needs the settings that were just loaded

warm_up()
