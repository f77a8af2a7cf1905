"""What the choices of a field are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

PRINTED = {
    "project_name": "项目名称",
    "unit_name": "单位名称",
    "unit_code": "单位代码",
    "department_name": "主管部门名称",
    "header": "填表信息",
    "signature": "留空签字",
    "seal": "留空盖章",
}
POLICY = {"locked": "锁定，不能改", "explain": "可改，须说明", "open": "可填可改"}
AGGREGATION = {
    "sum": "各单位相加",
    "weighted_mean": "按全年预算数加权平均",
    "main": "取牵头单位的数",
    "typed": "由牵头单位填写",
}

CHOICES: Mapping[str, Mapping[Any, str]] = {
    "FormDefinition.scope": {"project": "项目支出", "department": "部门整体支出", "transfer": "转移支付"},
    "HeaderField.kind": {"text": "文字", "date": "日期"},
    "PrintedField.shows": PRINTED,
    "FundRow.role": {"total": "合计行", "part": "分项行", "memo": "“其中”行"},
    "Funds.amount_unit": {"万元": "以万元填写、打印", "元": "以元填写、打印"},
    "Paper.total": {"points": "分值", "score": "得分", "grade": "等级"},
    "Indicators.unprinted": {"target": "年度指标值", "actual": "实际完成值"},
    "TextBlock.after": {
        "header": "表头",
        "funds": "项目资金",
        "goals": "年度总体目标",
        "indicators": "绩效指标",
        "total": "总分",
    },
    "FundColumn.role": {
        "initial": "年初预算数",
        "adjusted": "全年预算数",
        "executed": "全年执行数",
        "carried_over": "上年结转",
        "allocated": "当年安排",
        "rate": "执行率",
        "points": "分值",
        "score": "得分",
    },
    "Indicators.level3": {"fixed": "表样规定三级指标", "per_project": "三级指标随项目批复"},
    "Indicators.target_policy": POLICY,
    "Indicators.points_policy": POLICY,
    "Indicators.self_score": {
        "free_with_reason": "可与计算得分不同，须说明理由",
        "as_computed": "按系统计算得分",
    },
    "Indicators.not_applicable": {
        "as_printed": "不计分，其余指标照原分值",
        "rescale": "不计分，总分按其余分值折算",
        "full": "按满分计",
        "to_siblings": "不计分，分值移给同组的其他指标",
    },
    "Rounding.mode": {
        "half_up": "四舍五入",
        "half_down": "五舍六入",
        "half_even": "四舍六入五成双",
        "down": "直接舍去尾数",
        "up": "有尾数即进一",
    },
    "Section.role": {"background": "概况", "results": "本年度情况"},
    "Section.level": {1: "一、", 2: "（一）", 3: "1.", 4: "（1）"},
    "Group.shares_score": {"lowest": "取各行中最低的", "mean": "取各行的平均", "manual": "人工评分"},
    "Group.aggregation": AGGREGATION,
    "FixedRow.aggregation": AGGREGATION,
    "CheckSetting.severity": {
        "must_fix": "必改项",
        "must_explain": "需说明项",
        "hint": "提示项",
        "off": "不校验",
    },
}
