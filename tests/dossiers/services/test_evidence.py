"""Bringing and taking away 佐证材料: who, when, how much, and what of it stays for ever."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from core.workflow import Action
from documents.sources import snapshot_of
from evaluations.dossiers import permissions
from evaluations.dossiers.exceptions import NotAllowed, Stale
from evaluations.dossiers.models import Contribution, Evaluation, Evidence
from evaluations.dossiers.queries import filed_evidence
from evaluations.dossiers.services import evidence
from evaluations.dossiers.services.evidence import remove
from evaluations.dossiers.snapshots import snapshot
from foundation.audit.models import AuditEvent
from foundation.intake import storage
from foundation.intake.refusal import NO_ROOM, RefusedFile
from tests.dossiers.evidence import bring, put
from tests.dossiers.lives import Life, begin, refused
from tests.factories import Role, fill_in, make_evaluation, make_unit, make_user
from tests.foundation.intake import foreign

pytestmark = pytest.mark.django_db
MB = 1024 * 1024


@pytest.fixture
def life() -> Life:
    return begin()


@pytest.fixture
def filer(life):
    return life.people["filer"]


def stored(uploads) -> list[str]:
    """The files that lie on the disk."""
    return sorted(f"{path.parent.name}/{path.name}" for path in uploads.glob("[0-9a-f][0-9a-f]/*"))


def now(life) -> Evaluation:
    return Evaluation.objects.get(pk=life.evaluation.pk)


def test_a_file_is_kept_entered_and_on_the_record(life, filer, uploads):
    file = bring(life.evaluation, filer, name="..\\发票.PDF")

    assert (file.row, file.name, file.extension, stored(uploads)) == ("r1", "发票.pdf", "pdf", [file.stored])
    assert (now(life).status, now(life).revision) == ("draft", 2)  # 填报 begins with it
    assert list(Contribution.objects.values_list("user", "kind")) == [(filer.pk, "edited")]
    event = AuditEvent.objects.latest("number")
    assert (event.action, event.detail["文件"], event.detail["校验值"]) == (
        "上传佐证材料",
        "发票.pdf",
        file.sha256,
    )


def test_who_brought_a_file_decides_nothing_later(life, filer):
    head = life.people["unit_head"]
    make_also = make_user(life.evaluation.unit, Role.FILER)
    put(life.evaluation, make_also)
    Contribution.objects.create(evaluation=life.evaluation, user=head, kind="edited")
    life.to()

    assert permissions.why_not_move(head, now(life), Action.APPROVE) is not None


@pytest.mark.parametrize("who", ["unit_head", "division", "administrator"])
def test_only_the_filer_brings_and_removes(life, filer, uploads, who):
    file = put(life.evaluation, filer)

    for act in (lambda: bring(life.evaluation, life.people[who]), lambda: remove(file, by=life.people[who])):
        with pytest.raises(NotAllowed) as refusal:
            act()
        assert refusal.value.http_status == 403
    assert stored(uploads) == [file.stored]


def test_nothing_is_brought_or_removed_once_it_is_filed(life, filer):
    file = put(life.evaluation, filer)
    life.to()

    for act in (lambda: bring(life.evaluation, filer), lambda: remove(file, by=filer)):
        with pytest.raises(NotAllowed) as refusal:
            act()
        assert refusal.value.http_status == 409


def test_a_row_that_the_filing_does_not_have_is_refused(life, filer, uploads):
    with pytest.raises(NotAllowed) as refusal:
        bring(life.evaluation, filer, row="r99")

    assert (refusal.value.http_status, stored(uploads)) == (422, [])


def test_a_refused_file_leaves_nothing(life, filer, uploads):
    with pytest.raises(RefusedFile, match="宏"):
        bring(life.evaluation, filer, name="a.doc", content=foreign.compound(["WordDocument", "Macros"]))

    assert (stored(uploads), Evidence.objects.count(), now(life).status) == ([], 0, "not_started")


def test_the_same_file_comes_once_for_a_row_and_again_for_another(life, filer, uploads):
    first = bring(life.evaluation, filer)

    with pytest.raises(RefusedFile, match=f"已经上传过（{first.name}）"):
        bring(life.evaluation, filer, name="另一个名字.pdf")
    second = bring(life.evaluation, filer, row="")

    assert stored(uploads) == sorted([first.stored, second.stored])


def test_the_filing_has_room_for_so_much_and_room_again_once_something_is_removed(life, filer, settings):
    settings.EVIDENCE_FILING_MB = 1
    file = put(life.evaluation, filer, size=MB)

    with pytest.raises(RefusedFile, match=r"本表的佐证材料已有1\.0MB，加上这个文件超过1MB"):
        bring(life.evaluation, filer)
    remove(file, by=filer)

    assert bring(life.evaluation, filer).pk


def test_the_unit_has_room_for_so_much_over_all_its_filings(life, filer, settings):
    settings.EVIDENCE_UNIT_MB = 1
    other = make_evaluation(life.evaluation.unit, cycle=life.evaluation.cycle)
    put(other, filer, size=MB)
    foreign_unit = make_evaluation(make_unit())
    put(foreign_unit, filer, size=5 * MB)

    with pytest.raises(RefusedFile, match="本单位的佐证材料已有"):
        bring(life.evaluation, filer)
    Evidence.objects.filter(evaluation=other).update(size=1)

    assert bring(life.evaluation, filer).pk


def test_a_file_that_cannot_be_written_is_told(life, filer, settings, tmp_path):
    (tmp_path / "file").touch()
    settings.UPLOADS_DIR = tmp_path / "file"

    with pytest.raises(RefusedFile) as refusal:
        bring(life.evaluation, filer)

    assert refusal.value.sentence == NO_ROOM


def test_a_file_that_was_never_filed_is_deleted_after_the_commit(
    life, filer, uploads, django_capture_on_commit_callbacks
):
    file = put(life.evaluation, filer)

    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        remove(file, by=filer)
    assert (Evidence.objects.count(), stored(uploads)) == (0, [file.stored])
    for callback in callbacks:
        callback()

    assert stored(uploads) == []
    assert AuditEvent.objects.latest("number").action == "移除佐证材料"


def test_a_file_that_was_filed_leaves_the_list_and_stays(life, filer, uploads):
    file = put(life.evaluation, filer)
    life.to()
    life.move(Action.RETURN, "unit_head", reason="请更换发票")

    remove(file, by=filer)

    kept = Evidence.objects.get()
    assert (kept.filed_in, kept.removed_by, snapshot(now(life)).evidence) == (1, filer, ())
    assert stored(uploads) == [file.stored]
    assert filed_evidence(now(life), snapshot_of(life.evaluation.submissions.get().frozen)) == [kept]


def test_the_row_of_a_filed_file_never_changes(life, filer):
    file = put(life.evaluation, filer)
    life.to()

    for act in (
        lambda: Evidence.objects.filter(pk=file.pk).update(name="别的.pdf"),
        lambda: Evidence.objects.filter(pk=file.pk).delete(),
    ):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            act()


def test_nobody_removes_an_unfiled_file_but_by_deleting_it(life, filer):
    file = put(life.evaluation, filer)

    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.filter(pk=file.pk).update(removed_by=filer, removed_at=datetime.now(UTC))


def test_a_file_is_removed_once(life, filer):
    file = put(life.evaluation, filer)
    remove(file, by=filer)

    with pytest.raises(NotAllowed) as refusal:
        remove(file, by=filer)

    assert (refusal.value.http_status, refusal.value.sentence) == (409, evidence.GONE)


def test_a_submission_freezes_what_was_on_the_list(life, filer):
    put(life.evaluation, filer, name="乙.pdf", row="r2")
    put(life.evaluation, filer, name="甲.pdf", row="")
    life.to()

    frozen = snapshot_of(life.evaluation.submissions.get().frozen)

    assert [(file.row, file.name) for file in frozen.evidence] == [("", "甲.pdf"), ("r2", "乙.pdf")]
    assert frozen == snapshot(now(life))


def test_another_file_is_a_change_since_the_return_and_the_same_one_is_none(life, filer):
    file = put(life.evaluation, filer, content=b"one")
    life.to()
    life.move(Action.RETURN, "unit_head", reason="请更换发票")
    remove(file, by=filer)
    put(life.evaluation, filer, content=b"one")
    assert "尚未作任何修改" in refused(422, life, Action.SUBMIT, "filer")

    put(life.evaluation, filer, content=b"two")

    assert life.move(Action.SUBMIT, "filer").number


def test_a_save_that_comes_between_is_waited_for(life, filer, monkeypatch):
    honest, calls = evidence.compare_and_set, []

    def overtaken(seen):
        calls.append(seen.revision)
        return len(calls) > 2 and honest(seen)

    monkeypatch.setattr(evidence, "compare_and_set", overtaken)

    assert bring(life.evaluation, filer).pk
    assert len(calls) == 3


def test_when_others_always_come_first_nothing_is_left(life, filer, monkeypatch, uploads):
    fill_in(life.evaluation, filer)
    file = put(life.evaluation, filer)
    monkeypatch.setattr(evidence, "compare_and_set", lambda seen: False)

    for act in (lambda: bring(life.evaluation, filer), lambda: remove(file, by=filer)):
        with pytest.raises(Stale):
            act()

    assert stored(uploads) == [file.stored]


def test_a_kept_file_is_what_was_brought(life, filer):
    content = foreign.pdf_about("内容")
    file = bring(life.evaluation, filer, content=content)

    with storage.open_kept(file.stored, sha256=file.sha256) as kept:
        assert kept.read() == content
