"""授权代填: who gives and takes it; what is filled in by it is on the record, and not approved by who did."""

import pytest

from core.workflow import Action
from evaluations.dossiers.dossier import dossier_of
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.models import FillingGrant
from evaluations.dossiers.services.granting import revoke_filling
from foundation.audit.models import AuditEvent
from tests.dossiers.granted import begin_granted, grant
from tests.dossiers.lives import Life, begin, refused
from tests.factories import FILLED, fill_in, make_unit

pytestmark = pytest.mark.django_db
GRANTERS = ("filer", "unit_head", "division", "performance", "administrator")


def take_back(life: Life, who: str) -> None:
    whole = dossier_of(life.people[who], life.evaluation.cycle_id, life.evaluation.unit_id)
    revoke_filling(whole, FillingGrant.objects.get(), by=life.people[who])


def log(life: Life) -> list[tuple[str, object, object]]:
    """Of what the department's people did: action and the two units."""
    lines = AuditEvent.objects.filter(actor_id=life.people["stand_in"].pk).order_by("pk")
    return [(one.action, one.detail.get("填报单位"), one.detail.get("代填单位")) for one in lines]


@pytest.mark.parametrize("who", GRANTERS)
def test_the_unit_finance_and_administrators_grant_and_take_back(who):
    life = begin()

    made = grant(life.evaluation, life.people[who])
    take_back(life, who)

    department, unit = life.evaluation.unit.parent.name, life.evaluation.unit.name
    found = AuditEvent.objects.filter(subject_type="dossiers.FillingGrant").order_by("pk")
    assert [one.action for one in found] == ["授权代填", "收回代填授权"]
    assert {key: found[0].detail[key] for key in ("填报单位", "代填单位", "范围", "原因")} == {
        "填报单位": unit,
        "代填单位": department,
        "范围": "全部自评表",
        "原因": "无财务人员",
    }
    words = f"{department}代{unit}填报"
    assert (str(made), str(made.revocation)) == (words, f"{words} 收回")


def test_the_department_cannot_let_itself_in():
    life = begin()

    with pytest.raises(NotAllowed) as refusal:
        grant(life.evaluation, life.people["department"])

    assert (refusal.value.http_status, FillingGrant.objects.count()) == (403, 0)


def test_who_was_let_in_neither_grants_nor_takes_back():
    life = begin_granted()

    with pytest.raises(NotAllowed) as refusal:
        take_back(life, "stand_in")

    assert refusal.value.http_status == 403


def test_the_same_is_not_granted_twice():
    life = begin_granted()

    with pytest.raises(NotAllowed, match="已有相同范围的授权，有效期至2099年12月31日"):
        grant(life.evaluation, life.people["performance"])

    grant(life.evaluation, life.people["performance"], evaluation=life.evaluation)
    assert FillingGrant.objects.count() == 2


def test_a_grant_is_taken_back_once():
    life = begin_granted()
    take_back(life, "filer")

    with pytest.raises(NotAllowed) as refusal:
        take_back(life, "filer")

    assert refusal.value.http_status == 409


@pytest.mark.parametrize("other", [None, make_unit])
def test_a_unit_without_another_department_grants_nothing(other):
    life = begin()
    unit = life.evaluation.unit
    unit.department = other(unit.parent) if other else unit
    unit.save()

    with pytest.raises(NotAllowed) as refusal:
        grant(life.evaluation, life.people["filer"])

    assert refusal.value.http_status == 409


def test_nothing_is_granted_after_the_year_is_closed():
    life = begin(cycle_given={"is_open": False})

    with pytest.raises(NotAllowed, match="已结束"):
        grant(life.evaluation, life.people["filer"])


def test_what_is_filled_in_by_a_grant_is_on_the_record_with_both_units():
    life = begin_granted()
    fill_in(life.evaluation, life.people["stand_in"])

    life.move(Action.SUBMIT, "stand_in")

    unit = life.evaluation.unit
    words = ["代填：填报", "代填：填写", "代填：送审"]
    assert log(life) == [(word, unit.name, unit.parent.name) for word in words]
    remarks = list(life.evaluation.moves.values_list("capacity", "remark"))
    assert remarks == [("filer", f"由{unit.parent.name}代填。")] * 2


def test_what_the_units_own_filer_does_stays_without_a_remark():
    life = begin_granted().to()

    assert set(life.evaluation.moves.values_list("remark", flat=True)) == {""}
    assert not AuditEvent.objects.filter(action__startswith="代填").exists()


def test_who_filled_in_by_a_grant_does_not_decide_on_it():
    life = begin_granted()
    fill_in(life.evaluation, life.people["department"], {"header/filer": FILLED["header/filer"]})
    life.to("unit_head")

    sentence = refused(403, life, Action.APPROVE, "department")

    assert sentence == "您填报或修改过本表，不能办理“审核通过”，请由其他人员办理。"


def test_who_was_let_in_and_filled_in_nothing_decides_without_a_word_of_standing_in():
    life = begin_granted().to("unit_head")

    life.move(Action.APPROVE, "department")

    last = life.evaluation.moves.last()
    assert (last.capacity, last.remark, last.to_step) == ("department", "", "division")
