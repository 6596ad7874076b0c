"""What the commands show: assessments as trees, JSON, progress bars."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.tree import Tree

from ieum.benefits import Assessment, Entitlement, Step, Verdict

console = Console()
errors = Console(stderr=True)

MARKS = {
    Verdict.YES: "[green]●[/] 예",
    Verdict.NO: "[red]✕[/] 아니요",
    Verdict.UNKNOWN: "[yellow]?[/] 아직 모름",
}


def print_assessment(assessment: Assessment, focus: list[str]) -> None:
    ordered = sorted(
        assessment.entitlements, key=lambda e: (e.programme not in focus, e.verdict is Verdict.NO)
    )
    for entitlement in ordered:
        console.print(_tree(entitlement))
    if assessment.questions:
        question = assessment.questions[0]
        console.print(f"\n[bold]다음 물음[/] {question.text}\n  답하려면 --answer {question.fact}=값")


def _tree(entitlement: Entitlement) -> Tree:
    tree = Tree(f"{MARKS[entitlement.verdict]}  [bold]{entitlement.name}[/]: {entitlement.sentence}")
    for step in (*entitlement.conditions, *entitlement.amounts[:1]):
        _branch(tree, step, depth=2)
    for other in entitlement.not_together:
        tree.add(f"[yellow]! {other.sentence}[/]")
    for caution in entitlement.cautions:
        tree.add(f"[dim]※ {caution}[/]")
    if entitlement.deadline:
        tree.add(entitlement.deadline_sentence)
    return tree


def _branch(tree: Tree, step: Step, depth: int) -> None:
    law = f" [dim]({', '.join(map(str, step.law))})[/]" if step.law else ""
    branch = tree.add(f"{step.text}: [bold]{step.shown}[/]{law}")
    if depth > 1:
        for below in step.under:
            _branch(branch, below, depth - 1)


def print_json(document: object) -> None:
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


@contextmanager
def progress() -> Iterator[Callable[[str, float], None]]:
    """A progress bar per stage on the terminal; a plain line per stage where there is none."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeElapsedColumn(),
    )
    started = time.monotonic()
    with Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as bar:
        task = bar.add_task("", total=1.0)
        last = ""

        def show(stage: str, share: float) -> None:
            nonlocal last
            bar.update(task, description=stage, completed=share)
            if stage != last and not errors.is_terminal:
                errors.print(f"{time.monotonic() - started:6.1f}s {stage}")
            last = stage

        yield show
