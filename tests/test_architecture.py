"""The house keeps its own order: sizes, columns, migrations, templates."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("accounts", "config", "core", "documents", "evaluations", "foundation", "indicators")
FILES = [path for name in PACKAGES for path in sorted((ROOT / name).rglob("*.py"))]
SOURCES = [path for path in FILES if "migrations" not in path.parts]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
PAGES = sorted((ROOT / "templates").rglob("*.html"))
TEMPLATES = PAGES + sorted((ROOT / "documents").rglob("*.html"))
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_TEMPLATE = 350, 40, 80


def named(path):
    return str(path.relative_to(ROOT))


def functions():
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield f"{named(path)}:{node.name}", node


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("model", apps.get_models(), ids=lambda model: model._meta.label)
def test_decimals_are_short_enough_for_sqlite(model):
    columns = [field for field in model._meta.get_fields() if isinstance(field, models.DecimalField)]

    assert [field.name for field in columns if not field.max_digits or field.max_digits > 15] == []


@pytest.mark.parametrize("model", apps.get_models(), ids=lambda model: model._meta.label)
def test_no_model_keeps_floats(model):
    assert [field.name for field in model._meta.get_fields() if isinstance(field, models.FloatField)] == []


def longer(files, *, than):
    """Which of the files have more lines, and how many."""
    lengths = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    return {name: length for name, length in lengths.items() if length > than}


@pytest.mark.parametrize("files", [SOURCES, TESTS], ids=["product", "tests"])
def test_no_file_is_too_long(files):
    assert longer(files, than=LONGEST_FILE) == {}


def test_a_test_file_of_one_line_too_many_is_found():
    length = max(longer(TESTS, than=0).values())

    assert longer(TESTS, than=length) == {}
    assert set(longer(TESTS, than=length - 1).values()) == {length}


def test_no_function_is_too_long():
    lengths = {name: node.end_lineno - node.lineno + 1 for name, node in functions()}

    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_half_of_the_functions_have_at_most_eight_lines():
    lengths = sorted(node.end_lineno - node.lineno + 1 for _, node in functions())

    assert lengths[len(lengths) // 2] <= 8


def test_no_room_for_odds_and_ends():
    assert [named(path) for path in SOURCES if path.stem == "utils" or "common" in path.parts] == []


def found(pattern, files):
    """What of `pattern` stands in which file."""
    hits = {named(path): re.findall(pattern, path.read_text(encoding="utf-8")) for path in files}
    return {name: words for name, words in hits.items() if words}


def test_no_text_is_declared_safe():
    """What a person typed is escaped everywhere; there is no way around it to forget."""
    assert found(r"mark_safe|SafeString\(|autoescape\s*=\s*False|csrf_exempt", SOURCES) == {}


def test_templates_escape_everything():
    assert found(r"\|\s*safe(?:seq)?\b|autoescape\s+off", TEMPLATES) == {}


def test_pages_hold_no_script_and_no_style():
    inline = r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle=|\son[a-z]+=|\shx-on|javascript:"

    assert found(inline, PAGES) == {}


def test_templates_are_short():
    assert longer(TEMPLATES, than=LONGEST_TEMPLATE) == {}


def test_nothing_is_asked_from_outside():
    outside = r"""(?:src|href|url\()\s*=?\s*["']?(?:https?:)?//"""
    files = [*TEMPLATES, *(ROOT / "static" / "css").glob("*.css"), *(ROOT / "static" / "js").glob("*.js")]

    assert found(outside, files) == {}
