"""The words by which official prose says how a figure relates to its neighbours."""


def names(text: str) -> tuple[str, ...]:
    """The words of a list that is written with spaces between."""
    return tuple(text.split())


LESS = names(
    "减少 下降 降低 减 降 下调 回落 压减 缩减 压缩 核减 调减 减低 下滑 减幅 降幅 少 减收 减支 负增长 削减 "
    "缩短 少支出 少支 少收 节约 节省 低 减产"
)
MORE = names(
    "增加 增长 上升 提高 上涨 增 提升 上调 升高 扩大 追加 调增 增幅 涨幅 增速 增长率 涨 多 "
    "增收 增支 净增 超支 递增 攀升 多支出 多支 多收 超出 高出 高 增产"
)
CHANGE_TAILS = names("了 约 为 达 达到 率 率为 率达 幅度 幅度为 幅度达 额 额为 比例为 比例达 比例")
NO_CHANGE_BEFORE = names("新 不 最 至 更 累")
BASE_LABELS = names("上年 去年 上一年 同期 上季 上月 年初 年 预算 计划 目标 概算 控制价")
BASE_HEADS = names("上年 去年 上一年 同期")
COMPARES = names("较 比 与 同 对比")
CARRIED = ("结转", "结余")
FROM = names("由 从")
TO = names("到 至 为")
EACH_TIME = names("每人 每户 每亩 每年 每月 每天 每次")
TIMES = names(
    "原来 原 原先 上年末 上年底 去年末 去年底 "
    "上年 去年 上年同期 去年同期 上年度 本年度 年初 期初 今年 本年 目前 现在 年末 年底 期末"
)
"""What stands between 由, 到 and their figures."""
SIGNLESS_CHANGES = names("调整幅度 调整幅度为 变动幅度 变动幅度为 变化幅度 变化幅度为 变动率 变动率为")
COMPARED = names("相比 较上年 比上年 较去年 比去年 比年初 较年初")
WAS = names("年初 原 原定 上年 去年 调整前 期初")
IS = names("调整后 调整 全年 变更后 年末 期末 本年 今年")

OPENERS = names(
    "其中 包括 包含 分别为 分别是 分为 主要用于 用于以下 构成 组成 含： 具体为 来看 如下 分类 ，由 "
    "用于： ，用于 安排： 分类："
)
AFTER_MIDDLE = tuple("央小型级心标考学药医期国共等层专职高间途旬介")
"""中 with these is a word of its own."""
BY = names("按 按照 从 分")
DIVIDED = names("分 划分 划分为 区分 看 来看 分类 分布 统计 构成 列示")
CLOSERS = names(
    "合计 共计 总计 总共 一共 累计 共 合计为 共计为 总计为 合计达 共计达 合计金额 合计支出 合计资金 合计共 "
    "两项合计 三项合计 四项合计 以上合计 各项合计 相加 相加为 相加共"
)
CLOSING_HEADS = names("合计 共计 总计 总共")
IN_ALL = names("共 共计 合计 总计 总共")
SPANS_OF_TIME = names("全年 以上 上述 各项 全部 本年 年内 截至目前")
TOTAL_NAMES = names("资金总额 资金总额为 总额 总额为 资金总量 可用资金 可用资金为")
EQUALS = names("为 是 相当于 达到 完成 仅为 仅占 约占 达")
"""What stands between a part and its whole: 支出95万元，完成预算100万元的95%."""
RESPECTIVELY = ("分别", "依次", "各占")
MAKES_UP = names("组成 构成 分为")
"""A list with these is whole."""
LIST_ENDS = names("合计 共计 总计 其中 来看 相比 较上 比上 较去 比去 加上 减去 扣除 除外 除以 乘以 另有 此外")
PER_HEAD = (
    "",
    *names("获得 获补助 服务 减负 受益 为 达 补助 补助为 救助 报销 资助 支出 费用 发放 补贴 投入"),
)
"""What may stand between 人均 and its figure; 人均增收 is no part of the amount."""
AVERAGED = tuple("人户次亩件案村批例家台期场校园所站辆镇乡县班组队点店床吨座里车日月")
LONGEST_HEAD = 7
"""So long may be what stands between 人均 and its figure."""
PRICES = names(
    "均价 单价 单价为 价格 价格为 月工资 月补助 月补贴 月薪 月租金 月均工资 月均补助 月生活费 "
    "各奖励 各补助 各补贴 各资助 各发放 各安排 各给予 各拨付 各安排经费 各补助资金"
)
PRICED = names("单价 均价 标准")
BECAME_PRICE = names("降为 降至 降到 升为 升至 调整为 提高到 提高至 提高为 调整到 调整至")
SINGLES = names(
    "每人 每户 每名 每位 每个 每家 每台 每辆 每套 每件 每次 每亩 每村 每车 "
    "单次 单台 单车 单套 单件 单场 单位造价 单位成本 ×"
)
"""Anywhere before an amount these make it a price."""
NOT_EACH = tuple("年月日天周季次千万百半位")
"""每年200人 and 每千人6张 are no price."""
ADJUSTED = names("追加 追减 调增 调减 核增 核减")
JOINERS = names("加上 另加 再加 加之 连同")
TOTALS = names("合计 共计 总计 总额 总数 共 全部")

FAMILIES = tuple(
    frozenset(family.split())
    for family in (
        "基本支出 项目支出",
        "人员经费 公用经费",
        "人员类 运转类 特定目标类",
        "在职 退休",
        "在职 离休 退休",
        "城镇职工 城乡居民",
        "职工 居民",
        "基本医保 大病保险 医疗救助",
        "基本医疗 大病 救助",
        "男 女",
        "财政拨款 其他",
        "财政拨款 自筹",
        "一般公共预算 政府性基金",
        "一般公共预算 彩票公益金",
        "中央 省 市 区",
        "中央 省 市 县",
        "中央 自治区 市 县",
        "中央 省 县",
        "中央 省 区",
        "中央 市 县",
        "省 市 县",
        "省 市 区",
        "中央 地方",
        "资助 住院 门诊",
        "上级 本级",
        "上年结转 当年",
        "特殊病 慢性病",
        "因公出国 公务用车 公务接待",
        "货物 工程 服务",
        "优秀 良好 合格",
        "行政 事业",
        "城镇 农村",
        "上半年 下半年",
        "一季度 二季度 三季度 四季度",
        "一级 二级 三级",
        "线上 线下",
    )
)
"""Parts that make a whole: a list of exactly these leaves nothing out."""
REST = names("其他 其它 其余 剩余 余下")
ALL_THE_REST = names("其余 剩余 余下")
BESIDES = names("另有 另外")
SPENT = names(
    "支出 支出数 执行 执行数 支付 支付数 使用 列支 支用 开支 完成支付 完成支出 支出资金 支付资金 使用资金 "
    "执行支出"
)
SPENT_HEADS = names("实际 全年 本年 当年 年末 年底 已 共 累计 年度 实")
"""实际支出, 累计支付: what was spent of what stands before it, where nothing else is named."""
RATES_OF_SPENDING = names("执行率 支付率 支出率 支出进度 执行进度 使用率")
CUT = names("扣 减免 核减 退回 罚 免收")
"""Number and price do not make what is left after these."""
