"""C19–C22, C24, C25: what lies in the approved target is told and stops nobody; each with its control."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from core.filing.snapshot import Line
from core.verification import verify
from core.verification.misfits import misfit
from tests.core.filing.forms import EVERY_CHECK, make_filing, make_form, with_line
from tests.core.verification.filings import mended

QUANTITY = ("产出指标", "数量指标")


def told(check, form=None, filing=None):
    form = form or make_form(checks=EVERY_CHECK)
    return [one for one in verify(form, filing or mended(form)) if one.check == check]


def with_row(name, target, group="quantity", **typed):
    """The mended filing with another indicator in place of r3, an open target beside it."""
    columns = {"target": target, **typed}
    filing = mended(**{f"indicators__r3__{column}": text for column, text in columns.items()})
    return with_line(filing, "r3", name=name, group=group)


def cost_form(**changes):
    """The form with 时效指标 called 成本指标."""
    groups = make_form().model_dump(mode="json")["indicators"]["groups"]
    groups[0]["children"][2]["name"] = "成本指标"
    return make_form(indicators__groups=groups, checks=EVERY_CHECK, **changes)


def of_costs(name, target):
    return told("C19", cost_form(), with_row(name, target, group="timeliness"))


# C19


@pytest.mark.parametrize(
    ("name", "target"),
    [("统战特别费", "≥17.4万元"), ("结转结余变动率", "≧5%"), ("在职人员控制率", "不低于98%")],
)
def test_no_less_than_is_the_wrong_way_for_what_should_be_little(name, target):
    (finding,) = of_costs(name, target)

    assert (finding.severity.value, finding.audience) == ("must_explain", "administrator")
    assert [str(place) for place in finding.places] == ["indicators/r3/target"]
    assert finding.message.startswith(f"“{name}”（≥")
    assert finding.message.endswith(
        "一般越小越好，年度指标值的符号却是“≥”，可能应为“≤”，请联系财政局绩效股核对，不影响您送审。"
    )


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("统战特别费", "≤17.4万元"),
        ("在职人员控制率", "≤100%"),
        ("在职人员控制率", "98%"),
        ("生活补助标准", "≥2500元"),
        ("采购节约资金", "≥3万元"),
        ("任务完成率", "≥98%"),
        ("培训人数", "≥300人"),
    ],
)
def test_limits_gifts_and_other_figures_point_the_right_way(name, target):
    assert of_costs(name, target) == []


def test_an_amount_that_is_no_cost_may_have_a_least():
    assert told("C19", None, with_row("引进资金", "≥3万元")) == []


def test_a_sign_that_the_filer_may_change_is_the_filers_to_explain():
    form = make_form(indicators__target_policy="open")

    (finding,) = told("C19", form, with_row("在职人员控制率", "≥98%"))

    assert finding.asks
    assert finding.message.endswith("请核对，或说明原因。")


@pytest.mark.parametrize("target", ["=300天", "＝30000人次"])
def test_exactly_so_many_days_or_visits_is_a_hint(target):
    (finding,) = told("C19", None, with_row("免费开放", target))

    assert (finding.severity.value, finding.expected) == ("hint", "≥或≤")
    assert "很难恰好等于某个数" in finding.message


@pytest.mark.parametrize("target", ["≥300天", "300天", "=100%", "=1个"])
def test_other_figures_may_be_exact(target):
    assert told("C19", None, with_row("免费开放", target)) == []


# C20


@pytest.mark.parametrize(
    ("name", "levels"),
    [
        ("医疗救助资金支出率", QUANTITY),
        ("取暖费支出总额", QUANTITY),
        ("救助金按时发放及时率", ("产出指标", "质量指标")),
        ("慢性病鉴定专家能力", ("产出指标", "时效指标")),
        ("政策知晓率", ("产出指标", "成本指标")),
        ("政策知晓率", ("满意度指标", "服务对象满意度指标")),
        ("群众满意度", QUANTITY),
        ("医保人员业务水平", ("效益指标", "生态效益指标")),
    ],
)
def test_a_name_that_does_not_look_like_its_level(name, levels):
    assert misfit(name, levels, has_satisfaction=True)


@pytest.mark.parametrize(
    ("name", "levels"),
    [
        ("培训人数", QUANTITY),
        ("监督检查覆盖率", QUANTITY),
        ("验收合格率", ("产出指标", "质量指标")),
        ("救助金按时发放率", ("产出指标", "时效指标")),
        ("按时完成合格率", ("产出指标", "时效指标")),
        ("人均救助标准", ("产出指标", "成本指标")),
        ("重复救助覆盖率", ("成本指标", "社会成本指标")),
        ("提升绿化水平", ("成本指标", "生态环境成本指标")),
        ("减少纸张消耗", ("效益指标", "生态效益指标")),
        ("群众满意度", ("满意度指标", "服务对象满意度指标")),
        ("群众投诉数", ("满意度指标", "服务对象")),
        ("政策知晓率", ("效益指标", "社会效益指标")),
    ],
)
def test_a_name_that_may_stand_where_it_stands(name, levels):
    assert not misfit(name, levels, has_satisfaction=True)


def test_where_a_form_has_no_satisfaction_it_stands_where_it_can():
    assert not misfit("群众满意度", QUANTITY, has_satisfaction=False)


def test_all_strange_rows_are_one_hint_for_the_administrator():
    (finding,) = told("C20")

    assert (finding.severity.value, finding.audience) == ("hint", "administrator")
    assert finding.message == (
        "“医疗救助资金支出率”（列在数量指标）、“政策知晓率”（列在服务对象满意度指标）"
        "与所在的二级指标可能不相符，下年设置目标时可以调整。"
    )


def test_rows_that_fit_say_nothing():
    filing = with_line(with_line(mended(), "r1", name="救助人次"), "r13", name="群众满意度")

    assert told("C20", None, filing) == []


# C21


@pytest.mark.parametrize("name", ["政策知晓率", "指标3：政策知晓率。", "“政策”知晓率"])
def test_one_name_in_two_rows_counts_twice(name):
    (finding,) = told("C21", None, with_line(mended(), "r9", name=name))

    assert (finding.severity.value, finding.audience) == ("must_explain", "administrator")
    assert [str(place) for place in finding.places] == ["indicators/r9/target", "indicators/r13/target"]
    assert "在指标表中出现2次，同一结果可能重复计分" in finding.message


def test_names_that_differ_are_two_indicators():
    assert told("C21") == []
    assert told("C21", None, with_line(mended(), "r9", name="政策知晓人数")) == []


def prescribed(*names):
    """A form that prescribes these rows under 数量指标, and its filing."""
    rows = [{"key": f"f{n}", "name": name, "points": "1"} for n, name in enumerate(names)]
    data = make_form().model_dump(mode="json")["indicators"]["groups"]
    data[0]["children"][0]["rows"] = rows
    form = make_form(indicators__groups=data, indicators__level3="fixed", checks=EVERY_CHECK)
    lines = tuple(Line(row["key"], "quantity", row["name"]) for row in rows)
    return form, replace(make_filing(), lines=lines)


def test_what_a_form_prescribes_is_its_own():
    form, filing = prescribed("管理制度健全性", "管理制度健全性", "资金支出率")

    assert {one.check for one in verify(form, filing)} & {"C20", "C21", "C24"} == set()


# C22


@pytest.mark.parametrize(
    ("name", "target"),
    [("慢性病鉴定规范率", "不断规范"), ("发展水平", "≥95%社会效益明显"), ("就业率", "有所提高")],
)
def test_a_target_that_cannot_be_measured_is_a_hint(name, target):
    (finding,) = told("C22", None, with_row(name, target))

    assert (finding.severity.value, finding.audience) == ("hint", "administrator")
    assert finding.message == f"“{name}”（{target}）的年度指标值不便衡量，下年设置目标时宜写明数值。"


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("规范率", "≥95%"),
        ("办事效率", "有所提高"),
        ("规范率", "定性"),
        ("规范程度", "不断规范"),
        ("规范率", "提高到95%以上"),
        ("到位率", "根据项目资金的实际到位率按比例计算本项得分"),
        ("规范率", ""),
    ],
)
def test_figures_and_qualitative_indicators_can_be_judged(name, target):
    assert told("C22", None, with_row(name, target)) == []


# C24


def without(group, **changes):
    """The form in which `group` prints no points, and the filing without its rows."""
    groups = make_form().model_dump(mode="json")["indicators"]["groups"]
    keys = set()
    for one in groups:
        if one["key"] == group:
            one["points"] = None
            keys = {child["key"] for child in one["children"]}
    form = make_form(indicators__groups=groups, **changes)
    filing = mended(form)
    return form, replace(filing, lines=tuple(line for line in filing.lines if line.group not in keys))


@pytest.mark.parametrize(("group", "name"), [("benefit", "效益指标"), ("satisfaction", "满意度指标")])
def test_a_level_without_any_indicator_is_a_hint(group, name):
    (finding,) = told("C24", *without(group))

    assert (finding.severity.value, finding.audience, finding.places) == ("hint", "administrator", ())
    assert finding.message == (f"没有“{name}”，请核对批复的绩效目标；确实不适用的，请联系财政局绩效股说明。")


def test_the_other_levels_may_be_empty_and_filled_ones_are_not():
    assert told("C24", *without("output")) == []
    assert told("C24") == []


def test_a_level_with_points_is_told_by_its_sum():
    _, filing = without("benefit")

    assert told("C24", make_form(), filing) == []


def test_where_nothing_is_scored_points_tell_nothing():
    _, filing = without("benefit")

    assert len(told("C24", make_form(indicators__scored=False), filing)) == 1


# C25


def test_half_of_all_points_in_one_row_is_told():
    (finding,) = told("C25", None, mended(indicators__r14__points="50"))

    assert (finding.severity.value, finding.audience) == ("must_explain", "administrator")
    assert finding.message == (
        "“工作满意度”一项的分值为50分，占总分一半以上，请联系财政局绩效股核对，不影响您送审。"
    )


def test_points_that_the_filer_may_change_are_the_filers_to_explain():
    form = make_form(indicators__points_policy="open")

    (finding,) = told("C25", form, mended(form, indicators__r14__points="90"))

    assert finding.asks


@pytest.mark.parametrize("points", ["49.9", None, "-"])
def test_less_than_half_is_nothing_to_tell(points):
    assert told("C25", None, mended(indicators__r14__points=points)) == []


@pytest.mark.parametrize(("rows", "told_of"), [(2, 0), (3, 1)])
def test_of_two_rows_one_has_half(rows, told_of):
    filing = mended(indicators__r1__points="60")
    filing = replace(filing, lines=tuple(line for line in filing.lines if line.key != "r2")[:rows])

    assert len(told("C25", None, filing)) == told_of


@pytest.mark.parametrize("changes", [{"total_points": None}, {"indicators__scored": False}])
def test_a_form_without_points_has_no_half(changes):
    form = make_form(**changes)

    assert told("C25", form, mended(indicators__r14__points="90")) == []


def test_a_limit_of_half_follows_the_form():
    form = make_form(total_points=Decimal(20))

    assert [str(one.places[0]) for one in told("C25", form, mended())] == ["indicators/r6/points"]
