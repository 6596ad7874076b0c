"""The portal as a WSGI application: `granian --interface wsgi ieum.site.wsgi:application`."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.wsgi import get_wsgi_application

from ieum.site.keys import keep_secret_key

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ieum.site.settings")
keep_secret_key(Path(os.environ.get("IEUM_DATA", "var")).resolve())

application = get_wsgi_application()

# Loaded now rather than at the first request, so that no visitor waits for it. They need the settings from above.
import ieum.site.urls  # noqa: E402, F401
from ieum.window.api import warm_up  # noqa: E402

warm_up()
