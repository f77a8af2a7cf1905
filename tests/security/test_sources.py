"""What no line of ours does: run text as code, talk to others, draw from a dice that can be guessed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_architecture import ROOT, SOURCES, found, named

CALLS = {
    *("eval", "exec", "compile", "__import__", "os.system", "os.popen", "Template", "RawSQL"),
    *("hashlib.md5", "hashlib.sha1", "from_string", "raw", "extra"),
}
"""By their whole name, or as the method of anything."""
MODULES = {
    **dict.fromkeys(("pickle", "marshal", "shelve", "yaml", "random", "ctypes"), ""),
    **dict.fromkeys(("smtplib", "ftplib", "ldap3", "requests", "httpx", "django.core.mail"), ""),
    **dict.fromkeys(("lxml", "jinja2", "tarfile"), ""),
    "xml": "foundation/intake/cells.py",
    "subprocess": "foundation/intake/sandbox.py foundation/supervisor/child.py",
    "socket": "foundation/intake/scanner.py foundation/supervisor/preparing.py",
    "urllib.request": "foundation/health/probe.py",
}
"""And the files that may import them, each for one known purpose (XML: the gate refuses DOCTYPE)."""
SQL = "foundation/audit/immutability.py foundation/backup/databases.py foundation/backup/rows.py"
"""SQL of our own: triggers and whole tables, with names from the models, never with a word that was typed."""
CURSORS = {*SQL.split(), "foundation/health/checks.py"}


def faults(source: str, name: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield from _of_call(node, name)
        elif isinstance(node, ast.Import):
            yield from _of_modules([alias.name for alias in node.names], name)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            whole = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from _of_modules([str(node.module), *whole], name)


def _of_call(node: ast.Call, name: str) -> Iterator[str]:
    called = ast.unparse(node.func)
    method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    if called in CALLS or (method in CALLS - {"compile"}):
        yield called
    if any(word.arg == "shell" for word in node.keywords):
        yield "shell"
    if method == "cursor" and name not in CURSORS:
        yield "cursor"


def _of_modules(modules: list[str], name: str) -> Iterator[str]:
    for module in modules:
        for known, where in MODULES.items():
            if (module == known or module.startswith(known + ".")) and name not in where.split():
                yield f"import {known}"


def test_no_line_of_ours_does_what_cannot_be_checked():
    wrong = {named(path): list(faults(path.read_text(encoding="utf-8"), named(path))) for path in SOURCES}

    assert {name: words for name, words in wrong.items() if words} == {}


@pytest.mark.parametrize(
    "line",
    [
        *("eval(x)", "os.system(x)", "Template(x).render(y)", "engine.from_string(x)", "hashlib.md5(x)"),
        *("run(x, shell=True)", "connection.cursor()", "Unit.objects.raw(x)", "Unit.objects.extra(where=x)"),
        *("import pickle", "from xml.etree import ElementTree", "import urllib.request", "import random"),
        *("from urllib import request", "from django.core import mail", "import subprocess"),
    ],
)
def test_each_of_them_would_be_found(line):
    assert list(faults(line, "accounts/x.py")) != []


def test_the_exceptions_are_there():
    """So that the list of exceptions does not outlive them."""
    allowed = {*CURSORS, *" ".join(MODULES.values()).split()}

    assert [name for name in allowed if not Path(ROOT, name).is_file()] == []


def test_no_script_of_ours_runs_text_or_listens_to_others():
    scripts = sorted((ROOT / "static" / "js").glob("*.js"))
    never = r"\beval\(|new Function|document\.write|postMessage|insertAdjacentHTML|outerHTML|__proto__"

    assert found(never, scripts) == {}


def test_scripts_compare_strictly():
    scripts = sorted((ROOT / "static" / "js").glob("*.js"))

    assert found(r"[^=!]==[^=]|!=[^=]", scripts) == {}


def test_scripts_put_markup_from_the_server_alone_into_the_page():
    """Django has escaped it there; everything else is put in as text."""
    scripts = sorted((ROOT / "static" / "js").glob("*.js"))

    assert set(found(r"\.innerHTML = ", scripts)) == {"static/js/live.js", "static/js/paste.js"}
