"""The watch over the test database notices whoever was left behind, and lets the next test go on."""

import psycopg
import pytest
from django.db import connection, transaction

from tests import alone as watch


@pytest.fixture
def neighbour():
    """Somebody else at the test database, as a request that did not end."""
    values = connection.settings_dict
    names = {"dbname": "NAME", "host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    given = {name: str(values[key]) for name, key in names.items() if values[key]}
    with psycopg.connect(autocommit=True, **given) as other:
        yield other


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_who_is_left_behind_is_told_and_sent_away(neighbour, monkeypatch):
    monkeypatch.setattr(watch, "SECONDS", 0.1)
    neighbour.execute("SELECT 'left behind here'")

    with pytest.raises(AssertionError, match="left behind here"):
        watch.alone()

    with pytest.raises(psycopg.OperationalError):
        neighbour.execute("SELECT 1")
    watch.alone()


@pytest.mark.django_db(transaction=True)
def test_an_open_transaction_is_told():
    with transaction.atomic(), pytest.raises(AssertionError, match="a transaction is open"):
        watch.alone()
