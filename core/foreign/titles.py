"""Year and names around a table: the product prints them itself, a file may have others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.figures.text import clip, quoted
from core.filing.snapshot import Identity
from core.foreign.given import Data, group_of, words_of
from core.foreign.labels import same_words
from core.verification import Finding, Severity

YEAR = re.compile(r"20\d\d(?=年)")
NAMES = {"unit": "单位", "department": "主管部门", "project": "项目名称"}
OTHER_YEAR = "标题写的是{found}年，数据年度是{data}年，工作年度是{work}年，请核对。"
OTHER_NAME = "封面的{label}是{found}，自评表是{expected}，请核对。"


def of_titles(data: Data, identity: Identity) -> Iterator[Finding]:
    """C17 a year that is neither 数据年度 nor 工作年度; another name on the cover than in the table."""
    cover = group_of(data, "cover")
    known = {str(identity.data_year), str(identity.work_year)}
    titles = same_words(words_of(data, "title") + words_of(cover, "heading"))
    for found in sorted(set(YEAR.findall(titles)) - known):
        message = OTHER_YEAR.format(found=found, data=identity.data_year, work=identity.work_year)
        yield Finding("C17", Severity.MUST_EXPLAIN, (), found, str(identity.data_year), message)
    for key, label in NAMES.items():
        found, expected = words_of(cover, key), words_of(data, key)
        if found and expected and same_words(found) != same_words(expected):
            message = OTHER_NAME.format(
                label=label, found=quoted(clip(found)), expected=quoted(clip(expected))
            )
            yield Finding("C17", Severity.MUST_EXPLAIN, (), found, expected, message)
