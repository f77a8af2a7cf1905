"""资金集中填报: the funds of all filings of a unit on one page, typed, saved, added up."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluations.dossiers.models import Evaluation
from foundation.audit.models import AuditEvent
from tests.dossiers.granted import begin_granted
from tests.dossiers.pages.conftest import signed_in
from tests.dossiers.pages.posting import submit, text, typed
from tests.factories import fill_in, make_evaluation, make_project, make_user, small_form

ADJUSTED, EXECUTED, RATE = "funds/total/adjusted", "funds/total/executed", "funds/total/rate"


@pytest.fixture
def second(filing) -> Evaluation:
    """Another filing of the unit and year, with nothing filled in."""
    project = make_project(filing.unit, name="第二个项目")
    return make_evaluation(filing.unit, cycle=filing.cycle, project=project)


def at(name, filing):
    return reverse(f"dossiers:{name}", args=[filing.cycle_id, filing.unit_id])


def sent(cells, seen=None):
    """What a browser sends of these cells: (filing, address) → text; `seen` is what the database has."""
    data = {}
    for (filing, ref), typed_now in cells.items():
        name = f"{filing.pk}/{ref}"
        data |= {name: typed_now, f"seen:{name}": typed(filing, ref) if seen is None else seen}
    return data


def save(client, cells, seen=None, **given):
    some = next(iter(cells))[0]
    return client.post(at("dossier_funds", some), {**sent(cells, seen), "then": "save", **given})


def test_every_project_stands_on_the_page_with_its_cells(filer, filing, second):
    page = text(filer.get(at("dossier_funds", filing)))

    for one in (filing, second):
        assert f'name="{one.pk}/{EXECUTED}"' in page
        assert str(one.project) in page


def test_the_set_leads_to_it(filer, filing):
    assert at("dossier_funds", filing) in text(filer.get(at("dossier", filing)))


def test_cells_of_several_projects_are_saved_at_once(filer, filing, second):
    answer = save(filer, {(filing, ADJUSTED): "200", (second, ADJUSTED): "1,155.50"})

    assert answer.status_code == 302
    assert (typed(filing, ADJUSTED), typed(second, ADJUSTED)) == ("200", "1,155.50")


def test_what_nobody_changed_is_told_so(filer, filing):
    answer = filer.post(at("dossier_funds", filing), {"then": "save"}, follow=True)

    assert "内容没有变化" in text(answer)


def test_an_unreadable_figure_is_refused_beside_its_cell_and_the_other_project_is_saved(
    filer, filing, second
):
    answer = save(filer, {(filing, ADJUSTED): "2000万", (filing, EXECUTED): "7", (second, ADJUSTED): "3"})

    page = text(answer)
    assert answer.status_code == 422
    assert f'id="error_{filing.pk}/{ADJUSTED}"' in page
    assert 'value="2000万"' in page
    assert 'value="7"' in page
    assert "其他1个项目已保存" in page
    assert (typed(filing, EXECUTED), typed(second, ADJUSTED)) == ("", "3")


def test_a_colleagues_change_is_shown_with_both_texts(filer, filing, person):
    fill_in(filing, person, {ADJUSTED: "201"})

    answer = save(filer, {(filing, ADJUSTED): "200"}, seen="")

    page = text(answer)
    assert answer.status_code == 409
    assert f'name="choose:{filing.pk}/{ADJUSTED}"' in page
    assert "<q>201</q>" in page
    assert "<q>200</q>" in page
    assert typed(filing, ADJUSTED) == "201"


def test_what_was_chosen_between_two_texts_is_kept(filer, filing, person):
    fill_in(filing, person, {ADJUSTED: "201"})
    name = f"{filing.pk}/{ADJUSTED}"

    save(filer, {(filing, ADJUSTED): "200"}, "", **{f"theirs:{name}": "201", f"choose:{name}": "mine"})

    assert typed(filing, ADJUSTED) == "200"


def test_a_project_that_was_closed_meanwhile_keeps_what_was_typed(filer, filled, person):
    data = sent({(filled, EXECUTED): "199"})
    submit(filer, filled)

    answer = filer.post(at("dossier_funds", filled), {**data, "then": "save"})

    page = text(answer)
    assert answer.status_code == 409
    assert "您填写的内容没有保存，仍显示在下面" in page
    assert 'value="199"' in page
    assert typed(filled, EXECUTED) == "200"


def test_a_cell_that_is_not_on_the_page_is_refused_with_everything_kept(filer, filing):
    answer = save(filer, {(filing, ADJUSTED): "200", (filing, "header/filer"): "李雷"})

    assert answer.status_code == 422
    assert "本页没有的栏目" in text(answer)
    assert 'value="200"' in text(answer)
    assert typed(filing, ADJUSTED) == ""


def test_sums_and_rate_over_all_projects_are_computed(filer, filing, second, person):
    fill_in(filing, person, {ADJUSTED: "200", EXECUTED: "100"})
    fill_in(second, person, {ADJUSTED: "100.5", EXECUTED: "50.25"})

    page = text(filer.get(at("dossier_funds", filing)))

    sums = page.split("2个项目合计")[1]
    assert "300.50" in sums
    assert "150.25" in sums
    assert "50.0%" in sums


def test_a_single_project_needs_no_sum(filer, filing):
    assert "个项目合计" not in text(filer.get(at("dossier_funds", filing)))


def test_another_kind_of_form_has_a_table_of_its_own(filer, filing):
    form = small_form(code="other", name="另一张表")
    make_evaluation(filing.unit, cycle=filing.cycle, project=make_project(filing.unit), form=form)

    page = text(filer.get(at("dossier_funds", filing)))

    assert "另一张表" in page
    assert "个项目合计" not in page


def test_a_form_without_funds_and_a_filing_that_does_not_count_are_left_out(filer, filing, second):
    bare = small_form(code="bare", funds=None)
    without = make_evaluation(filing.unit, cycle=filing.cycle, project=make_project(filing.unit), form=bare)
    Evaluation.objects.filter(pk=second.pk).update(status="exempt")

    page = text(filer.get(at("dossier_funds", filing)))

    assert f'name="{filing.pk}/{ADJUSTED}"' in page
    assert str(without.project) not in page
    assert str(second.project) not in page


def test_nothing_to_fill_in_is_said(filer, filing):
    Evaluation.objects.filter(pk=filing.pk).update(status="exempt")

    assert "没有要填写项目资金的自评表" in text(filer.get(at("dossier_funds", filing)))


def test_what_was_filed_before_stands_beside_another_figure(filer, filled, person):
    submit(filer, filled)
    Evaluation.objects.filter(pk=filled.pk).update(status="returned", step="")
    fill_in(filled, person, {EXECUTED: "199", "funds/own/executed": ""})

    page = text(filer.get(at("dossier_funds", filled)))

    assert page.count("上次报送：200<") == 2


def test_a_cell_that_was_filed_empty_is_told_so(filer, filled, person):
    fill_in(filled, person, {"funds/own/rate": ""})
    submit(filer, filled)
    Evaluation.objects.filter(pk=filled.pk).update(status="returned", step="")
    fill_in(filled, person, {"funds/own/rate": "100%"})

    assert "上次报送：（空）" in text(filer.get(at("dossier_funds", filled)))


def test_computed_values_are_written_where_the_button_asks(filer, filing, second, person):
    fill_in(second, person, {ADJUSTED: "100", EXECUTED: "50"})

    answer = save(filer, {(filing, ADJUSTED): "200", (filing, EXECUTED): "100"}, then="fill")

    assert answer.status_code == 302
    assert (typed(filing, RATE), typed(second, RATE)) == ("50.0%", "50.0%")


def test_one_computed_value_is_taken_over(filer, filing, second, person):
    for one in (filing, second):
        fill_in(one, person, {ADJUSTED: "100", EXECUTED: "50"})

    filer.post(at("dossier_funds", filing), {"then": f"take:{second.pk}/{RATE}"})

    assert (typed(filing, RATE), typed(second, RATE)) == ("", "50.0%")


def test_computed_values_of_a_closed_project_are_not_written_and_that_is_logged(filer, filled):
    data = sent({(filled, EXECUTED): "200"})
    Evaluation.objects.filter(pk=filled.pk).update(status="approved")

    answer = filer.post(at("dossier_funds", filled), {**data, "then": f"take:{filled.pk}/{RATE}"})

    assert answer.status_code == 302
    assert AuditEvent.objects.filter(action="fill_funds", result="refused").count() == 1


def test_who_only_reads_sees_figures_without_fields(head, filled):
    page = text(head.get(at("dossier_funds", filled)))

    assert "现在不能修改" in page
    assert f'name="{filled.pk}/' not in page
    assert f'id="id_{filled.pk}/{EXECUTED}"' in page


def test_who_only_reads_cannot_write(head, filled):
    answer = save(head, {(filled, EXECUTED): "1"})

    assert answer.status_code == 403
    assert typed(filled, EXECUTED) == "200"


def test_a_stranger_finds_nothing(filing):
    assert signed_in(make_user()).get(at("dossier_funds", filing)).status_code == 404


def test_thirty_projects_ask_the_database_as_often_as_one(filer, filing):
    def asked():
        with CaptureQueriesContext(connection) as found:
            filer.get(at("dossier_funds", filing))
        return len(found)

    asked()
    one = asked()
    for _ in range(29):
        make_evaluation(filing.unit, cycle=filing.cycle, project=make_project(filing.unit))

    assert asked() == one


def test_who_stands_in_costs_the_same_for_one_project_as_for_thirty(db):
    life = begin_granted()
    filing, stand_in = life.evaluation, signed_in(life.people["stand_in"])

    def asked():
        with CaptureQueriesContext(connection) as found:
            stand_in.get(at("dossier_funds", filing))
        return len(found)

    asked()
    one = asked()
    for _ in range(29):
        make_evaluation(filing.unit, cycle=filing.cycle, project=make_project(filing.unit))

    assert asked() == one
