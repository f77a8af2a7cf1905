"""What a page needs to show the paper before it is printed."""

from __future__ import annotations

from typing import Any

from core.filing.form import FormDefinition
from core.filing.snapshot import Snapshot
from core.paper.breakdown import breakdown
from core.paper.report import report
from core.paper.sheet import Sheet
from core.paper.table import table
from core.paper.workings import appendix


def table_context(form: FormDefinition, snapshot: Snapshot) -> dict[str, Sheet | None]:
    """Return `sheet` for `{% include "documents/sheet.html" %}`; None where the form has no table."""
    return {"sheet": table(form, snapshot) if form.has_table else None}


def paper_context(form: FormDefinition, snapshot: Snapshot) -> dict[str, Any]:
    """Return what `{% include "documents/paper.html" %}` shows: `sheet`, the `blocks` of the report, the
    `workings` and the `breakdown`; none where no report is asked for, no 计算过程 appended, no unit put in.
    """
    blocks, last = report(form, snapshot), appendix(form, snapshot)
    shown = {"blocks": blocks, "workings": last, "breakdown": breakdown(form, snapshot)}
    return {**table_context(form, snapshot), **shown}
