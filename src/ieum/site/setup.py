"""Makes a data folder ready to serve from: secret key, database tables, static files."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from ieum.kernel import BadInput
from ieum.site.keys import keep_secret_key

_STAMP = ".collected"


def prepare(data: Path) -> None:
    """Migrates the database and collects static files; cheap when both are up to date. Sets IEUM_DATA.

    Raises BadInput when this process already serves another data folder.
    """
    data = data.resolve()
    os.environ["IEUM_DATA"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ieum.site.settings")
    keep_secret_key(data)

    import django
    from django.conf import settings
    from django.core.management import call_command

    if data != settings.IEUM_DATA:
        raise BadInput(
            "this process already uses another data folder",
            where=str(settings.IEUM_DATA),
            remedy="start a new process, or set IEUM_DATA before it starts",
        )
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    _collect_static(Path(settings.STATIC_ROOT))


def _collect_static(target: Path) -> None:
    """Collects only when a static file is newer, larger or other than at the last time."""
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    listing = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            facts = Path(storage.path(path)).stat()
            listing.update(f"{path}|{facts.st_size}|{facts.st_mtime_ns}\n".encode())
    stamp = target / _STAMP
    if stamp.exists() and stamp.read_text(encoding="ascii") == listing.hexdigest():
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(listing.hexdigest(), encoding="ascii")
