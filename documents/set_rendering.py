"""From what is frozen to bytes: 送签单, 函, 部门汇总表, papers of 复核, and many papers in one file."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from pikepdf import OutlineItem, Pdf, String

from core.paper.department_table import department_sheet
from core.paper.letter import letter_blocks
from core.paper.sheet import Sheet
from core.paper.sign_off import sign_off_sheet
from core.second import paper as working_paper
from documents import summary_rendering
from documents.imprint import Imprint
from documents.letter_pdf import letter_pdf
from documents.models import RenderedDocument, SetPaper, SetPart
from documents.printing import PRODUCER
from documents.services import open_document
from documents.sets import department_table_of, letter_of, sign_off_of
from documents.sources import snapshot_of
from documents.storage import DamagedPaperError
from documents.table_pdf import table_pdf
from documents.table_xlsx import table_xlsx
from foundation.jobs.exceptions import JobError

Named = tuple[str, bytes]


def render(paper: SetPaper) -> bytes:
    """Return the bytes of `paper`: the same whenever and wherever it is made."""
    if paper.kind == SetPaper.Kind.DEPARTMENT_TABLE:
        return _department_table(paper)
    if paper.kind == SetPaper.Kind.SUMMARY:
        return summary_rendering.render(paper)
    if paper.kind == SetPaper.Kind.WORKING_PAPER:
        return _working_paper(paper)
    if paper.kind in (SetPaper.Kind.LETTER, SetPaper.Kind.OPINION):
        return _letter(paper)
    foot = imprint(paper)
    if paper.kind == SetPaper.Kind.COLLECTION:
        return merged(map(_part, paper.parts.select_related("document__stamp__frozen", "sheet")), foot)
    return _in_format(paper, sign_off_sheet(sign_off_of(paper.frozen_set)), foot)


def _department_table(paper: SetPaper) -> bytes:
    said = department_table_of(paper.frozen_set)
    number = f"{said.data_year}-{said.department_code}"
    return _in_format(paper, department_sheet(said), _imprint(paper, said.department_name, number))


def _working_paper(paper: SetPaper) -> bytes:
    said = working_paper.from_text(paper.frozen_set.body)
    return _in_format(paper, working_paper.working_sheet(said), _imprint(paper, said.name, said.number))


def _letter(paper: SetPaper) -> bytes:
    said = letter_of(paper.frozen_set)
    return letter_pdf(letter_blocks(said), _imprint(paper, said.issuer, f"{said.data_year}-{said.unit_code}"))


def _in_format(paper: SetPaper, sheet: Sheet, foot: Imprint) -> bytes:
    """One sheet on pages, or as a workbook."""
    if paper.file_format == RenderedDocument.Format.PDF:
        return table_pdf(sheet, foot)
    return table_xlsx(sheet, (), foot, name=paper.get_kind_display())


def imprint(paper: SetPaper) -> Imprint:
    """Return what identifies it: 送签稿 or 定稿, year and unit, the version code."""
    said = sign_off_of(paper.frozen_set)
    return _imprint(paper, said.unit_name, f"{said.data_year}-{said.unit_code}")


def _imprint(paper: SetPaper, place: str, number: str) -> Imprint:
    frozen = paper.frozen_set
    label = frozen.get_label_display() or paper.get_kind_display()
    return Imprint(
        footer=f"{label}　编号：{number}　版本码：{frozen.code}",
        title=f"{place}-{paper.get_kind_display()}",
        identifier=f"{frozen.code}/{paper.kind}/{paper.renderer_version}",
        created=frozen.created_at,
    )


def merged(parts: Iterable[Named], foot: Imprint) -> bytes:
    """Return all pages of `parts` in one file, with a bookmark at the first page of each."""
    whole, out = Pdf.new(), BytesIO()
    with whole.open_outline() as outline:
        for name, content in parts:
            outline.root.append(OutlineItem(name, len(whole.pages)))
            with Pdf.open(BytesIO(content)) as part:
                whole.pages.extend(part.pages)
    whole.docinfo["/Title"] = String(foot.title)
    whole.docinfo["/Producer"] = String(PRODUCER)
    whole.docinfo["/CreationDate"] = String(foot.created.strftime("D:%Y%m%d%H%M%SZ"))
    whole.save(out, deterministic_id=True)
    return out.getvalue()


def _part(part: SetPart) -> Named:
    """JobError where the file of a part is gone or was changed: trying again would not help."""
    paper = part.paper
    try:
        return _name(paper), open_document(paper)
    except DamagedPaperError as damage:
        raise JobError(f"{_name(paper)}：{damage}重新生成后，请再点“全部打印”。") from damage


def _name(paper: RenderedDocument | SetPaper) -> str:
    if isinstance(paper, SetPaper):
        return paper.get_kind_display()
    identity = snapshot_of(paper.stamp.frozen).identity
    return f"{identity.project_name or identity.unit_name} {paper.get_kind_display()}"
