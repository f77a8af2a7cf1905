"""Several values in one cell: read back as written, and every line that says nothing is told."""

from __future__ import annotations

import pytest

from core.scoring.measures import Measure, example
from core.scoring.parameters import AtLeast, Bands, EitherOr, Item, Tiers
from indicators.exchange.record import lines_of, pairs_of, read_items, read_lines

CHOICE = {
    "kind": "either_or",
    "pick": "best",
    "alternatives": [
        {"name": "甲｜乙", "rule": {"kind": "at_least", "pass_mark": "0.6"}, "target": "≥9"},
        {
            "name": "丙\n丁\\",
            "rule": {
                "kind": "bands",
                "bands": [
                    {"low": "0.9", "low_closed": True, "high": None, "high_closed": False, "score": "5"},
                    {"low": None, "low_closed": True, "high": "0.9", "high_closed": False, "score": "0"},
                ],
            },
            "target": "",
        },
    ],
}
OVER = {
    "kind": "at_least",
    "over_target": {"mode": "reduce", "threshold": "1.3", "reductions": [{"above": "2", "share": "0.1"}]},
}


@pytest.mark.parametrize(
    ("model", "data"),
    [
        (EitherOr, CHOICE),
        (AtLeast, OVER),
        (Measure, example("change").model_dump(mode="json")),
    ],
)
def test_what_is_written_is_read_back(model, data):
    read, problems = read_lines(model, "\n".join(lines_of(model, data)))

    assert problems == []
    assert model.model_validate({**read, **({"kind": data["kind"]} if "kind" in data else {})}) == (
        model.model_validate(data)
    )


def test_what_has_its_default_is_left_out():
    assert list(lines_of(AtLeast, AtLeast().model_dump(mode="json"))) == []
    assert list(lines_of(AtLeast, OVER)) == [
        "超额完成的规定·超额完成时：扣减得分",
        "超额完成的规定·完成率达到：130%",
        "超额完成的规定·扣减1：完成率超过＝200%｜扣分值的＝10%",
    ]


def test_people_may_write_ascii_signs_blank_lines_and_no_numbers():
    text = "\r\n各档写什么:分值的比例\r\n\r\n各档：下限=90% ｜ 得分=1\r\n各档：上限＝90%｜得分＝0\r\n"

    read, problems = read_lines(Bands, text)

    assert problems == []
    assert read["scores"] == "share"
    assert [band["score"] for band in read["bands"]] == ["1", "0"]


def test_an_item_without_content_has_its_defaults():
    assert read_lines(Bands, "各档：\n各档：得分＝0｜") == ({"bands": [{}, {"score": "0"}]}, [])


def test_a_name_without_a_value_says_nothing():
    assert read_lines(Bands, "各档：得分＝｜下限＝90%") == ({"bands": [{"low": "0.9"}]}, [])


def test_words_are_written_in_one_line_whatever_is_in_them():
    tiers = [{"name": "好", "words": ["全部、完成", "已\\完成"], "low": "0", "high": "1"}]
    text = "\n".join(lines_of(Tiers, {"kind": "tiers", "tiers": tiers}))

    assert read_lines(Tiers, text)[0]["tiers"][0]["words"] == ["全部、完成", "已\\完成"]


def test_a_list_in_a_cell_has_one_item_a_line():
    assert read_items(Item, f"{pairs_of(Item, {'name': '甲', 'score': '2'})}\n\n名称＝乙") == (
        [{"name": "甲", "score": "2"}, {}],
        ["第3行没有“名称”这一项，可写内容、得分。"],
    )


@pytest.mark.parametrize(
    ("model", "text", "words"),
    [
        (AtLeast, "及格线60%", "第1行应写成“名称：内容”，请改正。"),
        (AtLeast, "\n合格线：60%", "第2行没有“合格线”这一项，可写及格线、超额完成的规定。"),
        (AtLeast, "及格线：60%\n及格线：70%", "第2行“及格线”写了两次，请删除一处。"),
        (AtLeast, "及格线1：60%", "第1行“及格线1”不能这样写，请对照填写说明改正。"),
        (AtLeast, "及格线·上限：60%", "第1行“及格线”不能这样写，请对照填写说明改正。"),
        (AtLeast, "超额完成的规定：有", "第1行“超额完成的规定”不能这样写，请对照填写说明改正。"),
        (AtLeast, "超额完成的规定·超额完成时：随便", "第1行“超额完成时”只能填只说明原因、扣减得分，请改正。"),
        (Bands, "各档2：得分＝1", "第1行“各档”应从1起依次编号，这里应为各档1。"),
        (Bands, "各档：得分", "第1行应写成“名称＝内容”，几项之间用“｜”隔开，请改正。"),
        (Bands, "各档：得分＝1｜得分＝2", "第1行“得分”写了两次，请删除一处。"),
        (Bands, "各档：得分1＝1", "第1行“得分1”不能这样写，请对照填写说明改正。"),
        (Bands, "各档：含下限＝对", "第1行“含下限”只能填是、否，请改正。"),
        (EitherOr, "计分方式1·规则：按比例", "第1行前面没有“计分方式1”，请先写这一行。"),
        (EitherOr, "计分方式：规则＝按比例", "第1行“规则”不能这样写，请对照填写说明改正。"),
        (EitherOr, "计分方式：名称＝甲\n计分方式1·规则·及格线：1", "第2行前面没有“规则”，请先写这一行。"),
        (EitherOr, "计分方式：名称＝甲\n计分方式1·规则：按天", "第2行没有“按天”这种评分规则"),
        (
            EitherOr,
            "计分方式：名称＝甲\n计分方式1·规则：反向\n计分方式1·规则：等于",
            "第3行“规则”写了两次，请删除一处。",
        ),
        (EitherOr, "计分方式：名称＝甲\n计分方式1·规则1：反向", "第2行“规则1”不能这样写"),
    ],
)
def test_a_line_that_says_nothing_is_told(model, text, words):
    _, (problem,) = read_lines(model, text)

    assert words in problem
