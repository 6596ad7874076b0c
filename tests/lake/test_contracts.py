from pathlib import Path

import pytest
import yaml

from ieum.kernel import BadRule
from ieum.lake import load_feeds, parse_feed


def _contract(**changes: object) -> dict[str, object]:
    document: dict[str, object] = {
        "feed": "sample", "title": "보기", "owner": "기관", "legal_basis": "법", "table": "sample",
        "file": "sample_*.csv", "format": "csv", "encoding": "utf-8", "key": ["no"],
        "fields": [
            {"source": "번호", "term": "no", "type": "text", "required": True},
            {"source": "시작", "term": "start", "type": "date", "required": True},
            {"source": "끝", "term": "end", "type": "date", "required": False},
        ],
    }  # fmt: skip
    return document | changes


def test_the_eight_contracts_load_and_no_stored_column_holds_a_resident_number() -> None:
    feeds = load_feeds()
    assert len(feeds) == 8
    for feed in feeds:
        assert "rrn" not in {name for name, _ in feed.content_columns}
    birth = next(feed for feed in feeds if feed.name == "births")
    assert "mother_rrn_token" in {name for name, _ in birth.content_columns}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"format": "pdf"}, "format"),
        ({"owner": None}, "owner"),
        ({"key": ["nothing"]}, "key names 'nothing'"),
        ({"unknown": 1}, "unknown"),
        (
            {"rules": [{"name": "r", "dimension": "일관성", "reason": "x", "compare": ["end", ">", "gone"]}]},
            "rule r names 'gone'",
        ),
        (
            {
                "rules": [
                    {"name": "r", "dimension": "일관성", "reason": "x", "compare": ["end", "!=", "start"]}
                ]
            },
            "rules/0/compare/1",
        ),
        (
            {"fields": [{"source": "번호", "term": "no", "type": "text", "required": True, "pattern": "("}]},
            "pattern",
        ),
        ({"fields": [{"source": "번호", "term": "no", "type": "text", "required": True}] * 2}, "twice"),
    ],
)
def test_a_broken_contract_says_which_file_and_what(changes: dict[str, object], message: str) -> None:
    with pytest.raises(BadRule) as raised:
        parse_feed(_contract(**changes), where="sample.yaml")
    assert message in str(raised.value)
    assert str(raised.value).startswith("sample.yaml: ")


def test_two_contracts_may_not_fill_one_table(tmp_path: Path) -> None:
    for name in ("one", "two"):
        text = yaml.safe_dump(_contract(feed=name), allow_unicode=True)
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BadRule, match="two contracts have the table 'sample'"):
        load_feeds(tmp_path)
