"""Data in: contracts, tables, and the gate every record passes. One way in: `Lake.open(folder)`."""

from ieum.lake.audit import AuditReport
from ieum.lake.contract import Feed, Field, Rule, load_feeds, parse_feed
from ieum.lake.intake import IngestReceipt, Progress
from ieum.lake.lake import Lake
from ieum.lake.store import Transaction

__all__ = [
    "AuditReport",
    "Feed",
    "Field",
    "IngestReceipt",
    "Lake",
    "Progress",
    "Rule",
    "Transaction",
    "load_feeds",
    "parse_feed",
]
