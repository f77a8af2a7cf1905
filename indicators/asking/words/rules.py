"""What the parameters of the rules and their choices are called (core.scoring.parameters)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

PERCENT = "写百分比，如80%。"
END = "比率写百分比（90%），其他写数字；没有界限的留空。"
NUMBER = "比率写百分比（5%），其他写数字。"
MEASURE = "如%、天、万元；只是数字的留空。"
FULL = "留空：指标的分值。"

RULES = {
    "AtLeast.pass_mark": f"及格线\n完成率低于及格线不得分；没有的留空。{PERCENT}",
    "AtLeast.over_target": "超额完成的规定",
    "OverTarget.mode": "超额完成时",
    "OverTarget.threshold": "完成率达到\n写百分比，如130%。",
    "OverTarget.reductions": "扣减\n从低到高。",
    "Reduction.above": "完成率超过",
    "Reduction.share": "扣分值的",
    "AtMost.mode": "超过时怎样计分",
    "Equal.mode": "怎样比较",
    "RateShare.of": "用哪个比率",
    "RatioLimit.limit": f"不超过\n{PERCENT}",
    "Coefficient.highest": f"系数最高\n{PERCENT}",
    "_Banded.scores": "各档写什么",
    "_Banded.bands": f"各档\n从高到低，相接的界限只有一档“含”，最高一档不写上限，最低一档不写下限。{END}",
    "Satisfaction.bands": f"各档\n只在“分档计分”时填写，从高到低。{END}",
    "Satisfaction.scores": "各档写什么",
    "Satisfaction.mode": "怎样计分",
    "Bands.of": "按什么分档",
    "Bands.measure": f"计量单位\n{MEASURE}",
    "Bands.finished": "项目已完成的得分\n项目已完成、结余不扣分的写得分；没有这一规定的留空。",
    "Band.low": "下限",
    "Band.low_closed": "含下限",
    "Band.high": "上限",
    "Band.high_closed": "含上限",
    "Band.score": "得分\n写分数；“各档写什么”为比例的写百分比。",
    "_Deduction.full": f"满分\n{FULL}",
    "_Deduction.lowest": "扣至多少分为止",
    "Steps.side": "什么时候扣分",
    "Steps.of": "比较什么",
    "Steps.measure": f"计量单位\n{MEASURE}",
    "Steps.limit": f"从多少起扣\n留空：年度指标值。{NUMBER}",
    "Steps.step": f"每多少扣一次\n{NUMBER}",
    "Steps.deduction": "每次扣几分",
    "Steps.rounding": "不足一次的",
    "Occurrences.deduction": "每次扣几分",
    "Occurrences.asked": "数什么\n留空：实际完成值就是次数。",
    "Judgement.faults": "扣分情形",
    "Fault.name": "情形",
    "Fault.least": "最少扣",
    "Fault.most": "最多扣",
    "Delay.mode": "怎样扣分",
    "Delay.per": "逐次的单位",
    "Delay.deduction": "每次扣几分\n只在“逐次扣分”时填写。",
    "Delay.rounding": "不足一次的",
    "Checklist.items": "得分项",
    "Item.name": "内容",
    "Item.score": "得分",
    "AllOrNothing.question": "问什么\n填报时答是或否；留空：看实际完成值是否达到年度指标值。",
    "AllOrNothing.full": f"达到得\n{FULL}",
    "AllOrNothing.otherwise": "达不到得",
    "Options.options": "各种情况",
    "Periods.periods": "时段",
    "Period.name": "时段",
    "Period.score": "得分",
    "Period.planned": "应达到的进度\n留空：填报时答是或否。",
    "Bonus.base": "基础分",
    "Bonus.items": "加分项",
    "Bonus.highest": "最高得分\n可以高于指标的分值。",
    "BonusItem.name": "内容",
    "BonusItem.score": "每次加分",
    "BonusItem.most": "最多加\n留空：不限。",
    "EitherOr.pick": "取哪一种",
    "EitherOr.alternatives": "计分方式",
    "Alternative.name": "名称",
    "Alternative.rule": "规则",
    "Alternative.target": "另一指标值\n写了的，另填实际完成值；留空：用本行的。",
    "Tiers.tiers": "各档\n从高到低；得分为分值的百分比。",
    "Tiers.asks_share": "可以填写完成的百分比\n填写的，按这一比例得分。",
    "Tier.name": "档次",
    "Tier.words": "同义用语\n一行一个。",
    "Tier.low": "最低得分",
    "Tier.high": "最高得分",
    "Tier.high_closed": "含最高",
}
RULE_RATES = frozenset({"OverTarget.threshold", "Reduction.above", "RatioLimit.limit"})

_OF = {"actual": "实际完成值", "completion": "完成率（实际完成值÷年度指标值）"}
_BEGUN = {"floor": "不扣", "ceil": "按一次扣", "linear": "按比例扣"}
RULE_CHOICES: Mapping[str, Mapping[Any, str]] = {
    "AtMost.mode": {"ratio": "按指标值÷完成值", "linear": "按超出的比例扣减"},
    "Equal.mode": {
        "capped": "达到或超过得满分，未达到按比例",
        "strict": "多于、少于都按比例扣减",
        "exact": "相等得满分，否则不得分",
    },
    "OverTarget.mode": {"note": "只说明原因", "reduce": "扣减得分"},
    "RateShare.of": _OF,
    "Bands.of": _OF,
    "Steps.of": _OF,
    "_Banded.scores": {"points": "分数", "share": "分值的比例"},
    "Satisfaction.scores": {"points": "分数", "share": "分值的比例"},
    "Satisfaction.mode": {"target": "按年度指标值的比例", "rate": "满意率×分值", "bands": "分档计分"},
    "Steps.side": {"above": "超过时", "below": "低于时"},
    "Steps.rounding": _BEGUN,
    "Delay.rounding": _BEGUN,
    "Delay.mode": {"share": "按滞后的比例扣减", "steps": "逐次扣分"},
    "Delay.per": {"day": "天", "month": "月", "year": "年"},
    "EitherOr.pick": {"chosen": "填报时选定的", "best": "得分高的"},
}
