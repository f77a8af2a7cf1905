"""常用语 of the bureau: kept by finance, ticked by every reviewer, those used most first."""

from __future__ import annotations

import pytest

from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.models import Phrase, Remark
from evaluations.dossiers.services.phrases import keep_phrase, phrases_of
from foundation.audit.models import AuditEvent
from tests.dossiers.lives import begin
from tests.dossiers.pages.posting import text
from tests.dossiers.pages.remarking import get, remark_at
from tests.dossiers.pages.remarking import post as posted
from tests.dossiers.remarked import GOAL

pytestmark = pytest.mark.django_db
LONG = "请" * 201


@pytest.fixture
def life():
    """Before 业务股室."""
    return begin().to("unit_head", "department")


def keep(life, words="请附佐证材料"):
    keep_phrase(life.evaluation, words, by=life.people["division"])
    return Phrase.objects.get(text=words)


def draft(life, who="division", **given):
    words = {"problem": "不符", "wanted": "请核对", **given}
    return posted(life, who, "remark_draft", query=f"?ref={GOAL}", **words)


def test_what_is_wanted_becomes_a_phrase_once_and_on_the_record(life):
    for _ in range(2):
        draft(life, keep="on")

    assert [str(one) for one in phrases_of(life.evaluation)] == ["请核对"]
    assert AuditEvent.objects.filter(action="存入常用语").count() == 1


def test_a_ticked_phrase_is_appended_and_counted(life):
    phrase = keep(life)

    draft(life, phrases=[phrase.pk])

    phrase.refresh_from_db()
    assert (Remark.objects.get().wanted, phrase.used) == ("请核对\n请附佐证材料", 1)


def test_a_phrase_alone_says_what_is_wanted(life):
    draft(life, wanted="", phrases=[keep(life).pk])

    assert Remark.objects.get().wanted == "请附佐证材料"


@pytest.mark.parametrize("is_kept", [False, True])
def test_nothing_wanted_is_refused_with_and_without_phrases(life, is_kept):
    if is_kept:
        keep(life)

    response = draft(life, wanted=" ")

    assert response.status_code == 422
    assert "请写明要求怎样修改或说明。" in text(response)


def test_a_phrase_that_is_too_long_is_refused_and_nothing_is_lost(life):
    response = draft(life, wanted=LONG, keep="on")

    assert (response.status_code, LONG in text(response)) == (422, True)
    assert not Phrase.objects.exists()


def test_those_used_most_stand_first(life):
    keep(life)
    often = keep(life, "请核对决算")

    draft(life, phrases=[often.pk])

    assert [one.text for one in phrases_of(life.evaluation)] == ["请核对决算", "请附佐证材料"]


def test_another_bureau_has_its_own(life):
    keep(life)

    assert not phrases_of(begin().evaluation).exists()


def test_other_reviewers_use_them_and_keep_none():
    life = begin().to()
    keep(life)

    page = text(get(life, "unit_head", "remark_draft"))

    assert ("请附佐证材料" in page, "存为本局的常用语" in page) == (True, False)
    remark_at(life, GOAL, keep="on")
    assert Phrase.objects.count() == 1
    with pytest.raises(NotAllowed, match="财政部门"):
        keep_phrase(life.evaluation, "请核对", by=life.people["unit_head"])
