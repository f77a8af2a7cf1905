"""Words that name columns, totals and ends of a table; and words that make a figure another one's."""

from core.verification.prose.words import names

LINKS = names(
    "为 是 达 达到 共 共计 合计 总计 约 计 分别为 有 高达 均 均为 均达 均达到 仅 仅为 已 了 得 "
    "金额 总额 数 额 已达 达到了 情况 实际为 = ≥ ≤ 的 "
    "不低于 不少于 不高于 不超过 大于 小于 近"
)
"""What stands between a name and its figure."""
NO_LINKS = names("下达 应有 所有 累计 设计 审计 所得")
"""Words that end as a link does and are none."""
HEADS = names(
    "其中 其 本单位 我单位 本部门 我局 本局 我中心 本中心 我院 我校 本项目 该项目 本年度 本年 当年 年度 "
    "最终 本次 另外 此外 同时 一是 二是 三是 四是 五是 截至年底 截至年末 的 ： ，"
)
"""What may stand before a name without making it another."""

STRONG = {
    "initial": names("年初预算 年初预算安排 年初部门预算 年初批复预算"),
    "adjusted": names("全年预算 调整后预算 全年调整预算 调整后全年预算"),
    "executed": names("全年执行 实际支出 全年支出 全年实际支出 预算执行 实际执行"),
    "carried_over": names("上年结转 上年结转结余 上年结余结转"),
    "allocated": names("当年安排"),
    "rate": names("预算执行率 资金执行率 支出执行率"),
}
"""Names of a column, by its role: they stand for that column alone."""
WEAK = {
    "adjusted": names("下达 预算 预算安排 到位 资金到位 到位资金 实际到位 安排 下达资金 下达预算"),
    "executed": names("支出 使用 实际使用 已支出 执行 支付 实际支付"),
    "rate": names("执行率 支出率 资金支出率 预算支出率"),
}
"""Names that may mean that column: of the whole table they contradict nothing."""

TOTALS = names(
    "资金 项目资金 资金总 年度资金 年度资金总 项目总 财政资金 部门整体 整体 部门整体支出 整体支出 全部"
)
"""What names all the money of the filing."""
MONEY_TAILS = names("支出 资金 经费 项目支出 项目 拨款 补助")

SCORES = names("自评得分 自评总得分 自评总分 自评综合得分 综合得分 总得分 最终得分 自评分 综合评分")
SCORES_WEAK = names("得分 总分 评分 自评")
SCORED = names(
    "经 绩效 项目 绩效评价 部门整体支出绩效 部门整体绩效 整体支出绩效 整体绩效 项目绩效 项目支出绩效 综合 "
    "部门整体支出 整体支出"
)
"""What may stand before 自评得分 where it is that of the filing."""

GRADED = names("因此 故 综上 自评 评价 评定 绩效 综合")
"""What else may stand before a grade that is the filing's own."""
GRADE_HEADS = names("等级 自评结果 评价结果 等次")
GRADE_LINKS = frozenset("为是达到了：:“‘\"'评定")
GRADE_NAMES = {
    "优秀": "优",
    "良好": "良",
    "中等": "中",
    "较差": "差",
    **{name: name for name in "优良中差"},
}

OTHER_TIMES = names(
    "上年 去年 上一年 同期 往年 历年 前年 明年 次年 下年 下一年 上半年 下半年 季度 近三年 近两年 近几年 "
    "期初 原定 原计划 原预算"
)
NOT_YET = names(
    "预计 拟安排 拟投入 申请 申报 测算 如果 假如 相比 不含 除外 扣除 剔除 加上 累计 截止目前 截至目前 "
    "需要 还需 计划 每人 每户 人均 户均 平均 标准 追加 追减 调增 调减 新增 理论上"
)
"""Words in the sentence that make a figure another than the table's: then it contradicts nothing."""
MONEY_NOUNS = names("项目 资金 经费 专项 补助 支出 预算 拨款 工程 类")
"""Before a figure that names no subject, these name one that may be another than the whole table."""

TARGET_TAILS = names("年度指标值 指标值 目标值 年度目标值 年度目标 目标 预期值 计划值")
ACTUAL_TAILS = names("实际完成值 全年完成值 实际完成 实际值 完成值 实际 完成")
LEVELS = {"一级指标": 1, "二级指标": 2, "三级指标": 3}
COUNTED = names("共设置 共设 设置 设定 设 共 共有 共计 包括 包含 涉及 共涉及 其中")
