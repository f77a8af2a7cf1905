"""Append-only tables refuse change and deletion in the database itself, on SQLite and on PostgreSQL."""

import pytest

from foundation.audit import immutability

pytestmark = pytest.mark.django_db


def test_every_trigger_is_laid_after_migrate():
    assert immutability.missing() == []
