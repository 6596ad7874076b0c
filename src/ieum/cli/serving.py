"""Opening the window from the command line."""

from __future__ import annotations

import os
import sys

from ieum.benefits import PROGRAMMES
from ieum.lake import Lake


def become_server(host: str, port: int, workers: int) -> None:
    """Becomes the server: a fresh process image, since engines that used threads do not survive its forks."""
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", "4", "--log-level", "warning"),
        "ieum.site.wsgi:application",
    ]
    sys.stdout.flush()
    os.execv(sys.executable, command)  # noqa: S606 — our own interpreter, no shell


def people_worth_trying(lake: Lake) -> list[str]:
    """Two people of the synthetic country with most to find: one out of work and unpaid, one on parental leave."""
    rows = lake.query(
        "SELECT * FROM (SELECT s.standard_key, p.name, p.birth_date, list(s.programme) AS programmes, "
        "sum(s.amount) AS total, bool_or(s.programme = 'parental_leave_benefit') AS parent "
        "FROM entitlement_scan s JOIN person p USING (standard_key) "
        "WHERE s.amount IS NOT NULL AND p.birth_date IS NOT NULL AND s.programme IN "
        "('parental_leave_benefit', 'job_seeking_benefit', 'simple_substitute_payment') GROUP BY ALL) "
        "QUALIFY row_number() OVER (PARTITION BY parent ORDER BY len(programmes) DESC, total DESC, standard_key) = 1 "
        "ORDER BY parent"
    )
    return [
        f"{row['name']} ({row['birth_date']}, {row['standard_key']}): "
        + ", ".join(PROGRAMMES[key].name for key in sorted(row["programmes"]))
        for row in rows.iter_rows(named=True)
    ]
