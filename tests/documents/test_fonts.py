from __future__ import annotations

import os
import shutil

import pytest
from django.core.checks import run_checks

from documents import fonts
from documents.fonts import FACES, font_file, missing_fonts, other_fonts, use_own_fontconfig


def warnings() -> list[str]:
    return [check.id for check in run_checks() if check.id and check.id.startswith("documents.")]


def test_expected_fonts_give_no_warning():
    assert warnings() == []


def test_missing_fonts_are_named(settings, tmp_path):
    settings.FONTS_DIR = tmp_path

    assert len(missing_fonts()) == 4
    assert set(warnings()) == {"documents.W001"}


def test_other_fonts_are_named(settings, tmp_path):
    for face in FACES:
        if face.folder is None:
            shutil.copy(face.path, tmp_path)
    settings.FONTS_DIR = tmp_path
    (tmp_path / "FandolKai-Regular.otf").write_bytes(b"another font")

    assert other_fonts() == [str(tmp_path / "FandolKai-Regular.otf")]
    assert warnings() == ["documents.W002"]


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "http://127.0.0.1/", "data:,x", "font:///../secret_key", "font:///x.otf"]
)
def test_no_other_address_is_a_font(url):
    assert font_file(url) is None


def test_own_fontconfig_is_used_unless_the_environment_names_one(settings, tmp_path, monkeypatch):
    settings.FONTS_DIR = tmp_path
    (tmp_path / "fonts.conf").write_text("<fontconfig/>", encoding="ascii")
    monkeypatch.setenv("FONTCONFIG_FILE", "")
    monkeypatch.delenv("FONTCONFIG_FILE")

    use_own_fontconfig()
    assert os.environ["FONTCONFIG_FILE"] == str(tmp_path / "fonts.conf")

    monkeypatch.setenv("FONTCONFIG_FILE", "/elsewhere")
    use_own_fontconfig()
    assert os.environ["FONTCONFIG_FILE"] == "/elsewhere"


def test_without_own_fontconfig_nothing_is_set(settings, tmp_path, monkeypatch):
    settings.FONTS_DIR = tmp_path
    monkeypatch.setenv("FONTCONFIG_FILE", "")
    monkeypatch.delenv("FONTCONFIG_FILE")

    use_own_fontconfig()

    assert "FONTCONFIG_FILE" not in os.environ
    assert fonts.font_rules().count("@font-face") == len(FACES)
