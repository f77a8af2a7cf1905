"""C27: the finding about prose that is not what the table says."""

from core.verification import Severity, verify
from tests.core.filing.forms import make_filing, shipped_form
from tests.golden.cases import OVERALL


def told(form, filing):
    return [finding for finding in verify(form, filing) if finding.check == "C27"]


def on_the_small_form(text):
    form = shipped_form()
    return told(form, make_filing(form, report__s2=text))


def test_contradiction_names_both_places_and_shows_both_figures():
    text = "2021年全年执行数710.23万元，自评得分94分。"

    (finding,) = on_the_small_form(text)

    assert [str(place) for place in finding.places] == ["report/s2", "funds/total/executed"]
    assert (finding.found, finding.expected) == ("710.23万元", "701.23万元")
    assert [text[start:end] for start, end in finding.spans] == ["710.23万元"]
    assert "“2021年全年执行数710.23万元”，表中“年度资金总额”的全年执行数为701.23万元" in finding.message
    assert (finding.severity, finding.stops) == (Severity.MUST_EXPLAIN, False)


def test_same_contradiction_twice_in_a_section_is_one_finding_with_two_spans():
    (finding,) = on_the_small_form("全年执行数710.23万元。全年执行数710.23万元。")

    assert len(finding.spans) == 2


def test_true_report_is_left_in_peace():
    assert on_the_small_form("全年预算数1155.5万元，全年执行数701.23万元，自评得分94分，等级为“良”。") == []


def test_grade_by_the_national_bands_is_a_hint():
    form, filing = OVERALL.snapshot(report__s5="自评得分98分，自评等级为良好。")

    (finding,) = told(form, filing)

    assert finding.severity is Severity.HINT
    assert "“等级良好”，按财预〔2020〕10号，98分的等级为“优”，两处不一致" in finding.message


def test_figure_that_its_words_repeat_is_quoted_once():
    (finding,) = on_the_small_form("共设三级指标15个。")

    assert "“三级指标15个”" in finding.message
