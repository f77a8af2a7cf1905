"""A case of a module, filed once through the real pages."""

from __future__ import annotations

import pytest

from tests.golden.filed import Filed, file_case, leaving_nothing


@pytest.fixture(scope="module")
def filed(case, django_db_setup, django_db_blocker, tmp_path_factory) -> Filed:
    with leaving_nothing(django_db_blocker, tmp_path_factory.mktemp("papers")):
        return file_case(case)
