"""What is append-only is not replaced: SQLite's REPLACE asks no DELETE trigger, an upsert asks UPDATE's."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from documents.models import FrozenFindings
from evaluations.dossiers.dossier import dossier_of
from evaluations.dossiers.services.extending import extend
from evaluations.dossiers.services.granting import grant_filling, revoke_filling
from evaluations.dossiers.services.set_printing import print_all
from evaluations.dossiers.services.signing import Signature, record_signed, void_signed
from evaluations.oversight.services.calling import record_call
from evaluations.projects.registering import Entry, register
from evaluations.second_scores.services import issuing
from evaluations.summaries.models import usual
from evaluations.summaries.services import print_summary
from foundation.audit import immutability
from foundation.audit.models import AuditEvent
from tests.dossiers.lives import ALL
from tests.dossiers.remarked import answer, sent
from tests.foundation.audit.events import record
from tests.second_scores.sampled import drawn, issued

pytestmark = pytest.mark.django_db
FILED = (
    "audit_auditevent",
    "documents_formversion",
    "documents_frozenfiling",
    "documents_frozenfindings",
    "documents_frozenset",
    "documents_setpart",
    "documents_stamp",
    "dossiers_contribution",
    "dossiers_extension",
    "dossiers_fillinggrant",
    "dossiers_move",
    "dossiers_remarkentry",
    "dossiers_revocation",
    "dossiers_signedcopy",
    "dossiers_submission",
    "dossiers_voiding",
    "oversight_call",
    "projects_budgetmovement",
    *(
        f"second_scores_{name}"
        for name in ("review", "sampledfiling", "completion", "issue", "unitanswer", "reviewprinting")
    ),
    "summaries_summaryprinting",
)
REPLACE = ("INSERT OR REPLACE INTO {0} SELECT * FROM {0}", "REPLACE INTO {0} SELECT * FROM {0}")
UPSERT = "INSERT INTO {0} SELECT * FROM {0} WHERE id > 0 ON CONFLICT (id) DO UPDATE SET id = excluded.id"


@pytest.fixture
def filed():
    """A filing at its end: a row in every table that it leaves for ever."""
    FrozenFindings.objects.create(sha256="0" * 64, state="现状", body="{}")
    life, remark = sent()
    answer(life, remark, "与决算一致")
    later, by = life.evaluation.due_on + timedelta(days=9), life.people["division"]
    extend(life.evaluation.cycle, [life.evaluation.pk], until=later, reason="数据未核实", by=by)
    life.to(*ALL)
    filer, filing = life.people["filer"], life.evaluation
    whole = dossier_of(filer, filing.cycle_id, filing.unit_id)
    code = print_all(whole, by=filer).frozen_set.code
    copy = record_signed(whole, Signature(code, "赵局长", filing.due_on), by=filer)
    void_signed(whole, copy, "缺页", by=filer)
    grant = grant_filling(whole, evaluation=None, reason="无财务人员", until=timezone.localdate(), by=filer)
    revoke_filling(whole, grant, by=filer)
    called = {"way": "phone", "called_on": filing.due_on, "spoke_with": "李雷", "said": "明天报送"}
    record_call(filing.cycle, filing.unit, called, by=life.people["department"])
    entry = Entry("initial", Decimal(200), "示例1号", filing.due_on)
    register(filing.project, filing.cycle.data_year, [entry], by=filer)
    print_summary(filing.cycle, filing.unit, filing.due_on, usual(), approved_only=False, by=filer)
    issuing.answer(issued(drawn(life), life), agrees=True, text="", by=filer)
    return life


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def refused(statement):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        execute(statement)
    return True


def test_every_table_without_an_open_row_is_tried_here():
    closed = {one.table for one in immutability.protected() if one.open_while == "FALSE"}

    assert closed == {*FILED, "audit_chainhead"}


@pytest.mark.sqlite
@pytest.mark.parametrize("statement", REPLACE)
@pytest.mark.parametrize("table", [*FILED, "audit_chainhead"])
def test_no_row_is_replaced(filed, table, statement):
    assert refused(statement.format(table))


@pytest.mark.sqlite
def test_nor_by_what_may_stand_only_once():
    record()
    columns = [field.column for field in AuditEvent._meta.fields if not field.primary_key]
    others = ", ".join(columns)

    assert refused(f"REPLACE INTO audit_auditevent ({others}) SELECT {others} FROM audit_auditevent")


@pytest.mark.parametrize("table", FILED)
def test_no_row_is_changed_by_an_upsert(filed, table):
    assert refused(UPSERT.format(table))


@pytest.mark.sqlite
def test_without_the_trigger_a_row_would_be_replaced():
    record()
    immutability.lift()

    execute("REPLACE INTO audit_auditevent SELECT * FROM audit_auditevent")

    assert AuditEvent.objects.count() == 1


def test_a_new_row_enters():
    record()
    record()

    assert AuditEvent.objects.count() == 2
