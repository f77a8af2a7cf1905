"""汇总表 in the browser's way: ordered, printed, fetched; 表样 kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from documents import storage
from documents.models import SetPaper
from evaluations.summaries.models import SummaryLayout, SummaryPrinting
from foundation.audit.models import AuditEvent
from tests.documents.printed import work
from tests.dossiers.lives import ALL, begin
from tests.factories import Role, make_bureau, make_membership, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def life():
    return begin().to(*ALL)


@pytest.fixture
def bureau(life):
    return life.evaluation.unit.parent.parent


@pytest.fixture
def desk(client, life):
    client.force_login(life.people["performance"])
    return client


def order(desk, life, **given):
    asked = {
        "cycle": life.evaluation.cycle_id,
        "place": life.evaluation.unit.parent.parent_id,
        "on": timezone.localdate().isoformat(),
    }
    return desk.post(reverse("summary_print"), {**asked, **given})


def typed(bureau, *keys, **given):
    """A 表样 as its page posts it."""
    base = {"bureau": bureau.pk, "name": "向上级报送", "rate_below": "60", "score_below": "80"}
    return {**base, **{f"use_{key}": "on" for key in keys}, **given}


def test_one_click_asks_for_pdf_and_workbook(desk, life):
    answer = order(desk, life)

    printing = SummaryPrinting.objects.get()
    assert (answer.status_code, answer.url) == (302, reverse("summaries"))
    assert {paper.file_format for paper in printing.frozen_set.papers.all()} == {"pdf", "xlsx"}
    page = desk.get(reverse("summaries")).content.decode()
    assert "正在生成" in page
    assert printing.frozen_set.code in page
    assert 'hx-trigger="every 2s"' in desk.get(reverse("summary_states")).content.decode()


def test_asked_again_for_the_same_day_it_is_the_same(desk, life):
    order(desk, life)
    order(desk, life)

    assert (SummaryPrinting.objects.count(), SetPaper.objects.count()) == (1, 2)


def test_a_printed_table_is_fetched_by_who_may_read_it(desk, life):
    order(desk, life)
    paper = SetPaper.objects.get(file_format="xlsx")
    work(paper)

    page = desk.get(reverse("summaries")).content.decode()
    answer = desk.get(reverse("summary_paper", args=[paper.pk]))

    assert reverse("summary_paper", args=[paper.pk]) in page
    assert answer.content[:2] == b"PK"
    desk.force_login(life.people["department"])
    assert desk.get(reverse("summary_paper", args=[paper.pk])).status_code == 404


def test_a_damaged_file_is_told_and_made_again_by_asking_again(desk, life):
    order(desk, life)
    paper = SetPaper.objects.get(file_format="xlsx")
    work(paper)
    paper.refresh_from_db()
    (storage.papers_dir() / paper.file_name).write_bytes(b"other")

    page = desk.get(reverse("summary_paper", args=[paper.pk]), follow=True).content.decode()
    order(desk, life)

    assert "文书文件与生成时不一致" in page
    assert not SetPaper.objects.get(pk=paper.pk).file_name


def test_a_department_makes_tables_over_its_own_units(client, life):
    client.force_login(life.people["department"])

    answer = order(client, life, place=life.evaluation.unit.parent_id)

    assert answer.status_code == 302
    assert SummaryPrinting.objects.get().place == life.evaluation.unit.parent
    assert order(client, life).status_code == 422


def test_a_day_to_come_is_refused_beside_its_field(desk, life):
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()

    answer = order(desk, life, on=tomorrow)

    page = answer.content.decode()
    assert (answer.status_code, SummaryPrinting.objects.exists()) == (422, False)
    assert "截至日期不能晚于今天。" in page
    assert f'value="{tomorrow}"' in page


def test_what_belongs_to_different_bureaus_is_refused(desk, life):
    elsewhere = make_bureau()
    make_membership(life.people["performance"], elsewhere, Role.FINANCE_REVIEWER)
    layout = SummaryLayout.objects.create(bureau=elsewhere, name="别处", columns=[])

    answers = [order(desk, life, place=elsewhere.pk), order(desk, life, layout=layout.pk)]
    nothing = order(desk, life, cycle="")

    assert [answer.status_code for answer in (*answers, nothing)] == [422, 422, 422]
    assert "不在这项自评工作的财政部门之下" in answers[0].content.decode()


def test_it_is_made_by_the_layout_that_was_chosen(desk, life, bureau):
    columns = [{"key": "name", "title": "项目"}, {"key": "score", "title": "得分"}]
    layout = SummaryLayout.objects.create(bureau=bureau, name="简表", columns=columns)

    order(desk, life, layout=layout.pk, approved_only="on")

    printing = SummaryPrinting.objects.get()
    assert (printing.layout_name, printing.approved_only) == ("简表", True)
    assert str(printing) == f"{bureau.name} {timezone.localdate()} {printing.frozen_set.code}"
    assert '"title":"得分"' in printing.frozen_set.body


def test_auditors_and_administrators_read_and_do_not_make(client, life, bureau):
    for who in (life.people["administrator"], make_user(bureau, Role.AUDITOR)):
        client.force_login(who)

        page = client.get(reverse("summaries")).content.decode()

        assert "还没有生成过" in page
        assert "生成汇总表</button>" not in page
        assert order(client, life).status_code == 403


def test_who_files_finds_no_such_page(client, life):
    client.force_login(life.people["filer"])

    assert client.get(reverse("summaries")).status_code == 404


def test_before_any_work_was_issued_the_page_says_so(client):
    client.force_login(make_user(make_bureau(), Role.FINANCE_REVIEWER))

    assert "还没有下达自评任务" in client.get(reverse("summaries")).content.decode()


def test_a_layout_is_kept_in_the_order_and_under_the_titles_given(desk, bureau):
    given = {"order_score": "1", "order_name": "2", "title_score": "得分", "order_unit": ""}

    answer = desk.post(reverse("summary_layout_add"), typed(bureau, "name", "score", "unit", **given))

    layout = SummaryLayout.objects.get()
    assert (answer.status_code, answer.url) == (302, reverse("summaries"))
    assert [(one["key"], one["title"]) for one in layout.columns] == [
        ("score", "得分"),
        ("name", "项目名称"),
        ("unit", "实施单位"),
    ]
    assert AuditEvent.objects.filter(action="保存汇总表样").exists()
    assert "得分、项目名称、实施单位" in desk.get(reverse("summaries")).content.decode()


def test_a_new_layout_begins_with_the_usual_columns(desk):
    form = desk.get(reverse("summary_layout_add")).context["form"]

    assert form["use_score"].initial
    assert not form["use_remark"].initial


def test_a_layout_is_changed_and_removed(desk, bureau):
    layout = SummaryLayout.objects.create(
        bureau=bureau, name="旧", columns=[{"key": "unit", "title": "单位"}]
    )
    address = reverse("summary_layout", args=[layout.pk])

    shown = desk.get(address).context["form"]
    desk.post(address, typed(bureau, "unit", name="新", title_unit="填报单位"))
    layout.refresh_from_db()
    desk.post(reverse("summary_layout_remove", args=[layout.pk]))

    assert (shown["title_unit"].initial, layout.name) == ("单位", "新")
    assert layout.columns == [{"key": "unit", "title": "填报单位"}]
    assert not SummaryLayout.objects.exists()


@pytest.mark.parametrize(
    ("keys", "given", "words"),
    [
        ((), {}, "请至少勾选一列。"),
        (("unit", "name"), {"title_unit": "名称", "title_name": "名称"}, "有两列的标题都是“名称”"),
        (("unit",), {"name": "简表"}, "已有同名的表样"),
        (("unit",), {"order_unit": "很多"}, "输入整数"),
        (("unit",), {"rate_below": "-1"}, "大于或等于"),
    ],
)
def test_a_layout_that_is_not_right_is_refused_with_what_was_typed(desk, bureau, keys, given, words):
    SummaryLayout.objects.create(bureau=bureau, name="简表", columns=[])

    answer = desk.post(
        reverse("summary_layout_add"), typed(bureau, *keys, **{"title_score": "总分", **given})
    )

    page = answer.content.decode()
    assert (answer.status_code, SummaryLayout.objects.count()) == (422, 1)
    assert words in page
    assert 'value="总分"' in page


@pytest.mark.parametrize("who", ["department", "administrator", "filer", "division"])
def test_layouts_are_kept_by_the_bureau_alone(client, life, bureau, who):
    layout = SummaryLayout.objects.create(bureau=bureau, name="简表", columns=[])
    client.force_login(life.people[who])

    assert client.get(reverse("summary_layout_add")).status_code == 404
    assert client.post(reverse("summary_layout_remove", args=[layout.pk])).status_code == 404


def test_the_layout_of_another_bureau_does_not_exist(desk):
    layout = SummaryLayout.objects.create(bureau=make_bureau(), name="简表", columns=[])

    assert desk.get(reverse("summary_layout", args=[layout.pk])).status_code == 404


@pytest.mark.parametrize("count", [1, 10])
def test_the_page_costs_the_same_queries_however_many_tables(desk, life, count, django_assert_num_queries):
    for number in range(count):
        order(desk, life, on=(timezone.localdate() - timedelta(days=number)).isoformat())
    desk.get(reverse("summaries"))

    with django_assert_num_queries(PAGE_QUERIES):
        desk.get(reverse("summaries"))


PAGE_QUERIES = 14
"""Session, person, posts, notices; places; the choices, whether there is work; tables, papers, jobs; 表样."""
