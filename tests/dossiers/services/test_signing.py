"""登记盖章件: matched by the code that the paper carries; what changed since is named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from tempfile import TemporaryFile
from typing import IO

import pytest
from django.db import IntegrityError, transaction

from core.workflow import Action
from documents.models import Stamp
from evaluations.cycles.models import Cycle
from evaluations.dossiers.dossier import dossier_of
from evaluations.dossiers.exceptions import NotAllowed, Stale
from evaluations.dossiers.models import Evaluation, SignedCopy
from evaluations.dossiers.services.evidence import sweep_orphans
from evaluations.dossiers.services.printing import print_now
from evaluations.dossiers.services.set_printing import print_all
from evaluations.dossiers.services.signing import Signature, record_signed, void_signed
from evaluations.dossiers.signing import copies_of, standings
from foundation.audit.models import AuditEvent
from foundation.intake.refusal import RefusedFile
from foundation.intake.storage import kept_before
from tests.dossiers.evidence import PDF
from tests.dossiers.lives import ALL, begin, refused
from tests.factories import fill_in, make_evaluation

pytestmark = pytest.mark.django_db


@pytest.fixture
def life():
    """An approved filing: its 定稿 can be signed."""
    return begin().to(*ALL)


@pytest.fixture
def scan() -> Iterator[IO[bytes]]:
    with TemporaryFile() as file:
        file.write(PDF)
        yield file


def whole(life, who="filer"):
    return dossier_of(life.people[who], life.evaluation.cycle_id, life.evaluation.unit_id)


def code_of(life, label="final"):
    frozen = life.evaluation.moves.order_by("-number").first().frozen
    return Stamp.objects.get(frozen=frozen, label=label).code


def record(life, code, who="filer", **given):
    signature = Signature(code, "赵局长", date(2022, 4, 20))
    return record_signed(whole(life, who), signature, by=life.people[who], **given)


def void(life, copy, who="filer"):
    return void_signed(whole(life, who), copy, "缺页", by=life.people[who])


def states(life):
    return [one.state for one in standings(whole(life))]


def signs_first(life):
    Cycle.objects.update(signing_mode="sign_first")
    life.evaluation.refresh_from_db()


def test_without_a_signed_copy_nothing_is_signed(life):
    assert states(life) == ["none"]


def test_a_scan_is_kept_with_who_signed_and_who_recorded(life, scan):
    copy = record(life, code_of(life), file=scan, name="盖章件.pdf")

    assert (copy.way, copy.name, copy.size, copy.signed_by) == ("scan", "盖章件.pdf", len(PDF), "赵局长")
    assert copy.recorded_by == life.people["filer"]
    assert states(life) == ["signed"]


def test_a_paper_is_noted_by_finance_without_a_file(life):
    copy = record(life, code_of(life), "performance")

    assert (copy.way, copy.stored, str(copy)) == ("paper", "", f"纸质件已收 {copy.paper.code}")
    assert states(life) == ["signed"]


def test_the_code_is_read_as_it_is_typed(life):
    typed = code_of(life).replace("-", " ").lower()

    assert record(life, typed).stamp.code == code_of(life)


def test_it_is_on_the_record_of_the_filing(life):
    record(life, code_of(life))

    event = AuditEvent.objects.filter(action="登记盖章件").get()
    assert event.detail["版本码"] == code_of(life)


@pytest.mark.parametrize("typed", ["0000-0000-0000-0", "", "7K3M"])
def test_a_code_that_is_none_of_the_set_is_refused(life, typed):
    with pytest.raises(NotAllowed, match="不是本单位本年度报送材料的版本码") as refusal:
        record(life, typed)
    assert refusal.value.http_status == 422


def test_the_code_of_another_units_filing_is_refused(life):
    other = begin().to(*ALL)

    with pytest.raises(NotAllowed, match="拿错了文书"):
        record(life, code_of(other))


def test_a_paper_printed_before_approval_is_refused_where_signing_follows(life):
    submitted = life.evaluation.submissions.get().frozen
    draft = Stamp.objects.get(frozen=submitted, label="for_signature")

    with pytest.raises(NotAllowed, match="先审后签"):
        record(life, draft.code)


def test_who_only_looks_records_nothing(life):
    with pytest.raises(NotAllowed, match="不能登记") as refusal:
        record(life, code_of(life), "administrator")
    assert refusal.value.http_status == 403


def test_online_there_is_nothing_to_record(life):
    Cycle.objects.update(signing_mode="online")

    with pytest.raises(NotAllowed, match="系统内审签") as refusal:
        record(life, code_of(life))
    assert refusal.value.http_status == 409


def test_what_was_approved_anew_with_other_figures_is_to_be_signed_again(life):
    record(life, code_of(life))
    life.move(Action.REOPEN, "performance", reason="更正")
    life.move(Action.RETURN, "performance", reason="更正")
    fill_in(life.evaluation, life.people["filer"], {"header/filer": "韩梅梅"})
    life.to(*ALL)

    assert states(life) == ["changed"]
    record(life, code_of(life))
    assert states(life) == ["signed"]


def test_a_reopened_filing_is_not_signed_while_it_is_open(life):
    record(life, code_of(life))
    life.move(Action.REOPEN, "performance", reason="更正")

    assert states(life) == ["changed"]


def test_one_sheet_signs_every_filing_of_the_set(life):
    order = print_all(whole(life), by=life.people["filer"])

    copy = record(life, order.frozen_set.code)

    assert (copy.frozen_set, copy.stamp, states(life)) == (order.frozen_set, None, ["signed"])


def test_a_filing_that_the_sheet_does_not_name_is_not_signed(life):
    order = print_all(whole(life), by=life.people["filer"])
    make_evaluation(life.evaluation.unit, cycle=life.evaluation.cycle)
    record(life, order.frozen_set.code)

    assert sorted(states(life)) == ["none", "signed"]


def test_signed_first_holds_until_a_figure_changes():
    life = begin()
    signs_first(life)
    fill_in(life.evaluation, life.people["filer"])
    mark = print_now(life.evaluation, by=life.people["filer"])
    record(life, mark.code)
    before = states(life)

    fill_in(life.evaluation, life.people["filer"], {"header/filer": "韩梅梅"})

    assert (before, states(life)) == (["signed"], ["changed"])


def test_what_covers_a_filing_that_one_does_not_see_is_left_out(life):
    record(life, code_of(life))
    seen = whole(life)

    assert copies_of(type(seen)(seen.cycle, seen.unit, ())) == []


def test_a_scan_that_is_no_picture_and_no_pdf_is_refused_and_nothing_kept(life, scan):
    with pytest.raises(RefusedFile, match="PDF、图片"):
        record(life, code_of(life), file=scan, name="盖章件.docx")
    assert SignedCopy.objects.count() == 0


def test_scans_beyond_the_units_room_are_refused_and_discarded(life, scan, settings):
    settings.EVIDENCE_UNIT_MB = 0

    with pytest.raises(RefusedFile, match="超过0MB"):
        record(life, code_of(life), file=scan, name="盖章件.pdf")
    assert list(kept_before(-1)) == []


def test_a_scan_is_no_orphan(life, scan, settings):
    settings.EVIDENCE_ORPHAN_SECONDS = -1
    copy = record(life, code_of(life), file=scan, name="盖章件.pdf")

    assert sweep_orphans() == 0
    assert list(kept_before(-1)) == [copy.stored]


def test_what_was_recorded_never_changes(life):
    record(life, code_of(life))

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        SignedCopy.objects.update(signed_by="别人")


def test_what_is_approved_is_archived_once_its_signed_copy_is_recorded(life):
    refused(422, life, Action.ARCHIVE, "performance")
    record(life, code_of(life))

    life.move(Action.ARCHIVE, "performance")

    assert life.place == "archived"
    assert states(life) == ["signed"]


def test_the_sheet_of_the_set_is_enough_to_archive(life):
    order = print_all(whole(life), by=life.people["filer"])
    record(life, order.frozen_set.code)

    assert life.move(Action.ARCHIVE, "division").to_status == "archived"


def test_signed_online_it_is_archived_without_a_paper(life):
    Cycle.objects.update(signing_mode="online")
    life.evaluation = Evaluation.objects.get(pk=life.evaluation.pk)

    assert life.move(Action.ARCHIVE, "performance").to_status == "archived"


def test_a_copy_recorded_by_mistake_counts_no_longer(life):
    copy = record(life, code_of(life))

    voiding = void(life, copy, "performance")

    assert (states(life), str(voiding), copies_of(whole(life))[0][0].is_void) == (
        ["none"],
        f"{copy} 作废",
        True,
    )
    refused(422, life, Action.ARCHIVE, "performance")
    assert AuditEvent.objects.filter(action="作废盖章件").get().detail["作废原因"] == "缺页"


def test_another_copy_of_the_same_paper_still_counts(life):
    first = record(life, code_of(life))
    record(life, code_of(life))

    void(life, first)

    assert states(life) == ["signed"]


def test_a_copy_is_voided_once(life):
    copy = record(life, code_of(life))
    void(life, copy)

    with pytest.raises(NotAllowed, match="已经作废"):
        void(life, copy)


def test_what_is_archived_keeps_its_copy(life):
    copy = record(life, code_of(life))
    life.move(Action.ARCHIVE, "performance")

    with pytest.raises(NotAllowed, match="已归档，盖章件不能作废"):
        void(life, copy)


def test_who_only_looks_voids_nothing(life):
    copy = record(life, code_of(life))

    with pytest.raises(NotAllowed, match="不能登记"):
        void(life, copy, "administrator")


def test_of_voiding_and_a_change_at_the_same_time_one_is_told(life, monkeypatch):
    copy = record(life, code_of(life))
    monkeypatch.setattr("evaluations.dossiers.services.signing.compare_and_set", lambda seen: False)

    with pytest.raises(Stale):
        void(life, copy)


def test_what_is_archived_can_be_reopened(life):
    record(life, code_of(life))
    life.move(Action.ARCHIVE, "performance")
    life.move(Action.REOPEN, "performance", reason="更正")

    assert (life.place, states(life)) == ("in_review performance", ["changed"])


def test_where_signing_comes_first_nothing_is_submitted_without_it():
    life = begin()
    signs_first(life)
    fill_in(life.evaluation, life.people["filer"])
    sentence = refused(422, life, Action.SUBMIT, "filer")
    mark = print_now(life.evaluation, by=life.people["filer"])
    record(life, mark.code)

    life.move(Action.SUBMIT, "filer")

    assert "先签后报" in sentence
    assert life.place == "in_review unit_head"
