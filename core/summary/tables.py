"""The finance bureau's tables, from what was frozen (users.md: the 汇总表 set)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from core.figures import printing
from core.figures.printing import DASH
from core.scoring.totals import execution_rate
from core.summary.columns import CATALOGUE, OF_PROJECTS, Column, columns_of
from core.summary.content import Filing, Summary
from core.summary.proof import prove
from core.summary.table import Item, Line, Table, Value, lines_of

NOT_SCORED, NO_GRADE = "不计分", "未定等级"
SCOPES = {"project": "项目支出", "transfer": "转移支付", "department": "部门整体支出"}
PROJECTS, WHOLE_UNITS = ("project", "transfer"), ("department",)
FILINGS, UNITS = "（{}份）", "（{}家）"
VERSION = "第{}次报送稿"
ALL_COLUMNS = tuple(CATALOGUE.values())
NOT_LISTED = "另有{}份没有列入（{}）。"
NO_SCORE_IN_MEAN = "不计分的自评表不计入平均得分。"
INCOMPLETE = "{}份缺全年预算数或全年执行数，不计入小计、合计的执行率。"
ONLY_REVIEWED = "复核得分只列已下发复核结果的，小计、合计为其平均。"
LOW_RATE = "执行率低于{}的项目，由低到高。"
LOW_SCORE = "自评得分低于{}分的自评表，由低到高。"
EXTENDED = "其中{}份自评表已延期，逾期天数从延期后的截止日算起。"
ROUNDED = "各项占比分别四舍五入，相加可能与100%略有出入。"
GRADES = (
    Column("grade", "自评等级", 30),
    Column("number", "份数", 24, "count"),
    Column("number_share", "份数占比", 24, "share", of="number"),
    Column("amount", "全年预算数", 34, "amount"),
    Column("amount_share", "金额占比", 24, "share", of="amount"),
)
PROGRESS = (
    Column("department", "主管部门", 38),
    Column("unit", "填报单位", 38),
    *(Column(key, title, 15, "count") for key, title in (("due", "应报"), ("filed", "已报"))),
    *(Column(key, title, 15, "count") for key, title in (("approved", "其中：通过"), ("returned", "被退回"))),
    *(Column(key, title, 15, "count") for key, title in (("open", "未报"), ("exempt", "不纳入"))),
    Column("first", "首报日期", 24),
    Column("late", "逾期天数", 15),
    *(Column(key, title, 15, "count") for key, title in (("returns", "退回次数"), ("signed", "盖章件"))),
)
EXCUSED = (
    *(CATALOGUE[key] for key in ("department", "unit", "project_code", "name", "scope")),
    Column("why", "不纳入理由", 60),
    Column("since", "确定日期", 24),
)
LOW = ("department", "unit", "name", "adjusted", "executed", "rate", "score", "grade", "number")
SOURCES = (
    *(CATALOGUE[key] for key in ("unit", "name", "number", "version", "filed_on")),
    Column("hash", "报送内容校验值（SHA-256）", 90),
)


def tables(summary: Summary) -> tuple[Table, ...]:
    """Return all of them; NotProvedError where a total is not what its lines say."""
    return (
        _results(summary),
        _grades(summary),
        _units(summary),
        _progress(summary),
        _low_rates(summary),
        _low_scores(summary),
        _excused(summary),
        _sources(summary),
    )


def _results(summary: Summary) -> Table:
    listed = summary.listed(*PROJECTS)
    return _filed("自评结果汇总表", columns_of(summary.layout.columns), listed, _left_out(summary, *PROJECTS))


def _units(summary: Summary) -> Table:
    columns = columns_of(summary.layout.columns, without=OF_PROJECTS)
    listed = summary.listed(*WHOLE_UNITS)
    return _filed("部门整体汇总表", columns, listed, _left_out(summary, *WHOLE_UNITS))


def _filed(title: str, columns: tuple[Column, ...], listed: Sequence[Filing], note: str) -> Table:
    lines = lines_of(ALL_COLUMNS, [_item(one) for one in listed], grouped=True, counted=FILINGS)
    again = ONLY_REVIEWED if any(column.key == "reviewed_score" for column in columns) else ""
    return prove(Table(title, columns, lines, note + _means(listed) + again), ALL_COLUMNS)


def _item(one: Filing) -> Item:
    """One filing as a line; its 编号 and 报送稿 lead back to what it was taken from."""
    said = one.figures
    assert said is not None  # what is listed was filed
    return Item(
        one.department,
        {
            **{key: getattr(one, key) for key in ("department", "unit", "unit_code", "division")},
            **{key: getattr(one, key) for key in ("project_code", "name", "state", "number", "form")},
            **{key: getattr(said, key) for key in ("initial", "adjusted", "executed", "unmet", "explained")},
            "scope": SCOPES[one.scope],
            "rate": None,
            "score": said.score if said.scored else NOT_SCORED,
            "grade": said.grade or DASH,
            "reviewed_score": said.reviewed.score if said.reviewed else None,
            "reviewed_grade": (said.reviewed.grade if said.reviewed else "") or DASH,
            "deviation": None,
            "filed_on": said.filed_on,
            "version": VERSION.format(said.version),
            "remark": "",
        },
    )


def _means(listed: Sequence[Filing]) -> str:
    """What a reader must know to add the lines up again."""
    figures = [one.figures for one in listed if one.figures]
    gaps = sum(said.adjusted is None or said.executed is None for said in figures)
    return (NO_SCORE_IN_MEAN if any(not said.scored for said in figures) else "") + (
        INCOMPLETE.format(gaps) if gaps else ""
    )


def _left_out(summary: Summary, *scopes: str) -> str:
    """How many filings of these scopes have no line, by where they stand."""
    have = {one.number for one in summary.listed(*scopes)}
    rest = [one.state for one in summary.filings if one.scope in scopes and one.number not in have]
    words = "，".join(f"{state}{rest.count(state)}份" for state in dict.fromkeys(rest))
    return NOT_LISTED.format(len(rest), words) if rest else ""


def _grades(summary: Summary) -> Table:
    listed = summary.listed(*PROJECTS)
    found = {name: [one for one in listed if _grade(one) == name] for name in map(_grade, listed)}
    order = [*summary.grades, *sorted(set(found) - {*summary.grades, NO_GRADE, NOT_SCORED})]
    items = [_graded(name, found.get(name, [])) for name in order]
    items += [_graded(name, found[name]) for name in (NO_GRADE, NOT_SCORED) if name in found]
    lines = lines_of(GRADES, items) if listed else ()
    return prove(Table("等级分布表", GRADES, lines, ROUNDED if listed else ""), GRADES)


def _grade(one: Filing) -> str:
    said = one.figures
    if said is not None and said.grade:
        return said.grade
    return NO_GRADE if said is None or said.scored else NOT_SCORED


def _graded(name: str, some: Sequence[Filing]) -> Item:
    amounts = [one.figures.adjusted for one in some if one.figures and one.figures.adjusted is not None]
    return Item("", {"grade": name, "number": len(some), "amount": sum(amounts, Decimal(0))})


def _progress(summary: Summary) -> Table:
    """报送情况统计表: one line a unit, whatever it files."""
    on = date.fromisoformat(summary.on)
    units = groupby(summary.filings, key=lambda one: (one.department, one.unit, one.unit_code))
    items = [_standing(list(found), on) for _, found in units]
    lines = lines_of(PROGRESS, items, grouped=True, counted=UNITS)
    extended = sum(bool(one.first_due_on) and one.stands != "exempt" for one in summary.filings)
    note = EXTENDED.format(extended) if extended else ""
    return prove(Table("报送情况统计表", PROGRESS, lines, note), PROGRESS)


def _standing(filings: Sequence[Filing], on: date) -> Item:
    one, stands = filings[0], [filing.stands for filing in filings]
    first = min((filing.filed_first for filing in filings if filing.filed_first), default="")
    late = max((_late(filing, on) for filing in filings), default=0)
    values: dict[str, Value] = {
        "department": one.department,
        "unit": one.unit,
        "due": len(stands) - stands.count("exempt"),
        "filed": sum(filing.is_filed for filing in filings),
        "approved": stands.count("approved"),
        "returned": stands.count("returned"),
        "open": stands.count("open"),
        "exempt": stands.count("exempt"),
        "first": first or DASH,
        "late": str(late) if late else DASH,
        "returns": sum(filing.returns for filing in filings),
        "signed": sum(filing.signed for filing in filings),
    }
    return Item(one.department, values)


def _late(filing: Filing, on: date) -> int:
    """Days from when it was due to its first submission, or to the day of the table while there was none."""
    if filing.stands == "exempt":
        return 0
    until = date.fromisoformat(filing.filed_first) if filing.filed_first else on
    return max((until - date.fromisoformat(filing.due_on)).days, 0)


def _low_rates(summary: Summary) -> Table:
    below = summary.layout.rate_below
    note = LOW_RATE.format(f"{printing.plain(below * 100)}%")
    return _low("低执行率清单", summary.listed(*PROJECTS), _rate, below, note)


def _low_scores(summary: Summary) -> Table:
    below, listed = summary.layout.score_below, summary.listed(*PROJECTS, *WHOLE_UNITS)
    return _low("低得分清单", listed, _score, below, LOW_SCORE.format(printing.plain(below)))


def _low(
    title: str,
    listed: Sequence[Filing],
    measured: Callable[[Filing], Fraction | None],
    below: Decimal,
    note: str,
) -> Table:
    """A list without totals: a whole unit's amounts hold those of its projects."""
    known = [(value, one.number, one) for one in listed if (value := measured(one)) is not None]
    found = sorted((place for place in known if place[0] < below), key=lambda place: place[:2])
    lines = lines_of(ALL_COLUMNS, [_item(one) for *_, one in found])
    return Table(title, tuple(CATALOGUE[key] for key in LOW), lines[:-1], note)


def _rate(one: Filing) -> Fraction | None:
    return execution_rate(one.figures.executed, one.figures.adjusted) if one.figures else None


def _score(one: Filing) -> Fraction | None:
    score = one.figures.score if one.figures and one.figures.scored else None
    return None if score is None else Fraction(score)


def _excused(summary: Summary) -> Table:
    lines = [
        Line(
            "row",
            {
                **{key: getattr(one, key) for key in ("department", "unit", "project_code", "name")},
                "scope": SCOPES[one.scope],
                "why": one.excused,
                "since": one.excused_on,
            },
        )
        for one in summary.filings
        if one.stands == "exempt"
    ]
    return Table("不纳入自评范围清单", EXCUSED, tuple(lines))


def _sources(summary: Summary) -> Table:
    """取数依据: from which submission every line was taken."""
    return Table("取数依据", SOURCES, tuple(_source_lines(summary)))


def _source_lines(summary: Summary) -> Iterator[Line]:
    for one in summary.listed(*PROJECTS, *WHOLE_UNITS):
        item = _item(one)
        said = one.figures
        texts = {key: str(item.values[key]) for key in ("unit", "name", "number", "version", "filed_on")}
        yield Line("row", {**texts, "hash": said.frozen if said else ""})
