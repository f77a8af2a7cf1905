"""Papers that hang on no stamp."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from core.paper.report import report
from core.paper.table import table
from documents.bundle import bundle_pdf
from documents.imprint import Imprint
from documents.report_pdf import report_pdf
from documents.table_pdf import table_pdf
from documents.table_xlsx import table_xlsx
from tests.golden.yuancheng import yuancheng

IMPRINT = Imprint(
    footer="送签稿　编号：2021-441602-0001　版本码：7K3M-9QXT-2VHB-4",
    title="医疗救助补助资金-自评表",
    identifier="7K3M-9QXT-2VHB-4",
    created=datetime(2022, 4, 6, 1, 2, 3, tzinfo=UTC),
)


def sums() -> dict[str, str]:
    """The SHA-256 of every paper of the 源城 filing under IMPRINT."""
    form, snapshot = yuancheng()
    sheet, blocks = table(form, snapshot), report(form, snapshot)
    papers = {
        "table.pdf": table_pdf(sheet, IMPRINT),
        "table.xlsx": table_xlsx(sheet, blocks, IMPRINT),
        "report.pdf": report_pdf(blocks, IMPRINT),
        "bundle.pdf": bundle_pdf(blocks, sheet, IMPRINT),
    }
    return {name: hashlib.sha256(content).hexdigest() for name, content in papers.items()}
