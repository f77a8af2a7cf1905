"""Whether the parts of a list can overlap, by what the parts are called."""

from __future__ import annotations

from collections.abc import Sequence

from core.verification.prose.words import names

OPENINGS = names(
    "其中 包括 包含 主要用于 用于 分别为 分别是 分别 具体为 具体是 即 含 有 为 是 以及 和 及 与 "
    "一是 二是 三是 四是 五是 六是"
)
ENDINGS = names("分别为 分别是 为 是 有 共 计 达")
MARKS = "，、；：（）“”."
SHORTEST_PREFIX = 2
LONGEST_NOUN = 12
STRANGERS = 3
"""So many short nouns between 、 may be a division though they have no sign in common."""
CROSSING = names(
    "女 少数民族 党员 团员 岁 以上 以下 以内 残疾 低保 脱贫 贫困 困难 留守 单亲 老年 老人 青年 妇女 儿童 "
    "学历 学位 本科 硕士 研究生 职称 住校 寄宿 重点 示范 优秀 优质 先进 民生 特色 亮点 首次 首批 获 新增 "
    "立案 罚款 罚没 移送 整改 发现 查处 通报 约谈 取证 结案 起诉 曝光 停业 参训 参保 到会 评为 累计 同比 "
    "共 约 已 未 达标 符合 涉及 惠及 覆盖 带动 流动 外来 重大 较大 一般 小微 中小"
)
"""What may be said of a thing beside what it is: of two such parts one does not keep out the other."""
DIMENSIONS = tuple(
    names(dimension)
    for dimension in (
        "中央 国家级 省 自治区 市 州 县 区 乡镇 镇 街道 村 自筹 社会 捐 贷款 债券 自有 集体 上级 本级 地方 "
        "企业",
        "财政拨款 上级补助 事业收入 经营收入 附属单位 其他收入 结转 非财政拨款结余 事业基金",
        "一般公共预算 政府性基金 国有资本 社会保险基金 财政专户 彩票公益金 单位资金",
        "工资福利 商品和服务 对个人和家庭 资本性 债务利息",
        "一般公共服务 公共安全 教育 科学技术 文化 社会保障和就业 卫生健康 节能环保 城乡社区 农林水 交通运输 "
        "资源勘探 商业服务 自然资源 住房保障 粮油物资 灾害防治 国防",
        "人员类 运转类 特定目标类 人员经费 公用经费 项目经费",
        "行政 参公 参照公务员 公务员 事业 工勤 聘用 编外 临聘 派遣 公益性岗位 公益岗",
        "在职 在岗 离休 退休 遗属",
        "出国 公务用车 接待",
        "机要通信 应急保障 执法执勤 特种专业 领导用车 领导干部用车 老干部 业务用车",
        "货物 工程 服务",
        "工程 监理 设计 设备 勘察 检测 预备费 其他费 征地 土建 安装",
        "非常满意 很满意 比较满意 较满意 基本满意 满意 一般 不太满意 不满意 很不满意 非常不满意 不了解",
        "优秀 良好 合格 基本合格 不合格 优 良 中 差 及格 不及格",
        "幼儿园 小学 初中 初级中学 高中 九年一贯制 完全中学 中职 职业 特殊教育 高校 大学",
        "学前 小学 初中 高中 中职 大学 大专 高校",
        "博士 硕士 研究生 本科 大专 专科 中专 高中",
        "正高 副高 中级 初级 员级",
        "一级 二级 三级 四级 五级",
        "甲级 乙级 丙级",
        "A类 B类 C类 D类",
        "A级 B级 C级 D级",
        "一类 二类 三类 四类",
        "一档 二档 三档 四档",
        "第一季度 第二季度 第三季度 第四季度",
        "一季度 二季度 三季度 四季度",
        "第一批 第二批 第三批 第四批 第五批",
        "首期 一期 二期 三期 四期 尾款",
        "上半年 下半年",
        "春 秋",
        "城市 农村 城镇",
        "新建 改建 扩建 续建 改扩建 修缮 维修 改造 加固",
        "线上 线下 网上 窗口 现场",
        "男 女",
        "城镇职工 城乡居民 离休",
        "职工 居民",
        "门诊 住院",
        "医院 诊所 药店 卫生院 卫生室 门诊部",
        "分散 集中",
        "日间 全日",
        "护理型 普通",
    )
)
"""Each names things of one kind of which nothing is two."""
NOT = ("未", "不", "非", "无", "没有")
ONGOING = names("正在 在建 在办 推进 实施中 办理中 建设中 续建 处理中 在途 跨年")
PENDING = names("未 尚未 待 拟 进度滞后 滞后 逾期 延期")


def keep_apart(labels: Sequence[str]) -> bool:
    """Say whether the parts have names of things of which nothing can be two.

    >>> keep_apart(["其中行政编制", "事业编制"]), keep_apart(["其中女党员", "少数民族党员"])
    (True, False)
    >>> keep_apart(["其中普通高中", "小学", "幼儿园"]), keep_apart(["其中立案", "罚款"])
    (True, False)
    """
    bare = [bare_name(label) for label in labels]
    if len(bare) < 2 or len(set(bare)) < len(bare) or not all(bare):
        return False
    return is_complement(labels) or is_progress(labels) or _is_one_dimension(bare) or _is_parallel(bare)


def bare_name(label: str) -> str:
    """What a part is called.

    >>> bare_name("其中：行政编制为"), bare_name("二是桥梁")
    ('行政编制', '桥梁')
    """
    name = label.strip(MARKS)
    for opening in OPENINGS:
        name = name.removeprefix(opening).strip(MARKS)
    for ending in ENDINGS:
        name = name.removesuffix(ending)
    return name.strip(MARKS)


def is_complement(labels: Sequence[str]) -> bool:
    """Whether of two parts the one is what the other is not.

    >>> is_complement(["其中通过评审", "未通过"]), is_complement(["合格", "不满"])
    (True, False)
    """
    one, *others = map(bare_name, labels)
    return len(others) == 1 and (_denies(one, others[0]) or _denies(others[0], one))


def _denies(denial: str, name: str) -> bool:
    word = next((word for word in NOT if denial.removeprefix("尚").startswith(word)), "")
    stem = denial.removeprefix("尚").removeprefix(word)
    done = name.removeprefix("已")
    return bool(word and stem and done) and (name.startswith(("已", stem)) and (stem in done or done in stem))


def is_progress(labels: Sequence[str]) -> bool:
    """Whether the parts are what is done, what is being done and, where there is such, what is still to do.

    >>> is_progress(["已完成", "正在实施", "未开工"]), is_progress(["完成", "验收"])
    (True, False)
    """
    bare = [bare_name(label).removeprefix("仍").removeprefix("尚") for label in labels]
    going = [any(word in name for word in ONGOING) for name in bare]
    pending = [name.startswith(PENDING) for name in bare]
    rest = [name for name, one, other in zip(bare, going, pending, strict=True) if not (one or other)]
    return len(rest) == 1 and going.count(True) == 1 and pending.count(True) < 2


def _is_one_dimension(bare: Sequence[str]) -> bool:
    return any(_members(bare, dimension) for dimension in DIMENSIONS)


def _members(bare: Sequence[str], dimension: Sequence[str]) -> bool:
    """Whether each name has a member of the dimension in it, each another."""
    found = [max((member for member in dimension if member in name), key=len, default="") for name in bare]
    return all(found) and len(set(found)) == len(found)


def _is_parallel(bare: Sequence[str]) -> bool:
    """X编制 and Y编制, 培训X and 培训Y, or three short nouns; none that says how a thing is beside what."""
    if any(word in name for name in bare for word in CROSSING):
        return False
    tails, heads = _in_common([name[::-1] for name in bare]), _in_common(bare)
    differ = all(len(name) > tails for name in bare)
    if differ and (tails or heads >= SHORTEST_PREFIX):
        return True
    return len(bare) >= STRANGERS and all(len(name) <= LONGEST_NOUN for name in bare)


def _in_common(names: Sequence[str]) -> int:
    """With how many signs all of them begin."""
    shortest = min(map(len, names))
    signs = zip(*names, strict=False)
    return next((at for at, sign in enumerate(signs) if len(set(sign)) > 1), shortest)
