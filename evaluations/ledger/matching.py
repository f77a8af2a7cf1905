"""Lines of a ledger to the filings of a unit: by project code, then to fund rows by kind of money."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from core.figures.text import clip
from core.workflow import Status
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.snapshots import form_of
from evaluations.imports.reading import Problem
from evaluations.ledger.proposing import Kind, row_of, squeezed, targets
from evaluations.ledger.reading import Line

NO_CODE = "没有项目编码，不能判断属于哪个项目。请在台账中补填。"
NO_TASK = "本单位本年度没有编码为“{}”的项目自评任务。请核对编码；应当自评的，请联系财政局绩效股下达。"
SEVERAL = "编码“{}”在本单位对应{}份自评表，不能判断填入哪一份，请在各表中填写。"
EXEMPT = "该项目不纳入自评范围，不需填报。"
NO_ROW = "这类资金（{}）在资金对应中选择了不填入。"
OTHER_NAME = "台账中的项目名称为“{}”，系统中为“{}”，请核对项目编码是否填错。"
NO_KIND = "未注明"
Rows = Mapping[tuple[str, str, str, str], str]
"""(SHA-256 of the form, source, nature, carried over) → key of a fund row; empty: it goes to none."""


@dataclass
class Matched:
    """Lines by the key of their filing, then by fund row; lines that go nowhere, each with why.

    `open`: kinds of money of which nobody has said yet to which row they go, by form. `doubtful`: by filing,
    where the ledger calls the project otherwise.
    """

    count: int = 0
    filings: dict[int, dict[str, list[Line]]] = field(default_factory=dict)
    unmatched: list[Problem] = field(default_factory=list)
    open: set[tuple[str, Kind]] = field(default_factory=set)
    doubtful: dict[int, Problem] = field(default_factory=dict)

    @property
    def result(self) -> str:
        """What came of it in one line: 47行→12个项目，3行未匹配."""
        return f"{self.count}行→{len(self.filings)}个项目，{len(self.unmatched)}行未匹配"


def match(lines: Iterable[Line], filings: Iterable[Evaluation], rows: Rows) -> Matched:
    """Sort the lines; nothing is added up yet."""
    found, by_code = Matched(), _by_code(filings)
    for line in lines:
        found.count += 1
        these = by_code.get(line.code, [])
        if why := _why_not(line, these):
            found.unmatched.append(line.problem(why))
        else:
            _place(found, line, these[0], rows)
    return found


def by_project(filings: Iterable[Evaluation]) -> dict[str, Evaluation]:
    """The filings with funds of their own by project code; one code of several filings says nothing."""
    return {code: same[0] for code, same in _by_code(filings).items() if len(same) == 1}


def _by_code(filings: Iterable[Evaluation]) -> dict[str, list[Evaluation]]:
    """All of them; a whole takes its funds from its units' parts."""
    found: dict[str, list[Evaluation]] = {}
    for one in filings:
        if one.project and not one.has_children and form_of(one).funds:
            found.setdefault(squeezed(one.project.code), []).append(one)
    return found


def kind_name(kind: Kind) -> str:
    """A kind of money in words.

    >>> kind_name(("本级", "", "是")), kind_name(("", "", ""))
    ('本级、结转：是', '未注明')
    """
    carried = f"结转：{kind[2]}" if kind[2] else ""
    return "、".join(filter(None, (*kind[:2], carried))) or NO_KIND


def proposed_row(evaluation: Evaluation, kind: Kind, rows: Rows) -> str:
    """The fund row to which the kind goes in another form already, else by its words."""
    funds = form_of(evaluation).funds
    assert funds is not None
    keys = {row.key for row in targets(funds)}
    known = [row for (_, *other), row in rows.items() if tuple(other) == kind and row in keys]
    return known[0] if known else row_of(funds, kind)


def _why_not(line: Line, these: Sequence[Evaluation]) -> str:
    if not line.code:
        return NO_CODE
    if not these:
        return NO_TASK.format(clip(line.code))
    if len(these) > 1:
        return SEVERAL.format(clip(line.code), len(these))
    return EXEMPT if these[0].status == Status.EXEMPT else ""


def _place(found: Matched, line: Line, evaluation: Evaluation, rows: Rows) -> None:
    if line.name and squeezed(line.name) != squeezed(str(evaluation.project)):
        other = OTHER_NAME.format(clip(line.name), evaluation.project)
        found.doubtful.setdefault(evaluation.pk, line.problem(other))
    sha256 = evaluation.form_version.sha256
    row = rows.get((sha256, *line.kind))
    if row == "":
        found.unmatched.append(line.problem(NO_ROW.format(kind_name(line.kind))))
        return
    if row is None:
        found.open.add((sha256, line.kind))
    found.filings.setdefault(evaluation.pk, {}).setdefault(row or "", []).append(line)
