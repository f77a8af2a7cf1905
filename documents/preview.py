"""What a page needs to show the paper before it is printed."""

from __future__ import annotations

from core.filing.form import FormDefinition
from core.filing.snapshot import Snapshot
from core.paper.report import Block, report
from core.paper.sheet import Sheet
from core.paper.table import table


def table_context(form: FormDefinition, snapshot: Snapshot) -> dict[str, Sheet | None]:
    """Return `sheet` for `{% include "documents/sheet.html" %}`; None where the form has no table."""
    return {"sheet": table(form, snapshot) if form.has_table else None}


def report_context(form: FormDefinition, snapshot: Snapshot) -> dict[str, tuple[Block, ...]]:
    """Return `blocks` for `{% include "documents/blocks.html" %}`; none where no report is asked for."""
    return {"blocks": report(form, snapshot)}
