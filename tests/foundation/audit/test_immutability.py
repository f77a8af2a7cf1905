"""Append-only tables refuse change and deletion in the database itself, on SQLite and on PostgreSQL."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, models, transaction

from foundation.audit import checks, immutability
from foundation.audit.models import AuditEvent, ChainHead
from tests.foundation.audit.events import record

pytestmark = pytest.mark.django_db


def refused(change):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        change()
    return True


def test_every_trigger_is_laid_after_migrate():
    assert immutability.missing() == []


def test_the_log_refuses_an_update():
    record()

    assert refused(lambda: AuditEvent.objects.update(action="other"))


def test_the_log_refuses_deletion():
    record()

    assert refused(lambda: AuditEvent.objects.all().delete())


def test_a_column_that_may_change_may_change():
    record()

    assert ChainHead.objects.update(number=5) == 1


def test_a_column_beside_it_may_not():
    record()

    assert refused(lambda: ChainHead.objects.update(number=5, chain=2))


@pytest.mark.postgresql
def test_the_log_refuses_truncation():
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE audit_auditevent")


def test_lifted_triggers_are_missed_by_the_check():
    immutability.lift()

    warnings = checks.append_only_tables_are_protected(databases=["default"])

    assert "append-only trigger audit_auditevent_no_update is missing" in [
        warning.msg for warning in warnings
    ]


def test_the_check_asks_no_database_unless_told_to():
    immutability.lift()

    assert checks.append_only_tables_are_protected() == []


@pytest.mark.django_db(transaction=True)
def test_protection_survives_the_rebuild_of_a_table():
    label = models.CharField(max_length=301, blank=True)
    label.set_attributes_from_name("subject_label")
    with connection.schema_editor() as editor:
        editor.alter_field(AuditEvent, AuditEvent._meta.get_field("subject_label"), label, strict=True)
        editor.alter_field(AuditEvent, label, AuditEvent._meta.get_field("subject_label"))

    call_command("migrate", verbosity=0)
    record()

    assert refused(lambda: AuditEvent.objects.all().delete())


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_without_migrate_a_rebuild_would_lose_the_triggers():
    field = AuditEvent._meta.get_field("subject_label")
    other = models.CharField(max_length=301, blank=True)
    other.set_attributes_from_name("subject_label")
    with connection.schema_editor() as editor:
        editor.alter_field(AuditEvent, field, other, strict=True)
        editor.alter_field(AuditEvent, other, field)

    assert "audit_auditevent_no_delete" in immutability.missing()
