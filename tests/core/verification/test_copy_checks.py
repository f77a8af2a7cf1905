"""C31: paragraphs and names of another filing in the report."""

from dataclasses import replace

import pytest

from core.filing import cells
from core.verification import Severity, verify
from core.verification.findings import Context, Other
from core.verification.fingerprints import fingerprints
from tests.core.filing.forms import make_filing, shipped_form

COPIED = "按照规定不断完善医疗救助工作流程，严格经办审核、报销操作，实现应保尽保，落实资助参保、住院救助。"
OWN = "本年度重点做好救助对象的排查和资助工作，按月核对台账，对新增对象及时办理参保登记，确保不漏一人一户。"
FUND = "定点医药机构医保基金监管工作经费"


def other(name=FUND, year=2021, *texts):
    return Other("2021-301-002", year, name, fingerprints(texts or [COPIED]))


def told(text, *others, section="s5", project=None, taken=()):
    form = shipped_form()
    filing = make_filing(form, **{f"report__{section}": text})
    if project is not None:
        filing = replace(filing, identity=replace(filing.identity, project_name=project))
    context = Context(others=others, taken_over=frozenset(taken))
    return [finding for finding in verify(form, filing, context) if finding.check == "C31"]


def test_copied_paragraph_is_shown_at_its_place_and_asked_about_where_results_are_told():
    text = f"{OWN}\n1.{COPIED}"

    (finding,) = told(text, other())

    assert [text[start:end] for start, end in finding.spans] == [f"1.{COPIED}"]
    assert (finding.severity, finding.stops) == (Severity.MUST_EXPLAIN, False)
    assert f"中有1段与本单位“{FUND}”的自评报告相同，请核对是否符合本项目本年度的情况。" in finding.message


def test_copied_paragraph_of_an_overview_is_a_hint():
    (finding,) = told(COPIED, other(), section="s1")

    assert finding.severity is Severity.HINT


def test_what_a_section_tells_is_the_forms_to_say():
    form = shipped_form()
    sections = tuple(one.model_copy(update={"role": "background"}) for one in form.report.sections)
    form = form.model_copy(update={"report": form.report.model_copy(update={"sections": sections})})
    filing = make_filing(form, report__s5=COPIED)

    (finding,) = [one for one in verify(form, filing, Context(others=(other(),))) if one.check == "C31"]

    assert finding.severity is Severity.HINT


def test_project_and_whole_unit_may_tell_the_same_work():
    (of_the_unit,) = told(COPIED, other(name=""))
    (of_the_project,) = told(COPIED, other(), project="")

    assert (of_the_unit.severity, of_the_project.severity) == (Severity.HINT, Severity.HINT)
    assert "本单位部门整体" in of_the_unit.message
    assert "本部门本年度" in of_the_project.message


def test_last_years_paragraph_is_named_by_its_year():
    (finding,) = told(COPIED, other("医疗救助补助资金", 2020))

    assert "与2020年“医疗救助补助资金”的自评报告相同" in finding.message


def test_paragraph_that_two_filings_have_is_told_once():
    assert len(told(COPIED, other(), other("城乡居民参保扩面补助资金"))) == 1


def test_cell_taken_over_and_not_changed_is_told_elsewhere():
    assert told(COPIED, other(), taken=[cells.report("s5")]) == []


@pytest.mark.parametrize("text", [OWN, "", COPIED.replace("住院", "门诊")])
def test_own_words_are_left_in_peace(text):
    assert told(text, other()) == []


def test_name_of_another_project_is_shown_wherever_it_stands():
    text = (
        "计划资金。2021年度定点医药机构医保基金监管经费25.00万元，定点医药机构医保基金监管专项资金11.72万元。"
    )

    (finding,) = told(text, other())

    assert [text[start:end] for start, end in finding.spans] == [
        "定点医药机构医保基金监管经费",
        "定点医药机构医保基金监管专项资金",
    ]
    assert f"是本单位另一项目“{FUND}”的名称" in finding.message


@pytest.mark.parametrize(
    ("text", "name", "project"),
    [
        ("加强定点医药机构医保基金监管。", FUND, None),
        ("宣传经费3万元。", "宣传经费", None),
        ("定点医药机构医保基金监管经费3万元。", FUND, "定点医药机构医保基金监管及宣传经费"),
        ("定点医药机构医保基金监管经费3万元。", FUND, ""),
        ("定点医药机构医保基金监管经费3万元。", "", None),
    ],
)
def test_what_is_no_name_of_another_project_is_left_in_peace(text, name, project):
    assert told(text, other(name), project=project) == []
