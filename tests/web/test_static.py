"""What is shipped with the pages is what was taken from its maker, and asks nobody else for anything."""

import hashlib
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

ROOT = Path(__file__).parents[2]
VENDOR = ROOT / "static" / "vendor"
MANIFEST = [line.split("\t") for line in (VENDOR / "MANIFEST.tsv").read_text(encoding="utf-8").splitlines()]
OURS = [path for folder in ("css", "js") for path in sorted((ROOT / "static" / folder).iterdir())]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(("name", "package", "version", "licence", "sha256"), MANIFEST)
def test_a_vendored_file_is_the_one_in_the_manifest(name, package, version, licence, sha256):
    assert digest((VENDOR / name).read_bytes()) == sha256
    assert (VENDOR / f"LICENSE.{package}.txt").exists()


def test_a_changed_byte_would_be_found():
    name, *_, sha256 = MANIFEST[0]

    assert digest((VENDOR / name).read_bytes() + b" ") != sha256


def test_every_vendored_file_is_in_the_manifest():
    assert {path.name for path in VENDOR.iterdir()} == {row[0] for row in MANIFEST} | {"MANIFEST.tsv"}


@pytest.mark.parametrize("path", [*OURS, VENDOR / "bootstrap.min.css"], ids=lambda path: path.name)
def test_nothing_is_fetched_from_elsewhere(path):
    text = path.read_text(encoding="utf-8")

    assert "sourceMappingURL" not in text
    assert not re.search(r"url\(['\"]?(https?:)?//|@import|fetch\(['\"]http", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=names(TEMPLATES))
def test_templates_hold_no_script_no_style_and_no_foreign_address(path):
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|hx-on|javascript:|\|safe\b", text)
    assert not re.search(r"(src|href)=\"(https?:)?//", text)


IMPORT = re.compile(r'^(?:import|export)\b[^;]*?"\./([\w.-]+)";', re.MULTILINE)


def test_no_script_is_run_under_two_names(tmp_path, settings):
    """A browser runs a module once for each address: everything typed would be saved twice."""
    settings.STATIC_ROOT = tmp_path
    hashed = {"BACKEND": "config.collected.HashedStaticFiles"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": hashed}
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["vendor", "django_htmx"])
    names = [name for name in staticfiles_storage.hashed_files.values() if name.startswith("js/")]

    imported = [f"js/{found}" for name in names for found in IMPORT.findall((tmp_path / name).read_text())]

    assert len(imported) > 10
    assert [name for name in imported if name not in names] == []


def test_htmx_comes_with_django_htmx():
    assert finders.find("django_htmx/htmx-2.min.js")


def test_the_bar_alone_turns_the_writing_of_its_links_white():
    look = (ROOT / "static" / "css" / "ziping.css").read_text(encoding="utf-8")

    assert "\n.bar a, .bar button.link { color: #fff; }" in look
    assert "\nbutton.link { color" not in look
