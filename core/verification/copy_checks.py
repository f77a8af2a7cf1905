"""C31: words of another filing in the report: its project's name, its paragraphs, last year's paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from core.figures.text import quoted
from core.filing.cells import CellRef
from core.verification.findings import Case, Finding, Other, Severity
from core.verification.fingerprints import Span, marked
from core.verification.prose.words import names
from core.verification.references.clauses import squeezed

MONEY = names("专项资金 补助资金 项目资金 工作经费 专项经费 补助经费 资金 经费 专项 补助 项目 工作")
LEAST_NAME = 6


def paragraphs_of_other_filings(case: Case) -> Iterator[Finding]:
    """C31 paragraphs that another filing of the unit has word for word, figures included; or last year's.

    Source: S4, five reports of one unit. A paragraph is told once, of the first filing that has it.
    """
    for ref in case.sections:
        paragraphs = dict(reversed(marked(case.prose(ref))))
        if ref in case.context.taken_over:
            continue
        for other in case.context.others:
            shared = sorted(paragraphs.pop(mark) for mark in set(paragraphs) & other.marks)
            if shared:
                yield _copied(case, ref, other, tuple(shared))


def names_of_other_projects(case: Case) -> Iterator[Finding]:
    """C31 the report of a project names the money of another of the unit (S4: 医保基金监管经费)."""
    own = squeezed(case.snapshot.identity.project_name)
    if not own:
        return
    cores = [(_core(other.name), other.name) for other in case.context.others]
    others = {core: name for core, name in cores if core and core not in own}
    for ref in case.sections:
        text = case.snapshot.typed(ref)
        for core, name in others.items():
            spans = tuple(_named(text, core))
            if spans:
                found = text[slice(*spans[0])]
                message = (
                    f"{case.name(ref)}中{quoted(found)}是本单位另一项目{quoted(name)}的名称，"
                    "请核对是否误用其他项目的内容。"
                )
                yield Finding("C31", Severity.MUST_EXPLAIN, (ref,), found, "", message, spans=spans)


def _copied(case: Case, ref: CellRef, other: Other, spans: tuple[Span, ...]) -> Finding:
    year = case.snapshot.identity.data_year
    whose = f"{other.year}年" if other.year != year else "本单位"
    name = quoted(other.name) if other.name else "部门整体"
    what = f"{case.name(ref)}中有{len(spans)}段与{whose}{name}的自评报告相同"
    message = f"{what}，请核对是否符合本{_what(case)}本年度的情况。"
    is_own = bool(other.name) == bool(case.snapshot.identity.project_name)
    severity = Severity.MUST_EXPLAIN if is_own and _tells_results(case, ref) else Severity.HINT
    found = f"{len(spans)}段相同：{other.number}"
    return Finding("C31", severity, (ref,), found, "", message, spans=spans)


def _what(case: Case) -> str:
    return "项目" if case.snapshot.identity.project_name else "部门"


def _tells_results(case: Case, ref: CellRef) -> bool:
    """Whether a copied paragraph must be explained; elsewhere it is a hint."""
    sections = case.form.report.sections if case.form.report else ()
    return any(section.tells_results for section in sections if section.key == ref.row)


def _core(name: str) -> str:
    """What is a project's own in its name: 定点医药机构医保基金监管 of 定点医药机构医保基金监管工作经费."""
    core = squeezed(name)
    while tail := max((word for word in MONEY if core.endswith(word)), key=len, default=""):
        core = core.removesuffix(tail)
    return core if len(core) >= LEAST_NAME else ""


def _named(text: str, core: str) -> Iterator[Span]:
    """Where a text names that project: its own words with money behind them."""
    at = text.find(core)
    while at >= 0:
        end = at + len(core)
        while tail := max((word for word in MONEY if text.startswith(word, end)), key=len, default=""):
            end += len(tail)
        if end > at + len(core):
            yield at, end
        at = text.find(core, end)
