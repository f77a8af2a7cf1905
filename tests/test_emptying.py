"""After a test that commits, the tables are as a migrate leaves them."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError

from foundation.audit import immutability
from foundation.audit.models import AuditEvent
from tests.dossiers.lives import begin
from tests.emptying import empty_tables
from tests.foundation.audit.events import record

pytestmark = pytest.mark.django_db(transaction=True)


def rows() -> dict[str, int]:
    """How many each table of the product holds."""
    return {
        model._meta.db_table: model._base_manager.count()
        for model in apps.get_models(include_auto_created=True)
    }


def test_nothing_is_left_but_what_a_flush_leaves():
    begin().to("unit_head")
    empty_tables()
    left = rows()

    immutability.lift()
    call_command("flush", verbosity=0, interactive=False)

    assert left == rows()


def test_what_is_append_only_is_so_again():
    record()
    empty_tables()

    record()

    assert immutability.missing() == []
    with pytest.raises(IntegrityError, match="append-only"):
        AuditEvent.objects.all().delete()


def test_a_trigger_that_a_test_took_away_is_there_again():
    immutability.lift()

    empty_tables()

    assert immutability.missing() == []
