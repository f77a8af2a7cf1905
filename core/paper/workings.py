"""附：计算过程 as Blocks: how every rate, score, total and grade of the table came about."""

from __future__ import annotations

from collections.abc import Iterator

from core.figures import printing
from core.figures.text import quoted
from core.filing import cells
from core.filing.cells import CellRef
from core.filing.compute import Computed, compute
from core.filing.form import FormDefinition
from core.filing.funds import execution_ref
from core.filing.guidance import execution_rule_in_words, row_rule_in_words
from core.filing.rows import Row
from core.filing.snapshot import Snapshot
from core.paper.numbering import heading_number
from core.paper.report import Block, Heading, Paragraph, Title
from core.paper.wording import facts, put_in
from core.scoring.measures import in_words

NAME = "计算过程"
TITLE = "{project_name}绩效自评计算过程"
UNIT_TITLE = "{unit_name}绩效自评计算过程"
FUNDS, END = "预算执行率", "总分和等级"


def workings(form: FormDefinition, snapshot: Snapshot) -> tuple[Block, ...]:
    """Return the appendix: a heading for each first level, a paragraph for each row; nothing without scores.

    A paragraph says the rule, the figures, how the score follows and what the filer gave, in this order.
    """
    if not form.indicators.scored:
        return ()
    title = TITLE if snapshot.identity.project_name else UNIT_TITLE
    computed = compute(form, snapshot)
    parts = [(name, texts) for name, texts in _parts(form, snapshot, computed) if texts]
    blocks: list[Block] = [Title((put_in(title, facts(form, snapshot)),))]
    for number, (name, texts) in enumerate(parts, start=1):
        blocks.append(Heading(1, heading_number(1, number), name, ""))
        blocks += [Paragraph(text, "") for text in texts]
    return tuple(blocks)


def appendix(form: FormDefinition, snapshot: Snapshot) -> tuple[Block, ...]:
    """Return what every table of this form carries: nothing where the form leaves it to who prints."""
    return workings(form, snapshot) if form.paper.workings else ()


def is_on_request(form: FormDefinition) -> bool:
    """Whether who prints may ask for the appendix: there are scores, and the form does not ask itself."""
    return form.indicators.scored and not form.paper.workings


def _parts(form: FormDefinition, snapshot: Snapshot, computed: Computed) -> Iterator[tuple[str, list[str]]]:
    yield FUNDS, list(_execution(form, snapshot, computed))
    for group in form.indicators.groups:
        keys = {leaf.key for leaf in group.leaves}
        rows = [row for row in computed.rows if row.line.group in keys]
        yield group.name, [_row(form, row, computed) for row in rows]
    yield END, list(_end(form, snapshot, computed))


def _execution(form: FormDefinition, snapshot: Snapshot, computed: Computed) -> Iterator[str]:
    ref = execution_ref(form.funds)
    if ref is None:
        return
    rate = form.funds.column("rate") if form.funds else None
    if rate and (how := computed.workings.get(cells.fund(ref.row, rate.key))):
        yield f"执行率：{how}。"
    yield _sentences([_rule(execution_rule_in_words(form, snapshot)), *_score(snapshot, ref, computed)])


def _row(form: FormDefinition, row: Row, computed: Computed) -> str:
    name = quoted(row.line.name)
    if not row.applicable:
        return _sentences([f"{name}不适用：{row.note}" if row.note else f"{name}不适用"])
    reason = [f"得分说明：{row.score_reason}"] if row.score_reason else []
    said = [f"{name}：{'，'.join(_figures(form, row))}", *_worked(form, row)]
    rule = "" if row.shares else _rule(row_rule_in_words(form, row))
    return _sentences([*said, rule, *_scored(row, computed), *reason])


def _figures(form: FormDefinition, row: Row) -> Iterator[str]:
    """What was asked and what was done, and the points."""
    labels = form.indicators.labels
    for label, reading in ((labels.target, row.target), (labels.actual, row.actual)):
        if text := reading.text.strip():
            yield f"{label}{text}"
    if row.shares:
        yield "与同组指标合并评分"
    elif row.points is not None:
        yield f"{labels.points}{printing.plain(row.points)}分"


def _worked(form: FormDefinition, row: Row) -> Iterator[str]:
    """How the actual was worked out from its inputs, or put together from several units."""
    if row.worked:
        by = f"按{in_words(row.measure)}计算" if row.measure else "按各实施单位汇总"
        yield f"{form.indicators.labels.actual}{by}：{row.worked.working or row.worked.problem}"


def _scored(row: Row, computed: Computed) -> Iterator[str]:
    if how := computed.workings.get(row.ref("score")):
        yield f"计算：{how}"
    if row.score is not None:
        yield f"自评得分{printing.plain(row.score)}分"


def _score(snapshot: Snapshot, ref: CellRef, computed: Computed) -> Iterator[str]:
    if how := computed.workings.get(ref):
        yield f"计算：{how}"
    if (filed := snapshot.value(ref)) is not None:
        yield f"自评得分{printing.plain(filed)}分"


def _end(form: FormDefinition, snapshot: Snapshot, computed: Computed) -> Iterator[str]:
    for column, label in (("score", form.paper.total_label), ("grade", "自评等级")):
        if how := computed.workings.get(cells.total(column)):
            yield _sentences([f"{label}：{how}", *_filed(snapshot, column)])


def _filed(snapshot: Snapshot, column: str) -> Iterator[str]:
    if text := snapshot.typed(cells.total(column)).strip():
        yield f"填列{text}"


def _rule(words: str) -> str:
    return f"评分规则：{words}" if words else ""


def _sentences(parts: list[str]) -> str:
    """The parts as sentences of one paragraph.

    >>> _sentences(["评分规则：达到得满分。", "", "自评得分8分"])
    '评分规则：达到得满分。自评得分8分。'
    """
    return "".join(f"{part.rstrip('。')}。" for part in parts if part)
