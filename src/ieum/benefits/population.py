"""A whole population: the programmes' trees compiled into one query over a table of facts.

The table has one row a person and one column a fact (named as in facts.toml; a missing column is unknown for all).
`lowering` makes the trees one graph of plain operations; what is used more than once becomes a column, in layers each
built on the layers below, so that nothing is computed twice. NULL is unknown, and the CASE and comparison forms below
are chosen so that SQL's answer is `evaluation`'s answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import ibis

from ieum.benefits.expressions import Expr
from ieum.benefits.facts import facts_catalogue
from ieum.benefits.lowering import EPOCH, Lowering, Node
from ieum.benefits.programme import Programme
from ieum.benefits.programmes import PROGRAMMES

Column = Any
Table = Any
"""Ibis values and tables; their classes are generic in ways a type checker cannot follow."""

_TYPES = {"boolean": "boolean", "integer": "int64"}
_AT_HAND = frozenset({"literal", "fact"})
"""Operations that cost nothing to repeat."""
_REPEATING = frozenset({"least", "greatest", "month_step", "expiry"})
"""Operations whose SQL mentions each part more than once."""
_FACTS = frozenset({"fact", "date_fact"})
_PARTS = frozenset({"year", "month", "day"})
_PLAIN = 5
"""Operations up to which a condition is cheaper to try on everyone than to carry along."""
_COMPARISONS = frozenset({">=", ">", "<=", "<", "=="})


@ibis.udf.scalar.builtin(name="divide", signature=(("int64", "int64"), "int64"))
def _divide(left: Column, right: Column) -> Column:
    """DuckDB's whole-number division, fraction dropped."""


@ibis.udf.scalar.builtin(name="subtract", signature=(("date", "date"), "int64"))
def _days(day: Column, earlier: Column) -> Column:
    """DuckDB's days between two dates."""


@ibis.udf.scalar.builtin(name="make_date", signature=(("int32",), "date"))
def _date(day_number: Column) -> Column:
    """DuckDB's date of a day number."""


@ibis.udf.scalar.builtin(name="make_date", signature=(("int64", "int64", "int64"), "date"))
def _calendar_date(year: Column, month: Column, day: Column) -> Column:
    """DuckDB's date of a year, month and day that exist."""


@ibis.udf.scalar.builtin(name="last_day", signature=(("date",), "date"))
def _last_of_month(day: Column) -> Column:
    """DuckDB's last day of a date's month."""


def judge_population(
    facts: Table, on: date, programmes: Sequence[str] | None = None, *, keep: Sequence[str] = ()
) -> Table:
    """One row per row of `facts`: the columns in `keep`, then for each programme

    `<key>__entitled` (true, false, or NULL for not yet known), `<key>__possible` (false when a condition of substance
    fails), `<key>__signal` (worth raising), one column per output (`<key>__<output>`, NULL when not known or not
    possible) and `<key>__deadline`.
    """
    compiled = _Compiler(facts, on)
    for key in PROGRAMMES if programmes is None else programmes:
        _want_programme(compiled, PROGRAMMES[key])
    return compiled.table(keep)


def judge_candidates(facts: Table, on: date, programme: str, *, keep: Sequence[str] = ()) -> Table:
    """The rows of `judge_population` for one programme, without people whom a plain fact already refuses.

    Whoever is left out is not entitled, has `possible` false and no outputs. Most people are refused most programmes
    by a fact that needs no working out (employed, no arrears, no leave), so this costs a fraction of the whole table.
    """
    compiled = _Compiler(facts, on)
    _want_programme(compiled, PROGRAMMES[programme])
    return compiled.table(keep, screen=PROGRAMMES[programme].conditions)


def _want_programme(compiled: _Compiler, programme: Programme) -> None:
    possible = compiled.not_refused(programme.substantive)
    compiled.want(f"{programme.key}__entitled", programme.entitled)
    compiled.want_node(f"{programme.key}__possible", possible)
    compiled.want(f"{programme.key}__signal", programme.signal)
    granted = {rule.name: rule for rule in programme.outputs}
    if programme.deadline is not None:
        granted["deadline"] = programme.deadline
    for name, rule in granted.items():
        compiled.want(f"{programme.key}__{name}", rule, where=possible)


def compute_population(
    facts: Table, on: date, wanted: Mapping[str, Expr], *, keep: Sequence[str] = ()
) -> Table:
    """One row per row of `facts`: the columns in `keep`, then the value of each wanted expression by its name, NULL
    where it is unknown."""
    compiled = _Compiler(facts, on)
    for name, expression in wanted.items():
        compiled.want(name, expression)
    return compiled.table(keep)


def population_sql(
    source: str,
    columns: Mapping[str, str],
    on: date,
    programmes: Sequence[str] | None = None,
    *,
    keep: Sequence[str] = (),
) -> str:
    """`judge_population` as one DuckDB query over the relation named `source`.

    columns: its columns and their Ibis types ("int64", "boolean", "date", "string").
    """
    judged = judge_population(ibis.table(dict(columns), name=source), on, programmes, keep=keep)
    return _sql(judged)


def candidates_sql(
    source: str, columns: Mapping[str, str], on: date, programme: str, *, keep: Sequence[str] = ()
) -> str:
    """`judge_candidates` as one DuckDB query over the relation named `source`."""
    return _sql(judge_candidates(ibis.table(dict(columns), name=source), on, programme, keep=keep))


def _sql(table: Table) -> str:
    return str(ibis.to_sql(table, dialect="duckdb", pretty=False))


def fact_columns() -> dict[str, str]:
    """Every fact as a column: its name and Ibis type."""
    kinds = {"boolean": "boolean", "date": "date"}
    return {spec.name: kinds.get(spec.type, "int64") for spec in facts_catalogue()}


class _Compiler:
    """Gathers what is wanted, then builds the table that has it, layer by layer."""

    def __init__(self, facts: Table, on: date) -> None:
        kinds = fact_columns()
        self._lowering = Lowering(on, facts.columns)
        self._nodes = self._lowering.nodes
        self._wanted: dict[str, int] = {}
        self._names: dict[int, str] = {}
        self._table: Table = facts.mutate(**{n: facts[n].cast(kinds[n]) for n in facts.columns if n in kinds})

    def want(self, name: str, expression: Expr, *, where: int | None = None) -> None:
        """The value of the expression as a column, NULL where the node `where` does not hold."""
        number = self._lowering.lower(expression)
        if where is not None:
            number = self._lowering.add("granted", where, number, kind=self._nodes[number].kind)
        if expression.kind == "date":
            number = self._lowering.add("date", number)
        self.want_node(name, number)

    def want_node(self, name: str, number: int) -> None:
        self._wanted[name] = number

    def not_refused(self, condition: Expr) -> int:
        """The node that is false only where the condition is known not to hold."""
        return self._lowering.add("not_refused", self._lowering.lower(condition), kind="boolean")

    def table(self, keep: Sequence[str], *, screen: Sequence[Expr] = ()) -> Table:
        """The columns in `keep` and those wanted, without rows that a plain condition in `screen` refuses.

        Each layer carries along only what a later one reads.
        """
        plain = [part for condition in screen for part in self._plain_parts(self._lowering.lower(condition))]
        if plain:
            self._table = self._table.filter(*(self._operation(part).fill_null(True) for part in plain))
        shared = self._shared()
        names = {n: f"n{n}_{self._lowering.names.get(n, self._nodes[n].kind)}" for n in shared}
        reads = {number: self._reads(self._nodes[number], names) for number in shared}
        layer: dict[int, int] = {}
        height: dict[str, int] = {}
        for number in shared:
            layer[number] = 1 + max((height.get(column, 0) for column in reads[number]), default=0)
            height[names[number]] = layer[number]
        top = 1 + max(layer.values(), default=0)
        read_until = dict.fromkeys(keep, top)
        for number in shared:
            for column in reads[number]:
                read_until[column] = max(read_until.get(column, 0), layer[number])
        for number in self._wanted.values():
            own = {names[number]} if number in names else self._reads(self._nodes[number], names)
            read_until.update(dict.fromkeys(own, top))
        for present in range(top):
            carried = {n: self._table[n] for n in self._table.columns if read_until.get(n, 0) > present}
            made = {names[n]: self._operation(n) for n in shared if layer[n] == present}
            self._table = self._table.select(**carried, **made)
            self._names.update({n: names[n] for n in shared if layer[n] == present})
        wanted = {name: self._column(number) for name, number in self._wanted.items()}
        return self._table.select(**{name: self._table[name] for name in keep}, **wanted)

    def _plain_parts(self, condition: int) -> list[int]:
        """The parts that must all hold and take nothing but facts and a few comparisons."""
        node = self._nodes[condition]
        if node.operation == "all":
            return [part for arg in node.args for part in self._plain_parts(arg)]
        return [condition] if self._size(condition) <= _PLAIN else []

    def _size(self, number: int) -> int:
        """How many operations a node takes, worked out anew wherever it is used."""
        return 1 + sum(self._size(arg) for arg in self._nodes[number].args)

    def _shared(self) -> list[int]:
        """The nodes that are read more than once, parts before wholes: each becomes a column."""
        uses: Counter[int] = Counter(self._wanted.values())
        for number in range(len(self._nodes) - 1, -1, -1):
            if uses[number]:
                uses.update(self._mentions(self._nodes[number]))
        return [n for n, node in enumerate(self._nodes) if uses[n] > 1 and node.operation not in _AT_HAND]

    def _mentions(self, node: Node) -> Counter[int]:
        """How often the SQL of a node mentions each of its parts."""
        if self._is_part_of_fact(node):
            return Counter()
        mentions = Counter(node.args)
        if node.operation in ("least", "greatest") or node.operation in ("month_step", "expiry"):
            mentions.update(node.args)
        elif node.operation == "dated":
            mentions[node.args[0]] = len(node.value)
        elif node.operation == "choose":
            mentions.update(self._decisive(node.args[0]))
        return mentions

    def _decisive(self, condition: int) -> list[int]:
        """The nodes one of which is unknown when, and only when, the condition is unknown."""
        node = self._nodes[condition]
        if not node.nullable:
            return []
        if node.operation not in _COMPARISONS or condition in self._names:
            return [condition]
        return [arg for arg in node.args if self._nodes[arg].nullable]

    def _is_part_of_fact(self, node: Node) -> bool:
        """Whether it is the year, month or day of a fact: read from the date itself, not from its day number."""
        return node.operation in _PARTS and self._nodes[node.args[0]].operation == "date_fact"

    def _reads(self, node: Node, names: Mapping[int, str]) -> set[str]:
        """The columns that the SQL of a node reads: facts and shared nodes."""
        if node.operation in _FACTS:
            return {str(node.value)}
        if self._is_part_of_fact(node):
            return {str(self._nodes[node.args[0]].value)}
        found: set[str] = set()
        for arg in node.args:
            found |= {names[arg]} if arg in names else self._reads(self._nodes[arg], names)
        return found

    def _column(self, number: int) -> Column:
        """The value of a node in the present layer."""
        return self._table[self._names[number]] if number in self._names else self._operation(number)

    def _operation(self, number: int) -> Column:
        node = self._nodes[number]
        match node.operation:
            case "literal":
                return _literal(node)
            case "fact":
                return self._table[node.value]
            case "date_fact":
                return _day_number(self._table[node.value])
            case "year" | "month" | "day" if self._is_part_of_fact(node):
                return _part(node.operation, self._table[self._nodes[node.args[0]].value])
            case "choose":
                return self._choice(number)
            case "least" | "greatest":
                return self._extreme(node)
            case operation:
                return _OPERATIONS[operation](node.value, *map(self._column, node.args))

    def _choice(self, number: int) -> Column:
        """A CASE over the condition and those that follow in the otherwise-branch, unknown when one of them is."""
        branches: list[tuple[Column, Column]] = []
        known: set[int] = set()
        while True:
            node = self._nodes[number]
            condition, then, otherwise = node.args
            unsure = [part for part in self._decisive(condition) if part not in known]
            if unsure:
                unknown = ibis.or_(*(self._column(part).isnull() for part in unsure))
                branches.append((unknown, ibis.null(_TYPES[node.kind])))
                known.update(unsure)
            branches.append((self._column(condition), self._column(then)))
            if otherwise in self._names or self._nodes[otherwise].operation != "choose":
                return ibis.cases(*branches, else_=self._column(otherwise))
            number = otherwise

    def _extreme(self, node: Node) -> Column:
        """The smaller or larger of two, unknown when either is: a comparison with an unknown does not hold."""
        left, right = map(self._column, node.args)
        left_nullable, right_nullable = (self._nodes[arg].nullable for arg in node.args)
        if right_nullable and not left_nullable:
            left, right = right, left
        replaced = left > right if node.operation == "least" else left < right
        if left_nullable and right_nullable:
            return ibis.cases((replaced, right), (right.notnull(), left))
        return ibis.cases((replaced, right), else_=left)


def _literal(node: Node) -> Column:
    kind = _TYPES[node.kind]
    return ibis.null(kind) if node.value is None else ibis.literal(node.value, type=kind)


def _part(part: str, day: Column) -> Column:
    return getattr(day, part)().cast("int64")


def _day_number(day: Column) -> Column:
    return _days(day, ibis.literal(EPOCH, type="date"))


def _month_step(expiring: bool, start: Column, year: Column, month: Column, day: Column) -> Column:
    """Most days are in every month; for the others, which are few, the last of the month is looked up."""
    first = _calendar_date(year, month, ibis.literal(1, type="int64"))
    wanted = day
    if expiring:
        wanted = ibis.cases(
            (_part("day", _as_date(start + 1)) == 1, ibis.literal(31, type="int64")), else_=day
        )
    careful = ibis.least(_day_number(first) + wanted - 1, _day_number(_last_of_month(first)))
    in_every_month = 27 if expiring else 28
    return ibis.cases((day <= in_every_month, _day_number(_calendar_date(year, month, day))), else_=careful)


def _as_date(day_number: Column) -> Column:
    return _date(day_number.cast("int32"))


def _dated(starts: tuple[tuple[int, int], ...], at: Column) -> Column:
    return ibis.cases(
        *((at >= start, ibis.literal(amount, type="int64")) for start, amount in reversed(starts))
    )


_OPERATIONS: dict[str, Callable[..., Column]] = {
    "year": lambda _, number: _part("year", _as_date(number)),
    "month": lambda _, number: _part("month", _as_date(number)),
    "day": lambda _, number: _part("day", _as_date(number)),
    "+": lambda _, left, right: left + right,
    "-": lambda _, left, right: left - right,
    "*": lambda _, left, right: left * right,
    "//": lambda _, left, right: _divide(left, right),
    ">>": lambda _, left, right: left >> right,
    ">=": lambda _, left, right: left >= right,
    ">": lambda _, left, right: left > right,
    "<=": lambda _, left, right: left <= right,
    "<": lambda _, left, right: left < right,
    "==": lambda _, left, right: left == right,
    "not": lambda _, part: ~part,
    "all": lambda _, *parts: ibis.and_(*parts),
    "any": lambda _, *parts: ibis.or_(*parts),
    "dated": _dated,
    "granted": lambda _, condition, amount: ibis.cases((condition, amount)),
    "not_refused": lambda _, condition: condition.fill_null(True),
    "date": lambda _, number: _as_date(number),
    "month_step": lambda _, *parts: _month_step(False, *parts),
    "expiry": lambda _, *parts: _month_step(True, *parts),
}
