"""What a rate is of: which words its numerator and its denominator carry."""

from __future__ import annotations

from dataclasses import dataclass

from core.verification.prose.words import names

TAILS = names("率 比例 比率 进度 报销比 支付比 度")
BEHIND = names(
    "可达到 达到了 实际为 分别为 均达到 约为 仅为 均为 高达 可达 达到 为 达 仅 是 ： = 已达 保持在 维持在 "
    "稳定在 均达 实际 最终 已 均 也 只有 仅有 完成 实现 的"
)
SPENT = names(
    "支出 执行 支付 使用 用于 列支 开支 花费 拨付 完成 采购金额 实际采购 决算 支用 动用 报账 兑付 发放 付款 "
    "已付"
)
GIVEN = names(
    "预算 下达 安排 到位 计划 批复 指标 资金总额 总投资 收入 核定 拨入 可用 收到 到账 概算 投资额 合同 批准"
)
COMMON: tuple[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...] = (
    (names("执行率 支出率 支付率 使用率 支付进度 执行进度 支出进度 预算完成率"), SPENT, GIVEN),
    (
        names("到位率"),
        names("到位 收到 实际筹 拨入 拨付 到账 落实"),
        names("预算 下达 安排 计划 应 批复 申请 承诺"),
    ),
    (names("拨付率 兑付率 兑现率 发放率"), names("拨付 兑付 兑现 发放 支付"), ("应", *GIVEN)),
    (
        names("报销比例 报销率 报销比 支付比例 补偿比例 补偿比 报销水平"),
        names("报销 支付 补偿"),
        names("费用 发生 医药费 总额"),
    ),
    (
        names("完成率 完成比例 完成进度"),
        names("完成 实际 支出 执行"),
        names("计划 目标 任务 预算 应 指标 预期 总"),
    ),
    (names("参保率 覆盖率"), names("参保 覆盖 实际"), names("应 人口 共有 总数 目标 户籍 常住")),
    (names("满意度 满意率"), ("满意",), names("问卷 调查 收回 回收 样本 受访 发放")),
    (("回收率",), names("回收 收回"), names("发放 发出 下发")),
    (("进度",), SPENT, GIVEN),
    (names("批复率 核准率"), names("批复 核准 批准"), names("申报 申请 送审")),
    (
        names("合格率 达标率 优良率 通过率"),
        names("合格 达标 优良 通过"),
        names("抽 检 监测 参加 参考 应 共 总"),
    ),
)
"""Names of the rate, words of what is above, words of what is below; the first that fits."""
TIMELY = names("及时 按时 准时 按期")
IN_TIME = names("按期 按时 按月 按季 按规定 按要求 按计划 按质 按标准")
DONE = names("实际 决算 资助 实现 已")
PLANNED = names("任务 计划 预算 目标 指标")
ELSEWHERE = names("按 加上 扣除 不含 剔除 平均 累计")
TOGETHER = ("综合",)
"""A rate that says by what it is worked out is looked for there, not among its neighbours."""
SCOPES = names("政策范围内 目录内 合规 范围内")


MOST_VERBS = 3
HAD = names("共有 现有 全部 总共 全县 全区 全市 全省 全镇 全乡 全村 辖区 总数 需 拟 应")
"""Words of all there is, of which a rate may be."""


@dataclass(frozen=True)
class Terms:
    """`stem`: 直接结算 of 直接结算率. `below`: none where any amount before will do.

    `scope`: what must stand in the words of the denominator. `is_bare`: 完成p%, which names no rate."""

    stem: str
    above: tuple[str, ...]
    below: tuple[str, ...]
    scope: str = ""
    is_elsewhere: bool = False
    is_bare: bool = False

    @property
    def core(self) -> str:
        """What its numerator must be called: 整改 of 整改完成率, 出车 of 出车率."""
        stem = self.stem
        for word in (*TIMELY, "完成", "达标", "总体", "平均"):
            stem = stem.removesuffix(word) if len(stem) > len(word) else stem
        return "" if self.is_bare or stem in ("完成", "任务") else stem[-2:]


def terms_of(label: str) -> Terms | None:
    """Return what the rate that is named before a figure is of; None where the words name no rate.

    >>> terms_of("入组率为").stem, terms_of("政策范围内报销比达").scope, terms_of("降低")
    ('入组', '政策范围内', None)
    """
    if compared := _compared(label):
        return compared
    if plan := _plan(label):
        below = tuple(word for word in PLANNED if word in plan)
        return Terms("完成", (*SPENT, *DONE), below, is_elsewhere="总" in plan)
    name = _name(label)
    if not name:
        return Terms("完成", (*SPENT, *DONE), (), is_bare=True) if _unnamed(label) else None
    scope = next((scope for scope in SCOPES if scope in label), "")
    said = label
    for word in IN_TIME:
        said = said.replace(word, "")
    elsewhere = any(word in said for word in (*ELSEWHERE, *TOGETHER))
    for known, above, below in COMMON:
        if name.endswith(known):
            return Terms(_stem(name), above, below, scope, elsewhere)
    stem = _stem(name)
    return Terms(stem, (stem, stem[-2:]), (), scope, elsewhere) if len(stem) > 1 else None


def _compared(label: str) -> Terms | None:
    """决算数为预算数的p%: the words themselves say what is above and what is below."""
    above, sign, below = label.removesuffix("的").partition("为")
    above, below = above.rstrip("数额"), below.rstrip("数额")
    if not sign or not label.endswith("的") or len(above) < 2 or len(below) < 2:
        return None
    return Terms(above, (above,), (below,))


def _plan(label: str) -> str:
    """年度任务 of 完成年度任务的p%, 预算 of 完成预算p%."""
    plan = label.rpartition("完成")[2].removesuffix("的") if "完成" in label else ""
    return plan if plan.endswith((*PLANNED, "数")) else ""


def _name(label: str) -> str:
    """The name of the rate at the end of the words: 报销比例 of 报销比例达."""
    name = _without_verbs(label)
    return name if name.endswith(TAILS) else ""


def _without_verbs(label: str) -> str:
    for _ in range(MOST_VERBS):
        tail = next((tail for tail in BEHIND if label.endswith(tail)), "")
        label = label.removesuffix(tail)
    return label


def _unnamed(label: str) -> bool:
    """完成, 仅完成, 达到: verbs and nothing else."""
    return bool(label) and label.endswith(("完成", "完成了", "达到", "达")) and not _without_verbs(label)


def _stem(name: str) -> str:
    tail = next(tail for tail in TAILS if name.endswith(tail))
    stem = name.removesuffix(tail)
    return stem[-4:] if len(stem) > 4 else stem


def is_negated(label: str) -> bool:
    """尚未支出, 不合格, not 未成年人."""
    return "未" in label.replace("未成年", "") or "不合" in label or "不满" in label or "尚余" in label


def fits_above(terms: Terms, label: str) -> bool:
    """Whether an amount with these words can be the numerator."""
    denied = is_negated(label) and not is_negated(terms.stem)
    if denied or (not terms.below and "应" in label):
        return False
    return any(word in label for word in terms.above)


def is_evident(terms: Terms, above: str, below: str) -> bool:
    """Whether two amounts that stand alone before a rate are what it is of: 抽查…满意, 应到…实到."""
    stem, above = terms.stem[-2:], above.removeprefix("其中").lstrip("，：")
    if (
        terms.scope
        or (is_negated(above) and not is_negated(terms.stem))
        or any(word in terms.stem and word not in above for word in TIMELY)
    ):
        return False
    if not terms.is_bare and stem in above and stem not in below.removeprefix("应"):
        return True
    done = above.startswith(("实", "已", "现")) or "实际" in above
    planned = any(word in below for word in ("应", *PLANNED, "下达", *HAD))
    return planned and (done or _is_planned(above, below))


def _is_planned(above: str, below: str) -> bool:
    """培训 and 计划培训: one thing, done and planned."""
    plan = next((word for word in PLANNED if word in below), "")
    thing = below.rpartition(plan)[2].removeprefix("完成") if plan else ""
    return len(thing) >= 2 and above.removeprefix("完成").endswith(thing) and plan not in above


def fits_below(terms: Terms, label: str, above: str) -> bool:
    """Whether an amount with these words can be the denominator beside that numerator."""
    if terms.scope and terms.scope not in label:
        return False
    if not terms.below:
        return terms.stem not in label
    return label != above and any(word in label for word in terms.below)
