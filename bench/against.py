"""The papers against other programs: `python -m bench.against [--rounds 3] [--typst PYTHON]`.

One run, taking turns: ours and bare WeasyPrint warm in this process, `soffice --headless` in a process for
each paper, Typst in the Python of an environment that has it. What is not installed is told in words.
LibreOffice gets our own workbook for the table and bare paragraphs for the report; Typst gets grid and text.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.foreign import flat_odt, typst_report, typst_table
from bench.measuring import ROOT, Taken, child, interleaved, print_heading, print_table, timed
from bench.subjects import FILINGS, IMPRINT, bare, ours
from core.paper.report import report
from core.paper.table import table
from documents.fonts import fonts_dir
from documents.table_xlsx import table_xlsx

PAPERS = ("table", "report")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--typst", default="", help="the Python of an environment with the package typst")
    parser.add_argument("--soffice", default=shutil.which("soffice") or "")
    options = parser.parse_args()
    print_heading(f"python -m bench.against {' '.join(sys.argv[1:])}".strip())
    with tempfile.TemporaryDirectory() as folder:
        rows = [row for name in PAPERS for row in _compared(name, options, Path(folder))]
    print_table("Against others", ("paper", "by", "CPU ms", "ms", "CPU, ours = 1"), rows)


def _compared(name: str, options: argparse.Namespace, folder: Path) -> list[tuple[object, ...]]:
    paper, plain = (lambda: ours(name)), bare(name)
    paper()
    plain()
    cases = {"ours": lambda: timed(paper), "bare WeasyPrint": lambda: timed(plain)}
    if options.soffice:
        source = _office_source(name, folder)
        cases["soffice --headless"] = lambda: _converted(options.soffice, source, folder)
    if options.typst:
        markup = _markup(name, folder)
        cases["Typst, first in its process"] = lambda: _typeset(options.typst, markup, "cold")
        cases["Typst, again"] = lambda: _typeset(options.typst, markup, "warm")
    taken = interleaved(cases, options.rounds)
    rows = [(name, by, one.cpu, one.wall or "", one.cpu / taken["ours"].cpu) for by, one in taken.items()]
    absent = [by for by in ("soffice", "typst") if not getattr(options, by)]
    return rows + [(name, by, "not installed, not measured", "", "") for by in absent]


def _office_source(name: str, folder: Path) -> Path:
    form, snapshot = FILINGS[name]
    if name == "table":
        (source := folder / "table.xlsx").write_bytes(table_xlsx(table(form, snapshot), (), IMPRINT))
    else:
        (source := folder / "report.fodt").write_text(flat_odt(report(form, snapshot)), encoding="utf-8")
    return source


def _converted(program: str, source: Path, folder: Path) -> Taken:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    source.with_suffix(".pdf").unlink(missing_ok=True)
    taken = child(command)
    if not source.with_suffix(".pdf").is_file():
        raise RuntimeError("soffice wrote nothing")
    return taken


def _markup(name: str, folder: Path) -> Path:
    form, snapshot = FILINGS[name]
    text = typst_table(table(form, snapshot)) if name == "table" else typst_report(report(form, snapshot))
    (path := folder / f"{name}.typ").write_text(text, encoding="utf-8")
    return path


def _typeset(python: str, markup: Path, which: str) -> Taken:
    """Typst in a process of its own, which measures itself; compiled once, then three times more."""
    command = [python, str(ROOT / "bench" / "typesetting.py"), str(markup), "3", str(fonts_dir())]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return Taken(json.loads(done.stdout)[which], 0.0)


if __name__ == "__main__":
    main()
