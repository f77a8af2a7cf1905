"""底稿 and 意见书: drafted, written, printed and given to who sees the 复核."""

from __future__ import annotations

import io

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from openpyxl import load_workbook

from documents.models import SetPaper
from evaluations.dossiers.exceptions import NotAllowed, Stale
from evaluations.second_scores.models import Issue, Opinion, ReviewPrinting, ReviewRules
from evaluations.second_scores.services import papers
from evaluations.second_scores.services.papers import mark_of, opinion_of
from foundation.audit.models import AuditEvent
from tests.documents.printed import work
from tests.dossiers.lives import ALL, begin
from tests.second_scores.sampled import address, drawn, finished, fresh, issue, issued, ready, seen_of

WRITTEN = {"number": "源财绩[2022] 9号", "title": "复核意见", "body": "请整改。", "dated": "2022-06-01"}


def text(answer):
    return answer.content.decode()


@pytest.fixture
def done(filing, life):
    return finished(filing, life)


def write(desk, filing, **given):
    data = {"seen": mark_of(opinion_of(filing)), **WRITTEN, **given}
    return desk.post(address(filing, "second_opinion"), data)


def test_with_the_end_of_the_review_its_working_paper_is_asked_for(desk, filing, life):
    seen = ready(filing, life)

    desk.post(address(filing, "second_finish"), {"seen": seen})

    printing = ReviewPrinting.objects.get()
    assert {(one.kind, one.file_format) for one in printing.frozen_set.papers.all()} == {
        ("working_paper", "pdf"),
        ("working_paper", "xlsx"),
    }
    assert str(printing) == str(printing.frozen_set)
    assert 'hx-trigger="every 2s"' in text(desk.get(address(filing, "second_states")))


def test_the_workbook_says_what_was_found(desk, done):
    desk.post(address(done, "second_print"))
    paper = SetPaper.objects.get(file_format="xlsx")
    work(paper)

    answer = desk.get(reverse("second_paper", args=[done.pk, paper.pk]))

    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    values = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {"80人", "名册为80人，80÷100×50=40", "偏离度10.00%"} <= set(values)
    assert any(done.review.seed in str(value) for value in values)


def test_asked_for_again_it_is_the_same(desk, done):
    desk.post(address(done, "second_print"))
    desk.post(address(done, "second_print"))

    assert (ReviewPrinting.objects.count(), SetPaper.objects.count()) == (1, 2)


def test_before_the_end_nothing_is_printed(desk, filing):
    answer = desk.post(address(filing, "second_print"))

    assert (answer.status_code, ReviewPrinting.objects.exists()) == (409, False)


@pytest.mark.parametrize("who", ["administrator", "filer"])
def test_only_finance_prints(client, filing, life, who):
    given = issued(filing, life)
    client.force_login(life.people[who])

    assert client.post(address(given, "second_print")).status_code == 403


def test_the_unit_fetches_both_papers_once_they_were_issued(client, filing, life):
    client.force_login(life.people["performance"])
    done = finished(filing, life)
    client.post(address(done, "second_print"))
    client.post(address(done, "second_issue"), {"seen": seen_of(done)})
    papers = list(SetPaper.objects.filter(file_format="pdf").order_by("kind"))
    for paper in papers:
        work(paper)
    client.force_login(life.people["filer"])

    answers = [client.get(reverse("second_paper", args=[done.pk, paper.pk])) for paper in papers]

    assert [paper.kind for paper in papers] == ["opinion", "working_paper"]
    assert [answer.content[:5] for answer in answers] == [b"%PDF-", b"%PDF-"]


def test_a_paper_of_another_review_is_not_given(client, filing, life, done):
    client.force_login(life.people["performance"])
    other = SetPaper.objects.create(
        frozen_set=_other(), kind="working_paper", file_format="pdf", renderer_version="5"
    )

    assert client.get(reverse("second_paper", args=[done.pk, other.pk])).status_code == 404


def _other():
    from documents.sets import freeze_text

    return freeze_text("{}", label="")


def test_the_draft_stands_ready_and_is_written_on(desk, done):
    page = text(desk.get(address(done, "second_opinion")))

    answer = write(desk, done)

    kept = Opinion.objects.get()
    assert "1.救助人数：自评50分，复核40分" in page
    assert answer.status_code == 302
    assert (kept.number, kept.body, str(kept)) == ("源财绩〔2022〕9号", "请整改。", "复核意见")
    assert AuditEvent.objects.get(action="修改复核意见书").detail == {
        "发文字号": "源财绩〔2022〕9号",
        "标题": "复核意见",
    }
    assert "请整改。" in text(desk.get(address(done, "second_opinion")))


def test_the_draft_follows_the_text_of_the_place(desk, done, life):
    ReviewRules.objects.create(bureau=life.evaluation.cycle.bureau, opinion="{unit_name}请注意。")

    page = text(desk.get(address(done, "second_opinion")))

    assert f"{life.evaluation.unit.name}请注意。" in page


@pytest.mark.parametrize(
    ("given", "words"),
    [({"number": "九号"}, "发文字号请按"), ({"body": ""}, "请填写"), ({"title": "\x07"}, "不能显示的字符")],
)
def test_what_is_not_right_is_refused_and_stays(desk, done, given, words):
    answer = write(desk, done, **given)

    assert (answer.status_code, Opinion.objects.exists()) == (422, False)
    assert words in text(answer)
    assert 'value="2022-06-01"' in text(answer)


def test_who_was_slower_sees_both(desk, done):
    write(desk, done, body="先写的。")

    answer = write(desk, done, seen="", body="后写的。")

    page = text(answer)
    assert (answer.status_code, Opinion.objects.get().body) == (409, "先写的。")
    assert "先写的。" in page
    assert "后写的。" in page


def test_once_issued_it_is_not_written_on_any_more(desk, filing, life):
    given = issued(filing, life)

    assert desk.get(address(given, "second_opinion")).status_code == 409
    answer = write(desk, given, body="没赶上的。")
    assert (answer.status_code, "没赶上的。" in text(answer)) == (409, True)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Opinion.objects.update(body="")


@pytest.mark.parametrize(("who", "status"), [("division", 403), ("administrator", 403), ("filer", 404)])
def test_only_the_bureaus_finance_writes_it(client, done, life, who, status):
    client.force_login(life.people[who])

    assert client.get(address(done, "second_opinion")).status_code == status


def test_what_was_written_is_what_the_unit_reads(client, done, life):
    client.force_login(life.people["performance"])
    write(client, done, dated="")
    client.post(address(done, "second_issue"), {"seen": seen_of(done)})
    client.force_login(life.people["unit_head"])

    assert "请整改。" in text(client.get(address(fresh(done))))
    assert '"body":"请整改。"' in ReviewPrinting.objects.get().frozen_set.body


@pytest.mark.parametrize("act", ["keep", "print"])
def test_the_services_ask_by_themselves_who_may(done, life, act):
    acts = {
        "keep": lambda: papers.keep_opinion(done, {}, seen="", by=life.people["division"]),
        "print": lambda: papers.print_papers(done, by=life.people["administrator"]),
    }

    with pytest.raises(NotAllowed) as refusal:
        acts[act]()

    assert (refusal.value.http_status, Opinion.objects.exists()) == (403, False)


def test_between_two_pages_the_slower_writer_is_refused(done, life):
    by = life.people["performance"]

    with pytest.raises(Stale):
        papers.keep_opinion(done, {"title": "标题", "body": "正文"}, seen="another", by=by)


def test_after_the_issue_both_papers_are_asked_for_again(filing, life):
    given = issued(filing, life)

    papers.print_papers(given, by=life.people["performance"])

    assert {one.kind for one in SetPaper.objects.all()} == {"working_paper", "opinion"}


def rename(life):
    unit, project = life.evaluation.unit, life.evaluation.project
    type(unit).objects.filter(pk=unit.pk).update(name="改名后的单位")
    type(project).objects.filter(pk=project.pk).update(name="改名后的项目")


def test_both_papers_name_what_was_filed(filing, life):
    rename(life)

    given = issued(filing, life)
    papers.print_papers(given, by=life.people["performance"])

    bodies = [one.frozen_set.body for one in given.printings.all()]
    assert len(bodies) == 2
    assert all(life.evaluation.unit.name in body and "改名后" not in body for body in bodies)


def test_what_was_issued_is_not_frozen_a_second_time(filing, life):
    given = issued(filing, life)
    papers.print_papers(given, by=life.people["performance"])
    before = set(ReviewPrinting.objects.values_list("frozen_set"))

    rename(life)
    type(life.evaluation.cycle).objects.update(name="改名后的工作")
    papers.print_papers(fresh(given), by=life.people["performance"])

    assert (set(ReviewPrinting.objects.values_list("frozen_set")), len(before)) == (before, 2)


def test_nothing_is_issued_that_was_not_read(desk, done):
    seen = desk.get(address(done)).context["opinion_seen"]
    write(desk, done, body="后写的。")

    answer = desk.post(address(done, "second_issue"), {"seen": seen})

    assert (answer.status_code, Issue.objects.exists()) == (409, False)
    assert "后写的。" in text(answer)
    desk.post(address(done, "second_issue"), {"seen": answer.context["opinion_seen"]})
    assert Issue.objects.get().filing == done


def test_the_draft_is_read_before_it_is_issued(desk, done, life):
    page = desk.get(address(done))
    ReviewRules.objects.create(bureau=life.evaluation.cycle.bureau, opinion="请注意。")

    answer = desk.post(address(done, "second_issue"), {"seen": page.context["opinion_seen"]})

    assert "1.救助人数：自评50分，复核40分" in text(page)
    assert (answer.status_code, Opinion.objects.exists()) == (409, False)


def test_a_filing_of_the_longest_name_is_issued(db):
    life = begin()
    type(life.evaluation.project).objects.update(name="医" * 200)
    life.evaluation.refresh_from_db()

    assert issue(finished(drawn(life.to(*ALL)), life), life)
    assert Opinion.objects.get().title.endswith("医…绩效自评的复核意见")


def test_what_was_issued_before_there_were_opinions_has_its_working_paper(desk, done, life):
    Issue.objects.create(filing=done, issued_by=life.people["performance"])

    answer = desk.post(address(done, "second_print"))

    assert (answer.status_code, Opinion.objects.exists()) == (302, False)
    assert {one.kind for one in SetPaper.objects.all()} == {"working_paper"}
