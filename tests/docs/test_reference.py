"""The generated pages say what the rules say, and the documents point at things that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ieum.benefits.reference import write_reference

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])


def test_reference_pages_are_those_the_rules_write(tmp_path: Path) -> None:
    for written in write_reference(tmp_path):
        kept = ROOT / "docs" / "reference" / written.name
        assert kept.read_text(encoding="utf-8") == written.read_text(encoding="utf-8"), (
            f"{kept.name} is out of date: run `ieum reference`"
        )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    missing = [target for target in targets if not (page.parent / target).exists()]
    assert not missing
