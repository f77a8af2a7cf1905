"""From a frozen filing and its stamp alone to the bytes of each kind of paper (D5, D6)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypedDict

from core.filing.form import FormDefinition
from core.filing.snapshot import Snapshot
from core.paper.breakdown import breakdown
from core.paper.evidence import evidence_list
from core.paper.finding_list import finding_sheet
from core.paper.remark_list import remark_sheet
from core.paper.report import Block, report
from core.paper.sheet import Sheet
from core.paper.table import table
from core.paper.workings import appendix, workings
from documents.bundle import bundle_pdf
from documents.imprint import Imprint
from documents.models import FrozenFindings, RenderedDocument, Stamp
from documents.report_pdf import report_pdf
from documents.report_xlsx import report_xlsx
from documents.sources import filing_of, findings_of, remarks_of
from documents.table_pdf import table_pdf
from documents.table_xlsx import table_xlsx

Texts = Callable[[FormDefinition, Snapshot], tuple[Block, ...]]
Renderer = Callable[[FormDefinition, Snapshot, Imprint], bytes]
Kind, Format = RenderedDocument.Kind, RenderedDocument.Format


class Behind(TypedDict):
    """What follows the official table."""

    workings: tuple[Block, ...]
    breakdown: Sheet | None


def _behind(form: FormDefinition, snapshot: Snapshot, last: Texts = appendix) -> Behind:
    return {"workings": last(form, snapshot), "breakdown": breakdown(form, snapshot)}


def _table_pdf(form: FormDefinition, snapshot: Snapshot, imprint: Imprint) -> bytes:
    return table_pdf(table(form, snapshot), imprint, **_behind(form, snapshot))


def _table_xlsx(form: FormDefinition, snapshot: Snapshot, imprint: Imprint) -> bytes:
    blocks = report(form, snapshot)
    return table_xlsx(table(form, snapshot), blocks, imprint, **_behind(form, snapshot))


def _workings_pdf(form: FormDefinition, snapshot: Snapshot, imprint: Imprint) -> bytes:
    return table_pdf(table(form, snapshot), imprint, **_behind(form, snapshot, workings))


def _workings_xlsx(form: FormDefinition, snapshot: Snapshot, imprint: Imprint) -> bytes:
    return table_xlsx(table(form, snapshot), (), imprint, **_behind(form, snapshot, workings))


def _report_pdf(form: FormDefinition, snapshot: Snapshot, imprint: Imprint) -> bytes:
    return report_pdf(report(form, snapshot), imprint)


def _report_xlsx(form: FormDefinition, snapshot: Snapshot, imprint: Imprint) -> bytes:
    return report_xlsx(report(form, snapshot), imprint)


def _bundle_pdf(form: FormDefinition, snapshot: Snapshot, imprint: Imprint) -> bytes:
    blocks = report(form, snapshot)
    return bundle_pdf(blocks, table(form, snapshot), imprint, **_behind(form, snapshot))


def _evidence_pdf(form: FormDefinition, snapshot: Snapshot, imprint: Imprint) -> bytes:
    return table_pdf(evidence_list(form, snapshot), imprint)


RENDERERS: dict[tuple[str, str], Renderer] = {
    (Kind.TABLE, Format.PDF): _table_pdf,
    (Kind.TABLE, Format.XLSX): _table_xlsx,
    (Kind.REPORT, Format.PDF): _report_pdf,
    (Kind.REPORT, Format.XLSX): _report_xlsx,
    (Kind.BUNDLE, Format.PDF): _bundle_pdf,
    (Kind.EVIDENCE, Format.PDF): _evidence_pdf,
    (Kind.WORKINGS, Format.PDF): _workings_pdf,
    (Kind.WORKINGS, Format.XLSX): _workings_xlsx,
}


def _list_sheet(document: RenderedDocument, listed: FrozenFindings) -> Sheet:
    form, snapshot = filing_of(document.stamp.frozen)
    if document.kind == Kind.REMARKS:
        return remark_sheet(form, snapshot, remarks_of(listed))
    return finding_sheet(form, snapshot, findings_of(listed))


def _render_list(document: RenderedDocument, listed: FrozenFindings, foot: Imprint) -> bytes:
    """校验结果单 or 修改意见单."""
    sheet = _list_sheet(document, listed)
    if document.file_format == Format.PDF:
        return table_pdf(sheet, foot)
    return table_xlsx(sheet, (), foot, name=document.get_kind_display())


def render(document: RenderedDocument) -> bytes:
    """Return the bytes of `document`: the same whenever and wherever it is printed."""
    stamp = document.stamp
    form, snapshot = filing_of(stamp.frozen)
    foot = imprint(document, stamp, snapshot)
    if document.findings is not None:
        return _render_list(document, document.findings, foot)
    return RENDERERS[document.kind, document.file_format](form, snapshot, foot)


def imprint(document: RenderedDocument, stamp: Stamp, snapshot: Snapshot) -> Imprint:
    """Return what identifies the paper: 送签稿 or 定稿, the filing's number, the version code."""
    name = snapshot.identity.project_name or snapshot.identity.unit_name
    made_of: Stamp | FrozenFindings = document.findings or stamp
    apart = f"/{document.findings.sha256}" if document.findings else ""
    return Imprint(
        footer=f"{stamp.get_label_display()}　编号：{snapshot.identity.number}　版本码：{stamp.code}",
        title=f"{name}-{document.get_kind_display()}",
        identifier=f"{stamp.code}/{document.kind}/{document.renderer_version}{apart}",
        created=made_of.created_at,
    )
