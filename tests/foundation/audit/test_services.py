"""The log: one chain per finance bureau, values only, nothing lost under concurrency."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction

from foundation.audit import queries, services
from foundation.audit.models import AuditEvent, ChainHead
from foundation.audit.services import Actor
from tests.foundation.audit.events import FILING, WANG, record


@pytest.mark.django_db
def test_links_are_numbered_from_one_in_each_chain():
    events = [record(1), record(1), record(2)]

    assert [(event.chain, event.number) for event in events] == [(1, 1), (1, 2), (2, 1)]


@pytest.mark.django_db
def test_a_link_carries_the_hash_of_the_one_before():
    first, second = record(), record()

    assert second.previous_sha256 == first.sha256


@pytest.mark.django_db
def test_names_are_kept_as_values():
    event = record(actor=WANG)

    assert (event.actor_id, event.actor_name, event.subject_label) == (7, "王明", "医疗救助")


@pytest.mark.django_db
def test_what_was_recorded_verifies_after_it_was_read_back():
    record(detail={"rate": Decimal("60.70"), "on": date(2022, 5, 6), "rows": [1, "≧98％", None, {"b": True}]})

    assert queries.broken_chains() == []


@pytest.mark.django_db
def test_text_that_no_database_stores_is_replaced():
    event = record(detail={"reason": "a\x00b\ud800"}, actor=Actor(1, "王\x00"))

    assert (event.detail, event.actor_name) == ({"reason": "a�b�"}, "王�")


@pytest.mark.django_db
@pytest.mark.parametrize("detail", [{"rate": 0.5}, {"rows": [1, [0.5]]}, {"a": {"b": (0.5,)}}])
def test_a_float_is_refused(detail):
    with pytest.raises(TypeError, match="no floats"):
        record(detail=detail)


@pytest.mark.django_db(transaction=True)
def test_a_record_is_rolled_back_with_what_it_records():
    with transaction.atomic():
        record()
        transaction.set_rollback(True)

    assert (AuditEvent.objects.count(), queries.broken_chains()) == (0, [])


@pytest.mark.django_db
def test_a_refusal_is_marked_as_one():
    event = services.record_refusal(
        1, action="approve", actor=WANG, subject=FILING, detail={"reason": "不能"}
    )

    assert event.result == AuditEvent.Result.REFUSED


@pytest.mark.django_db(transaction=True)
def test_a_refusal_is_not_recorded_inside_a_transaction():
    with pytest.raises(RuntimeError), transaction.atomic():
        services.record_refusal(1, action="approve", actor=WANG, subject=FILING, detail={})


@pytest.mark.django_db(transaction=True)
def test_forty_records_at_once_make_one_unbroken_chain():
    def one(number):
        try:
            return record(detail={"n": number}).number
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        numbers = sorted(threads.map(one, range(40)))

    assert (numbers, queries.broken_chains()) == (list(range(1, 41)), [])


@pytest.mark.django_db
def test_the_head_knows_the_last_link():
    event = record()

    head = ChainHead.objects.get()
    assert (str(head), head.sha256) == ("1#1", event.sha256)
