"""What was frozen and what stands in a footer never changes: the database itself refuses."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from documents.models import FrozenFiling, Stamp
from tests.factories import make_form_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def stamp():
    frozen = FrozenFiling.objects.create(sha256="0" * 64, form_version=make_form_version(), body="{}")
    return Stamp.objects.create(frozen=frozen, label=Stamp.Label.FINAL, code="TEST-CODE")


@pytest.mark.parametrize("model", [FrozenFiling, Stamp])
def test_the_database_refuses_deletion(stamp, model):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        model.objects.all()._raw_delete("default")


@pytest.mark.parametrize(("model", "change"), [(FrozenFiling, {"body": "[]"}), (Stamp, {"code": "OTHER"})])
def test_the_database_refuses_change(stamp, model, change):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        model.objects.update(**change)
