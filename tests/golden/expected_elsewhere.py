"""The tables of places that no seed is from, as they must stand on paper, written from the cases by hand."""

from __future__ import annotations

import re
from typing import Any

from tests.golden.expected import HEADS, UNSCORED, Cell, Rows, funds, goals, indicators, one, under

IN_PARTS = {
    "level1": "一级指标", "level2": "二级指标", "level3": "三级指标", "sign": "指标性质", "figure": "指标值",
    "unit": "度量单位",
}  # fmt: skip
FUNDS = ("initial", "adjusted", "executed", "rate", "weight", "score")
NATIONAL_FUNDS = ("initial", "adjusted", "executed", "weight", "rate", "score")
NOTHING = dict.fromkeys(("level3", "target", "actual", "score"))
MANAGEMENT = {
    "allocation": "分配科学性", "release": "下达及时性", "payment": "拨付合规性", "use": "使用规范性",
    "execution": "执行准确性", "performance": "预算绩效管理情况", "responsibility": "支出责任履行情况",
}  # fmt: skip


def hubei(case: dict[str, Any]) -> Rows:
    """No goal, no points beside the rows; a group without rows stands there all the same."""
    names = {**HEADS, "target": "年初目标值（A）", "actual": "实际完成值（B）"}
    heads = {name: names[name] for name in ("level1", "level2", "level3", "target", "actual", "score")}
    typed, header, rows = case["texts"], case["header"], list(case["indicators"])
    benefit = {**NOTHING, "level1": "效益指标", "level1_weight": "30", "level2_weight": None}
    below = ("经济效益指标", "社会效益指标", "环境效益指标", "可持续影响指标")
    rows[3:3] = [{**benefit, "level2": name} for name in below]
    columns = ("adjusted", "executed", "rate", "score")
    return [
        one("项目名称", case["project"]),
        one("主管部门", case["department"], "项目实施单位", case["unit"]),
        one("项目类别", header["category"], "项目属性", header["attribute"]),
        one("项目类型", header["type"]),
        *funds("预算执行情况（万元）（20分）", [one("", *case["fund_columns"])], case, columns),
        *indicators("年度绩效目标（80分）", heads, {"indicators": rows}),
        one("总分", case["total"]["score"]),
        one("偏差大或目标未完成原因分析", typed["deviation/text"]),
        one("改进措施及结果应用方案", typed["measures/text"]),
    ]


def chongqing(case: dict[str, Any]) -> Rows:
    """One list of indicators without levels, the coefficient in a column of its own."""
    heads = {
        "level3": "指标名称", "measure": "计量单位", "nature": "指标性质", "target": "年初指标值",
        "adjusted": "调整指标值", "actual": "全年完成值", "coefficient": "得分系数（%）",
        "weight": "指标权重（分）", "score": "指标得分（分）", "core": "是否核心指标",
    }  # fmt: skip
    header = case["header"]
    return [
        one("项目名称", case["project"]),
        one("主管部门", case["department"], "财政处室", header["finance_division"]),
        one("联系人", header["filer"], "联系电话", header["phone"]),
        *funds("预算执行情况（万元）", [one("", *case["fund_columns"])], case, FUNDS),
        *goals("当年绩效目标", "年初绩效目标", "全年目标实际完成情况", case),
        *under(
            "绩效指标", [one(*heads.values()), *(one(*map(row.get, heads)) for row in case["indicators"])]
        ),
        one("自评总分（分）", case["total"]["score"], ""),
    ]


def sichuan(case: dict[str, Any]) -> Rows:
    heads = {**IN_PARTS, "actual": "完成值", "weight": "权重", "score": "得分", "note": "未完成原因分析"}
    typed, columns = case["texts"], [one("", *case["fund_columns"])]
    return [
        one("项目名称", case["project"]),
        one("主管部门", case["department"], "实施单位（盖章）", case["unit"]),
        *funds("预算执行情况（万元）（10分）", columns, case, FUNDS, only_total=("weight", "score")),
        one("执行偏差及预算调整原因", typed["reason/text"]),
        *goals("项目年度目标", "项目年度目标", "年度目标完成情况", case),
        one("项目实施内容及过程概述", typed["process/text"]),
        *indicators("绩效指标（90分）", heads, _in_parts(case), points=""),
        one("合计", case["total"]["weight"], case["total"]["score"], ""),
        one("评价结论", typed["conclusion/text"]),
        one("存在问题", typed["problems/text"]),
        one("改进措施", typed["improvement/text"]),
    ]


def yunnan(case: dict[str, Any]) -> Rows:
    heads = {**IN_PARTS, "actual": "实际完成值", "weight": "分值", "score": "得分"}
    heads["note"] = "偏差原因分析及改进措施"
    columns, only = [one("", *case["fund_columns"])], ("weight", "rate", "score")
    return [
        one("项目名称", case["project"]),
        one("主管部门", case["department"], "实施单位", case["unit"]),
        *funds("项目资金（元）", columns, case, NATIONAL_FUNDS, only_total=only),
        *goals("年度总体目标", "预期目标", "实际完成情况", case),
        *indicators("绩效指标", heads, _in_parts(case), points=""),
        one("其他需要说明事项", case["texts"]["remark/text"]),
        _total(case),
    ]


def huoshan(case: dict[str, Any]) -> Rows:
    heads = {**UNSCORED, "target": "指标值", "actual": "全年实际完成值", "note": "未完成原因和改进措施"}
    header, typed = case["header"], case["texts"]
    managed = [
        one(label, typed[f"{key}/statement"], typed[f"{key}/problem"]) for key, label in MANAGEMENT.items()
    ]
    return [
        one("转移支付（项目）名称", case["project"]),
        one("中央主管部门", header["central_department"], "地方主管部门", header["local_department"]),
        one("资金使用单位", case["unit"]),
        *funds(
            "资金投入情况（万元）", [one("", *case["fund_columns"])], case, ("adjusted", "executed", "rate")
        ),
        *under("资金管理情况", [one("", "情况说明", "存在问题和改进措施"), *managed]),
        *goals("总体目标完成情况", "总体目标", "全年实际完成情况", case),
        *indicators("绩效指标", heads, case),
        one("说明", typed["remark/text"]),
    ]


def national(case: dict[str, Any]) -> Rows:
    heads = {**HEADS, "note": "偏差原因分析及改进措施"}
    columns, only = [one("", *case["fund_columns"])], ("weight", "score")
    return [
        one("项目名称", case["project"]),
        one("主管部门", case["department"], "实施单位", case["unit"]),
        *funds("项目资金（万元）", columns, case, NATIONAL_FUNDS, only_total=only),
        *goals("年度总体目标", "预期目标", "实际完成情况", case),
        *indicators("绩效指标", heads, case, points=""),
        _total(case),
    ]


def _total(case: dict[str, Any]) -> list[Cell]:
    total = case["total"]
    return one("总分", total["weight"], total["score"], total["grade"])


def _in_parts(case: dict[str, Any]) -> dict[str, Any]:
    """The case with each target in three: ≧ | 735 | 人次."""
    return {"indicators": [{**row, **_parts(row["target"])} for row in case["indicators"]]}


def _parts(target: str) -> dict[str, str]:
    found = re.fullmatch(r"([≧═=])([0-9]+)(\D*)", target)
    sign, figure, unit = found.groups() if found else ("", target, "")
    return {"sign": sign, "figure": figure, "unit": unit}
