"""What the words of a share name: its whole, and what it is a part of."""

from __future__ import annotations

from core.verification.prose.figures import Figure
from core.verification.prose.words import TOTALS, names

NAME_ENDS = (
    "分别",
    "的比例",
    "的比重",
    "的比率",
    "比例",
    "比重",
    "比率",
    "的",
    "比",
    "为",
    "达",
    "约",
    "到",
    "是",
)
SHORTEST_NAME = 2
TOTAL_ENDS = (
    *("总人数", "总户数", "总面积", "总数", "总量", "总额", "总规模", "合计", "总计"),
    *("人数", "人次", "户次", "户数", "个数", "件数", "数", "量", "额"),
)
HEADS = ("全部", "本年", "全年", "总的", "年度", "其中")
VERBS = ("为", "是", "达", "达到", "共", "共计", "有")
WHAT = ("支出", "收入", "预算", "人数")
"""What a vague name still says: 总支出 is no income."""
VAGUE = (
    "全年",
    "本年",
    "年度",
    "全部",
    "总额",
    "总数",
    "总量",
    "合计",
    "资金",
    "支出",
    "收入",
    "金额",
    "人数",
    "总",
)
ADVERBS = names(
    "其中 分别 各自 各 均 共 合计 所 约 仅 只 就 则 也 已 现 其 都 还 依次 两项 三项 而 且 又 中 里 内 的 "
    "总体上 实际 却 到 此项 该项 主要"
)
"""What may stand before 占 and names nothing."""
PLANNED = names("计划 任务 目标 指标 预算 概算 合同 应 下达 编制 批复 核定")
"""What is set beforehand, for each thing its own."""
OF = names("占 完成 达到 相当于 为")


def whole_name(claimed: Figure) -> str:
    """What the share is of, as written: “占本年支出合计的92.53%” → 本年支出合计.

    >>> from core.verification.prose import scanner, steps
    >>> whole_name(scanner.scan("占本年支出合计的92.53%", steps.Steps())[0])
    '本年支出合计'
    """
    _, sign, name = claimed.label.rpartition("占")
    if not sign:
        return ""
    for _ in range(4):
        tail = next((tail for tail in NAME_ENDS if name.endswith(tail)), "")
        name = name.removesuffix(tail)
    return name if len(name) >= SHORTEST_NAME else ""


def bare(name: str) -> str:
    """What a whole is called beside all, in total, this year: 在职人员 of 全部在职人员总数."""
    for head in HEADS:
        name = name.removeprefix(head)
    tail = next((end for end in TOTAL_ENDS if name.endswith(end) and len(name) > len(end)), "")
    return name.removesuffix(tail)


def plan_name(said: str) -> str:
    """Of what plan a ratio is said to be; nothing where it is of none.

    >>> plan_name("占合同价的"), plan_name("完成计划"), plan_name("占总支出的")
    ('合同价', '计划', '')
    """
    for verb in OF:
        said = said.rpartition(verb)[2]
    return said.removesuffix("的") if names_a_plan(said) else ""


def names_a_plan(said: str) -> bool:
    return any(word in said for word in PLANNED)


def of_verb(label: str) -> str:
    """样本总数 of 样本总数为."""
    for verb in VERBS:
        label = label.removesuffix(verb)
    return label


def is_total(label: str) -> bool:
    return label.startswith("全") or any(word in label for word in TOTALS)


def speaks_of(name: str, label: str) -> bool:
    """Whether the words of an amount and the name of a whole have a word of substance in common.

    A name of nothing but vague words says 支出 where the amount does, or says no more than 资金总额.
    """
    rest = name
    for vague in VAGUE:
        rest = rest.replace(vague, " ")
    pairs = [rest[at : at + 2] for at in range(len(rest) - 1)]
    if any(pair in label for pair in pairs if " " not in pair):
        return True
    said = [word for word in WHAT if word in name]
    return not rest.strip(" 额数量") and all(word in label for word in said)


def subject_of(words: str) -> str:
    """Of what it is said that it is a part: 农村居民 of 农村居民占样本总数的60%.

    >>> subject_of("其中农村居民占样本总数的")
    '农村居民'
    """
    subject, sign, _ = words.rpartition("占")
    if not sign:
        return ""
    while subject.startswith(ADVERBS) or subject.endswith(ADVERBS):
        adverb = next((word for word in ADVERBS if subject.startswith(word)), "")
        ending = next((word for word in ADVERBS if subject.endswith(word)), "")
        subject = subject.removeprefix(adverb).removesuffix(ending)
    return subject if len(subject) >= SHORTEST_NAME else ""


def shared(subject: str, label: str) -> int:
    """How many pairs of signs two names have in common."""
    return sum(subject[at : at + 2] in label for at in range(len(subject) - 1))
