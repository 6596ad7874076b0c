"""The lake as other rooms see it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ieum.lake.audit import AuditReport, audit
from ieum.lake.intake import IngestReceipt, Progress, ingest
from ieum.lake.store import Store


class Lake(Store):
    """One lake in one folder: takes extracts in, answers questions, keeps what engines above derive."""

    def ingest(
        self,
        extracts: Path,
        progress: Progress | None = None,
        acknowledge: Callable[[IngestReceipt], None] | None = None,
    ) -> tuple[IngestReceipt, ...]:
        """Takes in a file or a folder of files; one receipt per file and feed, in order.

        A receipt exists only after its commit is on disk; `acknowledge` gets each as soon as it does. The
        same content twice adds nothing; a file that cannot be read is refused on record and the rest goes on.
        Raises NotFound when there is nothing at `extracts`, BadInput when the lake is open for reading only.
        """
        receipts = []
        for receipt in ingest(self, extracts, progress):
            if acknowledge is not None:
                acknowledge(receipt)
            receipts.append(receipt)
        return tuple(receipts)

    def audit(self) -> AuditReport:
        """Recounts the tables against the ledger: `audit().sound` says that nothing was lost or halved."""
        return audit(self)
