"""Feed contracts: what one agency sends, in which format, and what each value must be."""

from __future__ import annotations

import fnmatch
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from ieum.kernel import BadRule

FEEDS = Path(__file__).parent / "feeds"
_SCHEMA = Path(__file__).parent / "contract.schema.json"

SQL_TYPES = {
    "text": "VARCHAR",
    "code": "VARCHAR",
    "integer": "BIGINT",
    "won": "BIGINT",
    "date": "DATE",
    "boolean": "BOOLEAN",
    "phone": "VARCHAR",
    "brn": "VARCHAR",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a record: its name at the source, our term for it, and what it must be.

    A dotted source (소득.근로) is a path in JSON, a source with slashes (신고인/성명) a path in XML.
    """

    source: str
    term: str
    type: str
    required: bool
    codes: tuple[str | int, ...] = ()
    pattern: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    personal: str | None = None

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """The stored columns (name, SQL type). A resident number is never stored: see tokens.py."""
        if self.type != "rrn":
            return ((self.term, SQL_TYPES[self.type]),)
        return (
            (f"{self.term}_token", "VARCHAR"),
            (f"{self.term}_state", "VARCHAR"),
            (f"{self.term}_birth_date", "DATE"),
            (f"{self.term}_sex", "VARCHAR"),
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule between terms of a record. Exactly one of `compare` and `requires` is given.

    compare: (term, relation, term), holds when either is absent; requires: the second whenever the first.
    """

    name: str
    dimension: str
    reason: str
    compare: tuple[str, str, str] | None = None
    requires: tuple[str, str] | None = None

    @property
    def terms(self) -> tuple[str, ...]:
        if self.compare is not None:
            return (self.compare[0], self.compare[2])
        return self.requires or ()


@dataclass(frozen=True, slots=True)
class Feed:
    """One agency's extract: where its files are, how they are written, and the table they fill."""

    name: str
    title: str
    owner: str
    legal_basis: str
    table: str
    file: str
    format: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    rules: tuple[Rule, ...] = ()
    encoding: str = "utf-8"
    sheet: str = ""

    def takes(self, file_name: str) -> bool:
        """Whether a file of this name belongs to the feed."""
        return fnmatch.fnmatchcase(file_name, self.file)

    @property
    def content_columns(self) -> tuple[tuple[str, str], ...]:
        """Stored columns that come from the source, in the contract's order."""
        return tuple(column for field in self.fields for column in field.columns)

    @property
    def key_columns(self) -> tuple[str, ...]:
        """The key as stored columns (a resident number by its token)."""
        types = {field.term: field.type for field in self.fields}
        return tuple(f"{term}_token" if types[term] == "rrn" else term for term in self.key)


def parse_feed(document: Any, *, where: str) -> Feed:
    """A contract from its parsed YAML; raises BadRule naming `where` and the offending place."""
    errors = sorted(_validator().iter_errors(document), key=lambda error: list(map(str, error.absolute_path)))
    if errors:
        place = "/".join(str(step) for step in errors[0].absolute_path) or "the document"
        raise BadRule(
            f"{place}: {errors[0].message}", where=where, remedy="compare it with lake/contract.schema.json"
        )
    fields = tuple(Field(**{**each, "codes": tuple(each.get("codes", ()))}) for each in document["fields"])
    terms = {field.term for field in fields}
    if len(terms) < len(fields):
        raise BadRule("a term is given twice", where=where, remedy="give every field a term of its own")
    rules = tuple(
        Rule(
            name=each["name"],
            dimension=each["dimension"],
            reason=each["reason"],
            compare=tuple(each["compare"]) if "compare" in each else None,
            requires=tuple(each["requires"]) if "requires" in each else None,
        )
        for each in document.get("rules", ())
    )
    for what, used in [("key", document["key"]), *((f"rule {rule.name}", rule.terms) for rule in rules)]:
        for term in used:
            if term not in terms:
                raise BadRule(
                    f"{what} names '{term}', which no field has",
                    where=where,
                    remedy="use a term of the fields",
                )
    for field in fields:
        if field.pattern is not None:
            try:
                re.compile(field.pattern)
            except re.error as error:
                raise BadRule(
                    f"{field.term}: the pattern is not a regular expression ({error})",
                    where=where,
                    remedy="correct the pattern",
                ) from error
    plain = {name: document[name] for name in ("title", "owner", "legal_basis", "table", "file", "format")}
    return Feed(
        name=document["feed"],
        key=tuple(document["key"]),
        fields=fields,
        rules=rules,
        encoding=document.get("encoding", "utf-8"),
        sheet=document.get("sheet", ""),
        **plain,
    )


def load_feeds(folder: Path = FEEDS) -> tuple[Feed, ...]:
    """Every contract of a folder, by file name; raises BadRule for a broken one."""
    feeds = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            document = yaml.safe_load(path.read_text(encoding="utf-8"))
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise BadRule("not readable as YAML", where=path.name, remedy="correct the file") from error
        feeds.append(parse_feed(document, where=path.name))
    for attribute in ("name", "table"):
        names = [getattr(feed, attribute) for feed in feeds]
        for name in names:
            if names.count(name) > 1:
                raise BadRule(
                    f"two contracts have the {attribute} '{name}'",
                    where=str(folder.name),
                    remedy="rename one of them",
                )
    return tuple(feeds)


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(_SCHEMA.read_text(encoding="utf-8")))
