"""What each kind of import reads, as data: its worksheets, their columns, and what the template explains."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import Membership, Unit
from evaluations.projects.models import ApprovedTarget

UNITS_PAGE, PEOPLE_PAGE, PROJECTS_PAGE, TARGETS_PAGE = "单位", "用户", "项目", "批复绩效目标"
UNIT_KINDS = {str(label): value for value, label in Unit.Kind.choices if value != Unit.Kind.BUREAU}
VERSIONS = {str(label): value for value, label in ApprovedTarget.Version.choices}
ROLES = {str(label): value for value, label in Membership.Role.choices}


@dataclass(frozen=True)
class Column:
    """One column by its heading. `is_required`: in every row; `width`: in mm, on the template.

    `is_long`: its line ends are kept.
    """

    key: str
    heading: str
    about: str
    width: int = 30
    is_required: bool = False
    choices: tuple[str, ...] = ()
    is_long: bool = False


@dataclass(frozen=True)
class Page:
    """One worksheet, recognised by the headings that it must have. `most`: lines that are taken at once."""

    name: str
    columns: tuple[Column, ...]
    most: int = 300

    @property
    def required(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.is_required)


@dataclass(frozen=True)
class Book:
    """The workbook of one kind. `about`: one sentence for its page; `guide`: lines of 填表说明.

    `no_unit`: what is said of a code that no unit has.
    """

    name: str
    about: str
    guide: tuple[str, ...]
    pages: tuple[Page, ...]
    no_unit: str = "没有代码为“{}”的单位，请核对。"


GUIDE = (
    "每张工作表的第一行是栏目名称，请勿修改；栏目的先后、工作表的名称可以改。一行填一条，不要合并单元格。",
    "代码已有的，按文件修改；代码没有的，新增；文件中没有的，不动。单元格留空的，不改动已有内容。",
    "导入时先列出新增、修改和错误，确认后才写入；有一处错误的，一行也不写入。",
)
PEOPLE = Book(
    "单位和用户",
    "单位、用户及其角色。新增的用户由系统生成初始密码，确认导入后打印密码条，本人首次登录时修改。",
    (
        *GUIDE,
        "只导入单位的，删去或留空“用户”工作表；只导入用户的，删去或留空“单位”工作表。",
        "一个用户有几个角色的，写几行，用户名相同。文件中没有的任职不会终止，请在“用户”中办理。",
        "文件中不要写密码。",
    ),
    (
        Page(
            UNITS_PAGE,
            (
                Column("code", "单位代码", "数字、大写字母或短横，本财政部门内不重复。", is_required=True),
                Column("name", "单位名称", "最多100字。", 60, is_required=True),
                Column("kind", "类别", "从列表中选择。", is_required=True, choices=tuple(UNIT_KINDS)),
                Column("parent", "上级单位代码", "可以是本表中的单位，先后不限。", 35, is_required=True),
                Column("department", "主管部门代码", "新增的预算单位留空的，取上级单位的主管部门。", 35),
                Column("division", "归口业务股室代码", "股室也是单位，类别为业务股室。", 40),
            ),
        ),
        Page(
            PEOPLE_PAGE,
            (
                Column("username", "用户名", "用于登录，由字母、数字和 @ . + - _ 组成。", is_required=True),
                Column("full_name", "姓名", "最多50字。", is_required=True),
                Column("phone", "联系电话", "可以不填。", 35),
                Column("unit", "所在单位代码", "已有的单位，或本文件“单位”工作表中的单位。", 35, True),
                Column("role", "角色", "从列表中选择。", 40, True, choices=tuple(ROLES)),
            ),
        ),
    ),
    no_unit="没有代码为“{}”的单位。请核对，或在“单位”工作表中补上。",
)
PROJECTS = Book(
    "项目和批复绩效目标",
    "项目，以及批复的年度总体目标和绩效指标。已下达的自评任务仍按下达时的批复。",
    (
        *GUIDE,
        "只导入项目的，删去或留空“批复绩效目标”工作表；只导入批复绩效目标的，删去或留空“项目”工作表。",
        "批复绩效目标一行一个三级指标；一个项目、年度、版本的指标以文件为准，文件中没有的指标删去。",
    ),
    (
        Page(
            PROJECTS_PAGE,
            (
                Column("unit", "单位代码", "实施单位的代码。", is_required=True),
                Column("code", "项目代码", "最多40字，一个单位内不重复。", 45, True),
                Column("name", "项目名称", "最多200字。", 90, True),
            ),
        ),
        Page(
            TARGETS_PAGE,
            (
                Column("unit", "单位代码", "几个单位有相同项目代码的，须填；其他可以不填。"),
                Column("code", "项目代码", "已有的项目，或本文件“项目”工作表中的项目。", 45, True),
                Column("year", "年度", "四位数字，例如2025。", 20, True),
                Column("version", "版本", "不填为年初批复。", 25, choices=tuple(VERSIONS)),
                Column("document_number", "批复文号", "写在项目的第一行即可。", 45),
                Column(
                    "goal",
                    "年度总体目标",
                    "写在项目的第一行；几个目标之间空一行。",
                    70,
                    is_long=True,
                ),
                Column("first", "一级指标", "例如产出指标。几个二级指标同名时须填。", 30),
                Column("group", "二级指标", "与表样一致，例如数量指标。", 30, True),
                Column("name", "三级指标", "最多300字。", 60, True),
                Column("sign", "计算符号", "≥、>、≤、<、=；文字指标不填或填定性。", 20),
                Column("value", "指标值", "数字或文字，可以连符号和单位一起写，例如≥98%。", 40, True),
                Column("measure", "计量单位", "例如人、%；已写在指标值中的不填。", 20),
                Column("points", "分值", "数字。", 20),
            ),
            most=2000,
        ),
    ),
)
