"""`verify_audit` names the first broken row, whatever was done to it behind the triggers."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from foundation.audit import immutability
from foundation.audit.models import AuditEvent, ChainHead
from tests.foundation.audit.events import record

pytestmark = pytest.mark.django_db


@pytest.fixture
def five():
    """Five links, and the triggers lifted as somebody with the database's password could."""
    for number in range(5):
        record(detail={"n": number})
    immutability.lift()
    return AuditEvent.objects.order_by("number")


def verify():
    out = StringIO()
    call_command("verify_audit", stdout=out)
    return out.getvalue()


def test_a_whole_log_is_said_to_be_whole(five):
    assert verify() == "操作日志完整，共5条。\n"


@pytest.mark.parametrize(
    ("change", "row"),
    [
        (lambda rows: rows.filter(number=3).update(actor_name="李四"), "第3条内容与校验值不符"),
        (lambda rows: rows.filter(number=3).update(detail={"n": 9}), "第3条内容与校验值不符"),
        (lambda rows: rows.filter(number=3).update(sha256="0" * 64), "第3条内容与校验值不符"),
        (lambda rows: rows.filter(number=4).update(previous_sha256="0" * 64), "第4条与上一条记录不衔接"),
        (lambda rows: rows.filter(number=2).delete(), "第2条缺少第2条记录"),
        (lambda rows: rows.filter(number=5).delete(), "第5条末尾记录缺失：应有5条，实有4条"),
        (lambda rows: rows.all().update(number=F("number") + 10), "第1条缺少第1条记录"),
        (lambda rows: ChainHead.objects.all().delete(), "第6条末尾记录缺失：应有0条，实有5条"),
    ],
)
def test_tampering_is_found_at_the_first_row(five, change, row):
    change(five)

    with pytest.raises(CommandError) as refusal:
        verify()

    assert str(refusal.value) == f"财政部门1：操作日志{row}。"
