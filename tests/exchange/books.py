"""Workbooks as they go out, and as a program that works their formulas out saves them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl

from core.filing.cells import CellRef
from core.filing.form import FormDefinition
from core.filing.snapshot import Snapshot
from documents.offline import CORNER, KEYS_HEAD, Key
from documents.offline_xlsx import KEYS, offline_xlsx
from evaluations.exchange.boxes import Filing
from evaluations.exchange.plan import Task, plan

SOFFICE = shutil.which("soffice") or ""
TASK = Task("医疗救助补助资金", date(2022, 4, 30), 7, datetime(2022, 4, 6, 1, 2, 3, tzinfo=UTC))


def made(form: FormDefinition, snapshot: Snapshot) -> bytes:
    return offline_xlsx(plan(Filing(form, snapshot), TASK))


def opened(content: bytes, **given: Any) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(content), **given)


def saved(book: openpyxl.Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def keys(book: openpyxl.Workbook) -> list[Key]:
    """What stands in the hidden sheet below its head."""
    lines = [tuple(text or "" for text in line) for line in book[KEYS].iter_rows(values_only=True)]
    return [Key(*line) for line in lines[lines.index(KEYS_HEAD) + 1 :]]


def places(book: openpyxl.Workbook) -> dict[CellRef, Any]:
    """The cells of the workbook by the addresses of the filing's."""
    pages = {page["A1"].value: page for page in book.worksheets}
    return {
        CellRef.parse(key.ref): pages[f"{CORNER}{key.page}"].cell(int(key.row) + 1, int(key.column) + 1)
        for key in keys(book)
        if key.ref
    }


def filled(content: bytes, typed: Mapping[str, Any]) -> bytes:
    """The workbook after somebody typed into it."""
    book = opened(content)
    cells = places(book)
    for ref, value in typed.items():
        cells[CellRef.parse(ref)].value = value
    return saved(book)


def recalculated(folder: Path, contents: Mapping[str, bytes]) -> dict[str, bytes]:
    """Open each in LibreOffice, without a screen, and save it again."""
    (folder / "in").mkdir()
    for name, content in contents.items():
        (folder / "in" / f"{name}.xlsx").write_bytes(content)
    command = [
        *(SOFFICE, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"),
        *("--convert-to", "xlsx", "--outdir", str(folder / "out")),
        *map(str, sorted((folder / "in").iterdir())),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    return {path.stem: path.read_bytes() for path in (folder / "out").iterdir()}
