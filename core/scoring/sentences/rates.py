"""R05–R07, R15, R16, R18 and R28 in words."""

from __future__ import annotations

from decimal import Decimal

from core.figures import printing
from core.scoring.kinds.bands import ends_in_words
from core.scoring.parameters import (
    AtLeast,
    Bands,
    ChangeRate,
    Coefficient,
    RateShare,
    RatioLimit,
    Satisfaction,
)
from core.scoring.sentences.proportions import at_least
from core.scoring.sentences.row import DONE, RowWords, percent


def bands(rule: Bands, row: RowWords) -> str:
    """R05, R06

    >>> from core.scoring.parameters import Band
    >>> bands(Bands(bands=(Band(low="0.9", score="5"), Band(high="0.9", score="4"))), RowWords())
    '按实际完成值所在的档计分：90%（含）以上得5分；90%（不含）以下得4分'
    """
    number = row.rate if rule.of == "completion" else DONE
    each = "；".join(
        f"{ends_in_words(band, rule.measure)}得{_score(rule, band.score, row)}" for band in rule.bands
    )
    if rule.finished is None:
        return f"按{number}所在的档计分：{each}"
    finished = f"项目已完成且没有超出预算的得{_score(rule, rule.finished, row)}"
    return f"{finished}；其余按{number}所在的档计分：{each}"


def _score(rule: Bands, score: Decimal, row: RowWords) -> str:
    return row.share(score) if rule.scores == "share" else f"{printing.plain(score)}分"


def rate_share(rule: RateShare, row: RowWords) -> str:
    """R07

    >>> rate_share(RateShare(), RowWords())
    '按实际完成值（比率）×分值计分，最多得满分'
    """
    number = row.rate if rule.of == "completion" else f"{DONE}（比率）"
    return f"按{number}×{row.times}计分，{row.most}{row.rounded}"


def change_rate(_rule: ChangeRate, row: RowWords) -> str:
    """R15

    >>> change_rate(ChangeRate(), RowWords())
    '下降或持平得满分；增加的，按（1−实际完成值）×分值计分，增加一倍及以上不得分'
    """
    shares = f"按（1−{DONE}）×{row.times}计分{row.rounded}"
    return f"下降或持平{row.full}；增加的，{shares}，增加一倍及以上不得分"


def ratio_limit(rule: RatioLimit, row: RowWords) -> str:
    """R16

    >>> ratio_limit(RatioLimit(), RowWords())
    '实际完成值不超过100%得满分；超过的，按100%÷实际完成值×分值计分'
    """
    limit = percent(rule.limit)
    return f"{DONE}不超过{limit}{row.full}；超过的，按{limit}÷{DONE}×{row.times}计分{row.rounded}"


def coefficient(rule: Coefficient, row: RowWords) -> str:
    """R28

    >>> coefficient(Coefficient(), RowWords())
    '按得分系数×分值计分，得分系数最高100%'
    """
    return f"按得分系数×{row.times}计分{row.rounded}，得分系数最高{percent(rule.highest)}"


def satisfaction(rule: Satisfaction, row: RowWords) -> str:
    """R18

    >>> satisfaction(Satisfaction(mode="rate"), RowWords())
    '按实际完成值（比率）×分值计分，最多得满分'
    """
    if rule.mode == "target":
        return at_least(AtLeast(), row)
    return rate_share(RateShare(), row) if rule.mode == "rate" else bands(rule.as_bands(), row)
