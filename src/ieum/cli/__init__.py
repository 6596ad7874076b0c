"""The `ieum` command: every job the product does, without a browser."""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from ieum.benefits import (
    PROGRAMMES,
    Value,
    assess,
    assessment_schema,
    facts_catalogue,
    parse_answer,
    parse_facts,
    plain,
    to_document,
)
from ieum.benefits.reference import write_reference
from ieum.cli.printing import console, errors, print_assessment, print_json, progress
from ieum.cli.serving import become_server, people_worth_trying
from ieum.kernel import BadInput, IeumError, NotFound, StandardKey, parse_date, today

app = typer.Typer(
    name="ieum",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="이음: 한 문장으로 받을 수 있는 모든 지원을 찾습니다.",
)
world_app = typer.Typer(no_args_is_help=True, help="만들어 낸 나라: 연습과 시험에 쓰는 가짜 자료.")
lake_app = typer.Typer(no_args_is_help=True, help="자료를 받아들이고 살펴봅니다.")
app.add_typer(world_app, name="world")
app.add_typer(lake_app, name="lake")

DataOption = Annotated[
    Path, typer.Option("--data", envvar="IEUM_DATA", help="자료 폴더 (기본값 ./var)", show_default=False)
]
OnOption = Annotated[
    str, typer.Option("--on", help="판단하는 날 YYYY-MM-DD (기본값 오늘)", show_default=False)
]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON으로 출력 (모양은 `ieum schema`)")]
DATA = Path("var")


def main() -> None:
    """Runs the command; a known error is one plain line on stderr and its exit code."""
    try:
        app()
    except IeumError as error:
        line = " ".join(str(error).split())  # what was given may hold line breaks and markup
        errors.print(f"[bold red]오류[/] {escape(line)}", highlight=False, soft_wrap=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


@world_app.command("build")
def world_build(
    people: Annotated[int, typer.Option(min=100, max=60_000_000, help="사람 수")] = 50_000,
    seed: Annotated[int, typer.Option(help="같은 씨앗이면 한 바이트도 다르지 않습니다")] = 1,
    out: Annotated[Path, typer.Option(help="extracts/와 truth/가 생길 폴더")] = DATA / "world",
    on: OnOption = "",
) -> None:
    """여러 기관이 보낼 법한 자료를 실제 형식으로 만듭니다."""
    from ieum.world import WORLD_DATE, build

    day = parse_date(on, where="--on") if on else WORLD_DATE
    with progress() as show:
        report = build(people, seed, out, on=day, progress=show)
    table = Table("자료", "파일", "건수")
    for feed in report.feeds:
        table.add_row(feed.feed, feed.path.name, f"{feed.rows:,}")
    console.print(table)
    console.print(f"{report.people:,}명, {report.seconds:.1f}초 ({report.people / report.seconds:,.0f}명/초)")


@lake_app.command("load")
def lake_load(
    extracts: Annotated[Path, typer.Argument(help="자료 파일 또는 폴더")],
    data: DataOption = DATA,
) -> None:
    """자료를 검사해 받아들이고 표준키를 붙입니다. 나쁜 기록은 까닭과 함께 따로 둡니다."""
    from ieum.lake import Lake
    from ieum.master import assign_keys

    with Lake.open(data / "lake") as lake:
        table = Table("자료", "파일", "읽음", "받음", "격리", "중복", "비고")
        with progress() as show:
            receipts = lake.ingest(extracts, progress=show)
        for r in receipts:
            note = r.refused or ("이미 받은 파일" if r.seen_before else "")
            counts = (f"{n:,}" for n in (r.read, r.loaded, r.quarantined, r.duplicates))
            table.add_row(r.feed, escape(r.file), *counts, escape(note))
        console.print(table)
        with progress() as show:
            keys = assign_keys(lake, progress=show)
    console.print(
        f"사람 {keys.people:,}명에게 표준키: 주민등록번호로 {keys.exact:,}건, 연결 {keys.linked:,}건, "
        f"확인할 것 {keys.review:,}건"
    )
    if any(r.refused for r in receipts):
        raise BadInput(
            f"{sum(bool(r.refused) for r in receipts)}개 파일을 읽지 못했습니다",
            where=str(extracts),
            remedy="표의 비고를 보고 고쳐서 다시 보내 주세요. 나머지는 받았습니다",
        )


@lake_app.command("audit")
def lake_audit(data: DataOption = DATA) -> None:
    """들어온 것 = 받은 것 + 격리한 것 + 중복인지 다시 셉니다."""
    from ieum.lake import Lake

    with Lake.open(data / "lake", read_only=True) as lake:
        report = lake.audit()
    counted = f"{report.loaded:,} + 격리 {report.quarantined:,} + 중복 {report.duplicates:,}"
    console.print(f"파일 {report.files:,}개, 읽음 {report.read:,} = 받음 {counted}")
    for problem in report.problems:
        console.print(f"  맞지 않음: {problem}", markup=False)
    console.print("잃은 기록이 없습니다." if report.sound else "장부와 표가 맞지 않습니다.")
    if not report.sound:
        raise typer.Exit(1)


@lake_app.command("quarantine")
def lake_quarantine(
    feed: Annotated[str, typer.Option(help="한 자료만")] = "",
    limit: Annotated[int, typer.Option(min=1)] = 50,
    data: DataOption = DATA,
) -> None:
    """격리된 기록과 그 까닭을 봅니다."""
    from ieum.lake import Lake

    with Lake.open(data / "lake", read_only=True) as lake:
        rows = lake.quarantine(feed or None)
    table = Table("자료", "파일", "행", "열", "까닭")
    for row in rows.head(limit).iter_rows(named=True):
        named = (escape(row[name]) for name in ("column_name", "reason"))
        table.add_row(row["feed"], escape(row["file"]), str(row["row"]), *named)
    console.print(table if rows.height else "격리된 기록이 없습니다.")
    if rows.height > limit:
        console.print(f"{rows.height:,}건 중 {limit}건")


@app.command("scan")
def scan_command(
    on: OnOption = "",
    out: Annotated[Path | None, typer.Option(help="결과를 쓸 Parquet 파일")] = None,
    data: DataOption = DATA,
) -> None:
    """모든 사람을 살펴, 신청하지 않아도 받을 수 있는 지원을 찾습니다."""
    from ieum.benefits.scan import scan
    from ieum.lake import Lake

    Lake.open(data / "lake", read_only=True).close()  # a writer would found an empty lake where there is none
    with Lake.open(data / "lake") as lake, progress() as show:
        report = scan(lake, _day(on), out, progress=show)
    table = Table("제도", "사람")
    for key, count in report.by_programme.items():
        table.add_row(PROGRAMMES[key].name, f"{count:,}")
    console.print(table)
    console.print(f"{report.people:,}명을 {report.seconds:.1f}초에 살폈습니다.")


@app.command("ask")
def ask(
    text: Annotated[str, typer.Argument(help="하고 싶은 말")],
    person: Annotated[str, typer.Option(help="표준키; 없으면 기록 없이 묻습니다")] = "",
    answer: Annotated[list[str] | None, typer.Option(help="fact=value, 여러 번")] = None,
    on: OnOption = "",
    as_json: JsonOption = False,
    data: DataOption = DATA,
) -> None:
    """한 문장을 받아 무슨 일인지 알아보고, 기록을 찾아 모든 제도를 판단합니다."""
    from ieum.ai import Router
    from ieum.benefits.holdings import look_up
    from ieum.lake import Lake

    day = _day(on)
    routing = Router.load(data / "models").route(text)
    known: dict[str, Value] = {}
    records: list[dict[str, Any]] = []
    if person:
        with Lake.open(data / "lake", read_only=True) as lake:
            holdings = look_up(lake, StandardKey(person), day)
        known.update(holdings.facts)
        records = [
            {
                "fact": h.fact,
                "value": plain(h.value),
                "holder": h.holder,
                "source": h.source,
                "as_of": h.as_of,
            }
            for h in holdings.held
        ]
    known.update(_answers(answer or []))
    focus = [key for need in routing.needs for key in need.programmes]
    assessment = assess(known, day, focus=focus)
    needs = [
        {"topic": str(n.topic), "confidence": round(n.confidence, 4), "programmes": list(n.programmes)}
        for n in routing.needs
    ]
    if as_json:
        routed = {
            "abstained": routing.abstained,
            "reason": routing.reason,
            "needs": needs,
            "evidence": list(routing.evidence),
        }
        document = {"routing": routed, "records": records, **to_document(assessment)}
        print_json({"person": person, **document} if person else document)
        return
    if routing.abstained:
        console.print(f"[yellow]무슨 일인지 확실하지 않습니다[/] ({routing.reason}). 모든 제도를 살펴봅니다.")
    for need in routing.needs:
        console.print(f"[bold]{need.topic.korean_title}[/] (확신 {min(need.confidence, 0.99):.0%})")
    if records:
        console.print(f"기록 {len(records)}가지를 찾아 썼습니다.")
    print_assessment(assessment, focus)


@app.command("entitle")
def entitle(
    facts: Annotated[Path, typer.Option(help='사실을 적은 JSON 파일: {"birth_date": "1980-05-01", …}')],
    on: OnOption = "",
    as_json: JsonOption = False,
) -> None:
    """주어진 사실만으로 모든 제도를 판단합니다(기록을 찾지 않음)."""
    assessment = assess(_read_facts(facts), _day(on))
    if as_json:
        print_json(to_document(assessment))
    else:
        print_assessment(assessment, [])


@app.command("facts")
def facts_command(as_json: JsonOption = False) -> None:
    """제도들이 묻는 모든 사실: 이름, 뜻, 꼴, 단위, 조문."""
    specs = facts_catalogue()
    if as_json:
        print_json(
            [
                {
                    "name": s.name,
                    "term": s.term,
                    "type": s.type,
                    "unit": s.unit,
                    "law": [str(ref) for ref in s.law],
                    "holder": s.holder,
                    "question": s.question,
                    "choices": [{"value": c.value, "text": c.text} for c in s.choices],
                }
                for s in specs
            ]
        )
        return
    table = Table("이름", "뜻", "꼴", "단위", "조문", "가진 곳")
    for s in specs:
        table.add_row(s.name, s.term, s.type, s.unit, ", ".join(map(str, s.law)), s.holder)
    console.print(table)


@app.command("reference")
def reference_command(
    out: Annotated[Path, typer.Option(help="쓸 폴더")] = Path("docs/reference"),
) -> None:
    """제도와 사실의 참고 문서를 규칙에서 만들어 씁니다."""
    for path in write_reference(out):
        console.print(str(path))


@app.command("schema")
def schema_command() -> None:
    """--json 출력의 JSON Schema."""
    print_json(assessment_schema())


@app.command("serve")
def serve(
    host: Annotated[str, typer.Option(help="들을 주소")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64)] = 1,
    data: DataOption = DATA,
) -> None:
    """창구를 엽니다."""
    from ieum.ai import Router
    from ieum.site.setup import prepare

    if not Router.is_trained(data / "models"):  # before the first visitor comes, not while they wait
        Router.load(data / "models")
    prepare(data)
    become_server(host, port, workers)


@app.command("run")
def run(
    people: Annotated[int, typer.Option(min=100, help="처음 한 번 만들 가짜 사람 수")] = 50_000,
    seed: Annotated[int, typer.Option()] = 1,
    host: Annotated[str, typer.Option()] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
    data: DataOption = DATA,
) -> None:
    """모두 갖추고 창구를 엽니다: 가짜 나라, 자료 적재, 전 국민 살펴보기, 창구."""
    from ieum.ai import Router
    from ieum.benefits.scan import TABLE, scan
    from ieum.lake import Lake
    from ieum.site.setup import prepare

    day = today()
    ready = data / "ready.json"
    if not ready.exists():
        built = data / "world" / "built.json"
        if not built.exists():  # a world half loaded is loaded on, not built anew on another day
            world_build(people=people, seed=seed, out=data / "world", on=day.isoformat())
            built.write_text(
                json.dumps({"people": people, "seed": seed, "on": day.isoformat()}), encoding="utf-8"
            )
        lake_load(data / "world" / "extracts", data=data)
    with Lake.open(data / "lake") as lake:
        judged = lake.query(f"SELECT max(judged_on) FROM {TABLE}").item() if TABLE in lake.tables() else None  # noqa: S608
        if judged != day:
            with progress() as show:
                scan(lake, day, progress=show)
        demonstration = people_worth_trying(lake)
    if not Router.is_trained(data / "models"):
        Router.load(data / "models")
    prepare(data)
    ready.write_text(
        json.dumps({"people": people, "seed": seed, "built_on": day.isoformat()}), encoding="utf-8"
    )
    console.print(f"\n[bold]이음 창구[/]: http://{host}:{port}  (모두 지어낸 사람입니다. Ctrl-C로 멈춥니다)")
    for line in demonstration:
        console.print(f"  해 볼 만한 사람: {line}")
    become_server(host, port, 1)


def _day(on: str) -> date:
    return parse_date(on, where="--on") if on else today()


def _answers(pairs: list[str]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals:
            raise BadInput(f"'{pair}'에 =가 없습니다", where="--answer", remedy="fact=value로 적어 주세요")
        found[name.strip()] = parse_answer(name.strip(), text)
    return found


def _read_facts(path: Path) -> dict[str, Value]:
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise NotFound("파일이 없습니다", where=str(path)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            "파일을 읽을 수 없습니다", where=str(path), remedy="UTF-8 JSON 파일이어야 합니다"
        ) from error
    except json.JSONDecodeError as error:
        raise BadInput(
            f"JSON이 아닙니다: {error.msg}", where=f"{path}:{error.lineno}:{error.colno}"
        ) from error
    except RecursionError as error:
        raise BadInput("너무 깊이 겹쳐 있습니다", where=str(path)) from error
    if not isinstance(document, dict):
        raise BadInput("사실의 모음({…})이 아닙니다", where=str(path))
    return parse_facts(document)
