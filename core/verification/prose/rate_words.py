"""What a rate is of: which words its numerator and its denominator carry."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from core.verification.prose.figures import Figure
from core.verification.prose.rate_names import QUOTED, name_of, said, stem_of
from core.verification.prose.words import names

Sort = Literal["spent", "done", "part"]
"""Money that was given and spent; what was planned and done; some of a whole."""
SPENT = names(
    "支出 执行 支付 使用 用于 列支 开支 花费 拨付 完成 采购金额 实际采购 决算 实际 付款 "
    "支用 动用 报账 兑付 发放"
)
GIVEN = names(
    "预算 下达 安排 到位 计划 批复 指标 资金 总投资 收入 核定 拨入 可用 收到 到账 拨款 "
    "合计 共计 总额 合同 下拨 概算 投资额 批准"
)
WHOLE = names(
    "应 计划 目标 任务 共 总 抽 调查 发放 样本 有效 送审 收到 受理 接到 登记 排查 发现 申报 反馈 承担 纳入 "
    "符合 核定 人口 对象 全 拟 参加 检查 检测 监测 采样 随机 编制 调解 检出 查出 组织 开展 接通 收集 "
    "回收 收回"
)
PLANS = names("计划 目标 任务 预算 应 指标 预期 总 核定")
DONE = names("实际 实 已 完成 资助 实现 支出 执行 决算 新增 全年")
Words = tuple[str, ...]
CONTROLLED = ("控制率",)
"""Of spending; 血压控制率 is of people."""
COMMON: tuple[tuple[Words, Words, Words, Sort], ...] = (
    (
        names(
            "执行率 支出率 支付率 使用率 支付进度 执行进度 支出进度 使用进度 拨付进度 "
            "预算完成率 用款进度 列支率"
        ),
        SPENT,
        GIVEN,
        "spent",
    ),
    (
        names("到位率"),
        names("到位 收到 到账 落实 实际筹 拨入 拨付 实到 已筹"),
        names("预算 下达 下拨 安排 计划 应 批复 申请 承诺 总投资 需"),
        "part",
    ),
    (names("拨付率 兑付率 兑现率 发放率"), names("拨付 兑付 兑现 发放 支付"), ("应", *GIVEN), "spent"),
    (
        names("报销比例 报销率 报销比 支付比例 补偿比例 补偿比 报销水平 付款比例 付款进度"),
        names("报销 支付 补偿 付款"),
        names("费用 发生 医药费 总额 合同 价款"),
        "part",
    ),
    (names("完成率 完成比例 完成进度 达成率 实现率"), DONE, PLANS, "done"),
    (
        names("参保率 覆盖率"),
        names("参保 覆盖 实际"),
        names("应 人口 共有 总数 目标 户籍 常住 全县 全市 全区 全镇 全省"),
        "part",
    ),
    (names("满意度 满意率"), ("满意",), names("问卷 收回 受访 回访 访问 有效 办结") + WHOLE, "part"),
    (
        names("出勤率 到会率 参会率 参训率 到课率 参考率"),
        names("实到 出勤 到会 参会 参训 参加 到课"),
        ("应", "计划"),
        "part",
    ),
    (("回收率",), names("回收 收回 有效 收到"), names("发放 发出 下发"), "part"),
    (
        names("人员控制率"),
        names("在职 在编 实有 实际 现有"),
        names("编制 核定 编办"),
        "part",
    ),
    (
        CONTROLLED,
        names("支出 决算 实际 执行"),
        names("预算 控制数 安排 核定 计划"),
        "done",
    ),
    (
        names("收缴率 征收率 入库率 清收率 收取率"),
        names("实收 收缴 征收 入库 清收 已收"),
        names("应 任务 计划 预算"),
        "part",
    ),
    (names("安排率"), names("重点 安排"), names("总 预算"), "part"),
    (
        names("节约率 节支率 审减率 核减率 压减率 结余率 结转率 结转结余率"),
        names("节约 节支 审减 核减 压减 结余 结转"),
        names("送审 控制 最高限价 概算") + GIVEN,
        "part",
    ),
    (names("批复率 核准率"), names("批复 核准 批准"), names("申报 申请 送审"), "part"),
    (names("得分率"), names("得 实际"), names("满分 分值 总分 权重 设"), "part"),
)
"""Names of the rate, words of what is above, words of what is below; the first that fits."""
TIMELY = names("及时 按时 准时 按期")
IN_TIME = names("按期 按时 按月 按季 按规定 按要求 按计划 按质 按标准 按年 按序")
PLANNED = names("任务 计划 预算 目标 指标")
MODIFIERS = names("规范 优质 限时 当场 当庭 直接 网上 集中 自主 首次 提前 优良 优秀 直达")
"""规范管理率 is not of those who are managed."""
COMMON_SIGNS = frozenset("成完实到有用数定际全人办理行使得")
MANNERS = names("按 加上 扣除 不含 剔除 综合 平均 累计 合计 两年 三年 加权")
"""A rate that says by what it is worked out is of its neighbours only where they say so too."""
SCOPES = names("政策范围内 目录内 合规 范围内")
NOT = names("未 不 没 待 无 非 欠")
OPEN = names("部分完成 尚未 尚有 还有 剩余 其余 另有 未能 仍有")
NOT_PLANNED = names("供应 相应 响应 适应 反应 应急 应用 对应 效应 按计划 应对")
EVERY = names("均 全部 都 全")
FUNDED = names("预算 下达 安排 到位 计划 批复 指标 总投资 核定 拨入 可用 收到 到账 拨款 合同")
MEASURED = "人户期场次个件份批家台"
USED = names("使用 占用 利用")
SAME = {
    "竣工": names("完成 完工 建成"),
    "完工": names("完成 竣工"),
    "建成": names("完成 竣工 完工"),
    "合格": names("通过 达标 符合"),
    "达标": names("合格 达到 符合"),
    "结案": names("审结 办结"),
}
"""Other words for the numerator of a rate."""
FUNDS = names("投资 成本 金 款 预算 经费 费 专项 债")
MONEY = names("金额 资金 投资 经费 预算 支出")


@dataclass(frozen=True)
class Terms:
    """`name`: 一次验收合格率. `core`: 合格 of it. `below`: words of the denominator.

    `scope`: what must stand in the words of the denominator; `manner`: 平均 of 平均支付率.
    `measure`: 期 of 期数完成率. `head`: 配套 of 配套到位率. `is_known`: the words of its denominator are.
    """

    name: str
    core: str
    above: Words
    below: Words
    sort: Sort
    scope: str = ""
    manner: str = ""
    measure: str = ""
    head: str = ""
    is_known: bool = True

    @property
    def stem(self) -> str:
        """直接结算 of 直接结算率."""
        return stem_of(self.name) or self.core


def terms_of(figure: Figure) -> Terms | None:
    """Return what the rate that is named before a figure is of; None where the words name no rate."""
    label = said(figure)
    if any(word in label for word in QUOTED):
        return None
    if compared := _compared(label):
        return compared
    if plan := _plan(label):
        below = tuple(word for word in PLANNED if word in plan)
        return Terms(plan, "完成", (*SPENT, *DONE), below, "done", manner="总" if "总" in plan else "")
    name = name_of(figure)
    return _named(name) if name else None


def _named(name: str) -> Terms | None:
    scope = next((scope for scope in SCOPES if scope in name), "")
    manner, measure = _manner(name), _measure(name)
    for known, above, below, sort in COMMON:
        if name.endswith(known) and (known != CONTROLLED or any(word in name for word in FUNDS)):
            return _known(name, known, Terms(name, "", above, below, sort, scope, manner, measure))
    if name == "进度":
        return Terms(name, "支出", SPENT, GIVEN, "spent", scope, manner)
    stem = stem_of(name)
    if len(stem) < 2:
        return None
    return Terms(name, stem[-2:], (), WHOLE, "part", scope, manner, measure, is_known=False)


def _manner(name: str) -> str:
    for word in IN_TIME:
        name = name.replace(word, "")
    return next((word for word in MANNERS if word in name), "")


def _measure(name: str) -> str:
    if any(f"{word}{rate}" in name for word in MONEY for rate in ("完成率", "整改率")):
        return "元"
    return next((sign for sign in MEASURED if f"{sign}数" in name), "")


def _known(name: str, known: Words, terms: Terms) -> Terms:
    tail = next(one for one in known if name.endswith(one))
    head, core = name.removesuffix(tail), (stem_of(tail) or tail[:2])[-2:]
    things = tail == "使用率" and head and not any(word in head for word in FUNDS)
    if things:
        return replace(terms, core=core, above=USED, below=(*WHOLE, "开放"), sort="part", is_known=False)
    done = terms.sort == "done" and len(head) > 1 and not any(word in head for word in PLANNED)
    if done:
        above = (*terms.above, head[-2:])
        return replace(
            terms, above=above, core=core, below=(*terms.below, *WHOLE), head=head[-2:], is_known=False
        )
    return replace(terms, core=core, head=head[-2:])


def _compared(label: str) -> Terms | None:
    """决算数为预算数的p%: the words themselves say what is above and what is below."""
    above, sign, below = label.removesuffix("的").partition("为")
    above, below = above.rstrip("数额"), below.rstrip("数额")
    if not sign or not label.endswith("的") or len(above) < 2 or len(below) < 2:
        return None
    return Terms("", above, (above,), (below,), "part")


def _plan(label: str) -> str:
    """年度任务 of 完成年度任务的p%, 预算 of 完成预算p%, 目标任务 of 为目标任务的p%."""
    plan = label.rpartition("完成")[2].removesuffix("的") if "完成" in label else ""
    if not plan and label.startswith(("为", "是", "达到", "仅为", "仅达", "相当于")) and label.endswith("的"):
        plan = label.removesuffix("的")
    return plan if plan.endswith((*PLANNED, "数")) else ""


def fits_above(terms: Terms, words: str) -> int:
    """How well the words of an amount fit a numerator: 2 where they name it, 1 where they may."""
    before, _, behind = words.partition("|")
    if is_open(terms, words) or (_is_planned(before) and not is_done(before)):
        return 0
    late = any(word in terms.name and word not in words for word in TIMELY)
    if any(word in terms.name and word not in words for word in MODIFIERS):
        return 0
    if terms.above:
        named = any(word in before for word in terms.above) or _tells(terms.above[0], behind)
        named = named or (len(terms.head) > 1 and terms.head in before and _is_told(terms, before))
        given = terms.sort == "spent" and _last(before, FUNDED) > _last(before, SPENT)
        return 2 - late if named and not given else 0
    if terms.core in before or _tells(terms.core, behind) or all(sign in before for sign in terms.core):
        return 2 - late
    same = any(word in words for word in SAME.get(terms.core, ()))
    return 1 if same or any(sign in before for sign in terms.core if sign not in COMMON_SIGNS) else 0


def fits_below(terms: Terms, words: str) -> int:
    """How well they fit a denominator."""
    before = words.partition("|")[0]
    if is_open(terms, words) or (terms.scope and terms.scope not in words):
        return 0
    if any(word in words for word in terms.below):
        return 2 if _is_planned(before) or terms.core not in words else 1
    longer = terms.stem not in words if len(terms.stem) > len(terms.core) else False
    return 1 if terms.core not in words or longer else 0


def _is_told(terms: Terms, before: str) -> bool:
    """开展水质检测 of 检测覆盖率; 预算 tells nothing of 预算执行率."""
    things = terms.sort == "part" and not any(word in terms.head for word in (*FUNDS, *PLANNED, "应"))
    return is_done(before) or things


def _tells(word: str, behind: str) -> bool:
    """48人表示满意; 72批均已处置 says nothing of the others."""
    return word in behind and not any(every in behind for every in EVERY)


def is_open(terms: Terms, words: str) -> bool:
    """尚未支出, 不合格, 未办结: what is left over."""
    if any(word in words for word in OPEN):
        return True
    return any(f"{word}{terms.core}" in words for word in NOT)


def _last(words: str, found: Words) -> int:
    return max(words.rfind(word) for word in found)


def _is_planned(words: str) -> bool:
    for word in NOT_PLANNED:
        words = words.replace(word, "")
    return any(word in words for word in ("应", "计划", "目标", "任务", "预期", "拟"))


def is_done(words: str) -> bool:
    return words.startswith("实") or any(word in words for word in ("实际", "已", "实现", "全年完成"))
