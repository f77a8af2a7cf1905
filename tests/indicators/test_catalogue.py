"""The forms that ship with the product, and what is said about a broken file."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.filing.canonical import form_to_json
from indicators import catalogue
from indicators.refusals import FormRefused
from indicators.rows import definition

NATIONAL = catalogue.FOLDER / "national-project-2020.toml"


@pytest.mark.django_db
@pytest.mark.parametrize("path", catalogue.available(), ids=lambda path: path.stem)
def test_rows_compile_to_what_the_file_says(path):
    template = catalogue.load(path)

    assert form_to_json(definition(template)) == form_to_json(catalogue.read(path))
