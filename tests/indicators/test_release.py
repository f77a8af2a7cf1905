"""Release: a draft becomes one definition, once; what is released never changes, in the database too."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from core.filing.canonical import form_from_json, form_to_json, sha256
from documents.models import FormVersion
from foundation.audit import immutability
from foundation.audit.models import AuditEvent
from indicators import catalogue, rows
from indicators.models import FormTemplate, FundColumn, FundSource, Indicator, ReportSection
from indicators.refusals import FormRefused
from indicators.release import _close as close
from indicators.release import new_version, release, retire, why_not_release
from tests.factories import Role, make_bureau, make_user, small_form

pytestmark = pytest.mark.django_db
YUANCHENG = catalogue.FOLDER / "yuancheng-project-2021.toml"


@pytest.fixture
def administrator():
    return make_user(make_bureau(), Role.ADMINISTRATOR)


@pytest.fixture
def released(administrator):
    template = catalogue.load(YUANCHENG)
    release(template, by=administrator)
    return template


REPLACE = "REPLACE INTO {0} SELECT * FROM {0} WHERE id = {1}"
UPDATE_OR_REPLACE = "UPDATE OR REPLACE {0} SET id = {1} WHERE id = {2}"


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def draft(**given):
    return rows.write(small_form(**given))


def refused(change):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        change()
    return True


def test_release_stores_the_definition_that_the_file_gives(released):
    version = released.released

    assert form_from_json(version.definition) == catalogue.read(YUANCHENG)


def test_release_names_the_definition_by_its_hash(released):
    version = released.released

    assert version.sha256 == sha256(version.definition)


def test_release_is_on_the_record(released, administrator):
    event = AuditEvent.objects.get(action="表样启用")

    assert (event.actor_id, event.subject_id) == (administrator.pk, str(released.pk))


def test_a_released_form_is_not_released_again(released, administrator):
    with pytest.raises(FormRefused, match="已启用，不能再次启用"):
        release(released, by=administrator)


def test_a_version_that_changes_nothing_is_refused(released, administrator):
    same = new_version(released, by=administrator)

    with pytest.raises(FormRefused, match="与已启用的第1版内容相同"):
        release(same, by=administrator)


def test_a_version_that_changes_something_is_released(released, administrator):
    other = new_version(released, by=administrator)
    other.report_sections.filter(key="s2").update(guidance="另写。")

    assert release(other, by=administrator).version == 2


def test_two_drafts_of_one_form_are_refused(released, administrator):
    new_version(released, by=administrator)

    with pytest.raises(FormRefused, match="已有未启用的修订版"):
        new_version(released, by=administrator)


def test_of_two_who_release_at_once_one_is_told(released, administrator):
    stale = FormTemplate(**{**vars_of(released), "status": "draft", "released": None})

    with pytest.raises(FormRefused):
        release(stale, by=administrator)


def vars_of(template):
    return {field.attname: getattr(template, field.attname) for field in template._meta.fields}


def test_a_retired_form_keeps_its_definition(released, administrator):
    retire(released, by=administrator)

    assert FormVersion.objects.filter(template__status="retired").count() == 1


def test_only_a_released_form_is_retired(administrator):
    with pytest.raises(FormRefused, match="只有已启用"):
        retire(draft(), by=administrator)


def test_points_that_do_not_add_up_are_refused(administrator):
    with pytest.raises(FormRefused, match="90＋11＝101分，与总分100分不符"):
        release(draft(funds={**funds(), "execution_points": 11}), by=administrator)


def funds():
    return small_form().funds.model_dump()


def test_a_deviation_accepted_with_a_reason_is_released(administrator):
    odd = draft(
        funds={**funds(), "execution_points": 11}, accepted_deviations={"points/total": "按下发的表样照印。"}
    )

    assert release(odd, by=administrator).pk


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_deviation_accepted_without_a_reason_is_not(reason):
    odd = draft(funds={**funds(), "execution_points": 11}, accepted_deviations={"points/total": reason})

    assert "points/total" in why_not_release(odd)[0]


def test_an_acceptance_of_nothing_is_refused():
    tidy = draft(accepted_deviations={"points/total": "按下发的表样照印。"})

    assert why_not_release(tidy) == ("accepted_deviations中的“points/total”没有对应的问题，请删除。",)


def test_rows_that_no_longer_fit_are_refused_in_words():
    broken = draft()
    broken.fund_columns.filter(key="rate").update(role="rates")

    assert "funds.columns[4].role：只能填" in why_not_release(broken)[0]


def test_the_database_refuses_to_change_a_released_version(released):
    assert refused(lambda: FormVersion.objects.update(name="改名"))


def test_the_database_refuses_to_delete_a_released_version(released):
    assert refused(lambda: FormVersion.objects.all()._raw_delete("default"))


@pytest.mark.parametrize("model", [FundSource, FundColumn, Indicator, ReportSection])
def test_the_database_refuses_to_change_rows_of_a_released_form(released, model):
    assert refused(lambda: model.objects.filter(template=released).update(position=99))


@pytest.mark.parametrize("model", [FundSource, FundColumn, Indicator, ReportSection, FormTemplate])
def test_the_database_refuses_to_delete_rows_of_a_released_form(released, model):
    assert refused(lambda: model.objects.all()._raw_delete("default"))


@pytest.fixture
def its_draft(released, administrator):
    return new_version(released, by=administrator)


@pytest.mark.parametrize("model", [FundSource, FundColumn, Indicator, ReportSection])
def test_the_database_refuses_a_new_row_of_a_released_form(released, model):
    row = model.objects.filter(template=released).first()
    row.pk, row.key = None, "one_more"

    assert refused(lambda: row.save(force_insert=True))


@pytest.mark.parametrize("model", [FundSource, FundColumn, Indicator, ReportSection])
def test_the_database_refuses_to_move_a_row_into_a_released_form(released, its_draft, model):
    row = model.objects.filter(template=its_draft)[:1]

    assert refused(lambda: model.objects.filter(pk__in=row).update(template=released, key="one_more"))


@pytest.mark.sqlite
@pytest.mark.parametrize("model", [FundSource, FundColumn, Indicator, ReportSection, FormTemplate])
@pytest.mark.parametrize("statement", [REPLACE, UPDATE_OR_REPLACE])
def test_nothing_takes_the_place_of_what_is_released(released, its_draft, model, statement):
    field = "pk" if model is FormTemplate else "template"
    old, new = (model.objects.filter(**{field: form.pk}).first().pk for form in (released, its_draft))

    assert refused(lambda: execute(statement.format(model._meta.db_table, old, new)))


@pytest.mark.sqlite
def test_without_the_trigger_it_would(released, its_draft):
    immutability.lift()
    old, new = (form.report_sections.last().pk for form in (released, its_draft))

    execute(UPDATE_OR_REPLACE.format("indicators_reportsection", old, new))

    assert ReportSection.objects.get(pk=old).template == its_draft


def test_the_database_refuses_to_change_a_released_form(released):
    assert refused(lambda: FormTemplate.objects.update(name="改名"))


def test_a_draft_may_be_changed_and_deleted(released):
    other = draft()
    other.fund_sources.update(label="改名")

    assert other.delete()[0] > 1


def test_fixed_rows_and_limits_survive_the_way_through_rows():
    fixed = {"key": "f1", "name": "执行率", "target": "≥95%", "points": 90, "rule": {"kind": "at_most"}}
    group = {"key": "output", "name": "产出", "points": 90, "max_rows": 5, "rows": [fixed]}
    form = small_form(
        indicators={**small_form().indicators.model_dump(), "level3": "fixed", "groups": [group]}
    )

    assert form_to_json(rows.definition(rows.write(form))) == form_to_json(form)


def test_a_draft_written_before_keeps_its_limits():
    template = rows.write(small_form())
    template.settings["indicators"]["max_rows"] = {"output": 5}
    template.save()

    assert rows.definition(template).indicators.groups[0].max_rows == 5


def test_a_form_without_funds_and_report_survives_the_way_through_rows():
    form = small_form(funds=None, report=None, goals=None)

    assert rows.definition(rows.write(form)) == form


def test_whoever_closes_second_is_told(released):
    with pytest.raises(FormRefused, match="刚由他人启用"):
        close(released, released.released)


def test_a_draft_without_settings_says_what_it_lacks():
    empty = FormTemplate.objects.create(
        code="empty", name="空", scope="project", place="测试区", year=2021, source="测试"
    )

    assert "填表信息 header：缺少此项，请补上。" in why_not_release(empty)


def test_forms_and_rows_say_what_they_are(released):
    found = (
        released,
        released.fund_sources.first(),
        released.indicators.first(),
        released.report_sections.first(),
    )

    assert [str(row) for row in found] == [
        "源城区项目支出绩效自评表（第1版）",
        "年度资金总额",
        "产出指标",
        "项目支出基本情况",
    ]
    assert str(released.fund_columns.first()) == "年初预算数"
