"""Every kind of column comes back digit for digit, in lines that are the same on every database."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection, models

from evaluations.cycles.models import Cycle
from evaluations.dossiers.models import Cell
from foundation.backup import rows
from tests.factories import make_evaluation

WRITABLE = {"BigAutoField", "AutoField", "BigIntegerField", "IntegerField", "PositiveIntegerField"}
WRITABLE |= {"PositiveSmallIntegerField", "BooleanField", "CharField", "TextField", "DecimalField"}
WRITABLE |= {"DateField", "DateTimeField", "JSONField", "ForeignKey", "OneToOneField"}
WRITABLE |= {"GenericIPAddressField", "UUIDField"}

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1155.500000"), "1155.500000"),
        (Decimal("1E+3"), "1000"),
        (datetime(2022, 4, 6, 1, 2, 3, 4, tzinfo=UTC), "2022-04-06T01:02:03.000004+00:00"),
        (date(2022, 4, 6), "2022-04-06"),
        (time(1, 2), "01:02:00"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
    ],
)
def test_what_json_does_not_know_is_written_as_text(value, text):
    assert rows._plain(value) == text


def test_what_cannot_be_written_is_an_error_and_no_loss():
    with pytest.raises(TypeError, match="no way to write bytes"):
        rows._plain(b"")


def test_every_column_of_the_product_can_be_written():
    kinds = {field.get_internal_type() for model in apps.get_models() for field in rows._fields(model)}

    assert kinds <= WRITABLE


def test_rows_are_written_by_key_in_plain_text():
    first, second = make_evaluation(), make_evaluation()
    Cycle.objects.update(exempt_reasons=[{"乙": 1}])

    lines = [line.decode() for line in rows.lines(Cycle)]

    assert [line.split(",")[0] for line in lines] == [f"[{first.cycle_id}", f"[{second.cycle_id}"]
    assert '[{"乙":1}]' in lines[0]


def test_rows_come_back_as_they_were_whatever_the_clock_says():
    evaluation = make_evaluation()
    long_ago = datetime(2021, 1, 1, 0, 0, 0, 7, tzinfo=UTC)
    evaluation.cells.create(ref="funds/total/executed", typed="701.23", value=Decimal("701.23"))
    Cell.objects.update(changed_at=long_ago)
    lines = list(rows.lines(Cell))
    Cell.objects.all().delete()

    count = rows.load(Cell, lines)

    assert (count, list(rows.lines(Cell))) == (len(lines), lines)
    assert Cell.objects.get(ref="funds/total/executed").changed_at == long_ago


def test_more_rows_than_fit_into_one_batch(monkeypatch):
    evaluation = make_evaluation()
    Cell.objects.bulk_create([Cell(evaluation=evaluation, ref=f"report/{n}") for n in range(7)])
    monkeypatch.setattr(rows, "AT_ONCE", 3)
    lines = list(rows.lines(Cell))
    Cell.objects.all().delete()

    assert (rows.load(Cell, lines), list(rows.lines(Cell))) == (len(lines), lines)


def test_a_line_with_other_columns_is_an_error():
    with pytest.raises(ValueError, match="zip"):
        rows.load(Cell, [b"[1,2]"])


def test_the_next_key_follows_the_highest_one():
    evaluation = make_evaluation()
    lines = [line.replace(b"[", b"[9", 1) for line in rows.lines(Cell)]
    Cell.objects.all().delete()
    rows.load(Cell, lines)
    highest = Cell.objects.aggregate(top=models.Max("pk"))["top"]

    rows.reset_sequences([Cell])

    assert evaluation.cells.create(ref="report/new").pk == highest + 1


@pytest.mark.postgresql
def test_without_the_reset_keys_would_be_given_twice():
    evaluation = make_evaluation()
    lines = [line.replace(b"[", b"[9", 1) for line in rows.lines(Cell)]
    Cell.objects.all().delete()
    rows.load(Cell, lines)

    highest = Cell.objects.aggregate(top=models.Max("pk"))["top"]
    assert evaluation.cells.create(ref="report/new").pk < highest
    assert connection.vendor == "postgresql"
