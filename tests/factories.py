"""What tests stand on, made by functions: `make_unit()` … Each makes what it needs where nothing is given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from accounts.models import Membership, Unit, User
from core.filing.canonical import form_from_json, form_to_json, sha256
from core.filing.cells import CellRef
from core.filing.entry import read_cell
from core.filing.form import FormDefinition
from documents.models import FormVersion
from evaluations.cycles.models import Cycle
from evaluations.dossiers.models import Evaluation
from evaluations.projects.models import ApprovedGoal, ApprovedRow, ApprovedTarget, Project

Role = Membership.Role
PASSWORD = "Lucky-Bamboo-42"
_serial = count(1)


def make_bureau(**given: Any) -> Unit:
    number = next(_serial)
    return Unit.objects.create(
        **{"code": f"B{number}", "name": f"测试区财政局{number}", "kind": Unit.Kind.BUREAU, **given}
    )


def make_division(bureau: Unit, **given: Any) -> Unit:
    number = next(_serial)
    return Unit.objects.create(
        **{
            "code": f"D{number}",
            "name": f"业务股室{number}",
            "kind": Unit.Kind.DIVISION,
            "parent": bureau,
            **given,
        }
    )


def make_department(bureau: Unit, **given: Any) -> Unit:
    number = next(_serial)
    return Unit.objects.create(
        **{
            "code": f"Z{number}",
            "name": f"主管部门{number}",
            "kind": Unit.Kind.DEPARTMENT,
            "parent": bureau,
            **given,
        }
    )


def make_unit(department: Unit | None = None, **given: Any) -> Unit:
    """A unit under a department under a bureau, with a division of the bureau in charge of it."""
    number = next(_serial)
    above = department or make_department(make_bureau())
    bureau = above if above.parent is None else above.parent
    division = given.pop("division", None) or make_division(bureau)
    return Unit.objects.create(
        **{
            "code": f"U{number}",
            "name": f"测试单位{number}",
            "parent": above,
            "department": above,
            "division": division,
            **given,
        }
    )


def make_user(unit: Unit | None = None, role: str = "", **given: Any) -> User:
    """A person; with `unit` and `role` given, one who is that there."""
    number = next(_serial)
    user = User.objects.create_user(
        given.pop("username", f"person{number}"),
        PASSWORD,
        **{"full_name": f"测试人员{number}", **given},
    )
    if unit is not None:
        make_membership(user, unit, role)
    return user


def make_membership(user: User, unit: Unit, role: str, **given: Any) -> Membership:
    return Membership.objects.create(user=user, unit=unit, role=role, **given)


TIERS = [
    {"name": "达成预期", "low": "0.8", "high": "1", "high_closed": True},
    {"name": "部分达成预期", "low": "0.6", "high": "0.8"},
    {"name": "未达成预期", "low": "0", "high": "0.6"},
]
SMALL_FORM: Mapping[str, Any] = {
    "code": "small",
    "name": "测试用项目支出绩效自评表",
    "scope": "project",
    "place": "测试区",
    "year": 2021,
    "source": "测试",
    "paper": {
        "title": "{project_name}绩效自评表",
        "header": [{"label": "项目名称", "shows": "project_name"}],
    },
    "header": [
        {"key": "filer", "label": "填报人", "max_length": 20},
        {"key": "filled_on", "label": "填报日期", "kind": "date", "required": False},
    ],
    "funds": {
        "label": "项目资金（万元）",
        "rows": [
            {"key": "total", "label": "年度资金总额", "role": "total"},
            {"key": "own", "label": "其中：当年财政拨款", "role": "part"},
        ],
        "columns": [
            {"key": "adjusted", "label": "全年预算数", "role": "adjusted"},
            {"key": "executed", "label": "全年执行数", "role": "executed", "allow_negative": True},
            {"key": "points", "label": "分值", "role": "points", "only_total": True},
            {"key": "rate", "label": "执行率", "role": "rate"},
            {"key": "score", "label": "得分", "role": "score", "only_total": True},
        ],
        "execution_points": Decimal(10),
        "execution_rule": {"kind": "execution_share"},
    },
    "goals": {},
    "indicators": {
        "level3": "per_project",
        "groups": [
            {
                "key": "output",
                "name": "产出指标",
                "points": Decimal(90),
                "children": [{"key": "quantity", "name": "数量指标", "points": Decimal(90)}],
            }
        ],
        "rules": {
            "at_least": {"kind": "at_least"},
            "at_most": {"kind": "at_most"},
            "equal": {"kind": "equal"},
            "qualitative": {"kind": "tiers", "tiers": TIERS},
            "words": {"kind": "tiers", "tiers": TIERS},
        },
    },
    "grading": {
        "bands": [
            {"name": name, "minimum": Decimal(minimum)}
            for name, minimum in (("优", 90), ("良", 80), ("中", 60), ("差", 0))
        ]
    },
    "report": {
        "cover_title": "绩效自评报告",
        "title": "{project_name}绩效自评报告",
        "cover": [],
        "sections": [{"key": "s1", "heading": "项目基本情况", "required": False, "max_length": 200}],
    },
}
"""One fund row with a part, one goal, rows of the project, a report of one section. 100 points."""

FILLED: Mapping[str, str] = {
    "header/filer": "李雷",
    "funds/total/adjusted": "200",
    "funds/total/executed": "200",
    "funds/total/rate": "100%",
    "funds/total/score": "10",
    "funds/own/adjusted": "200",
    "funds/own/executed": "200",
    "funds/own/rate": "100%",
    "goals/1/actual": "全部完成",
    "indicators/r1/actual": "100人",
    "indicators/r1/score": "50",
    "indicators/r2/actual": "达成预期",
    "indicators/r2/score": "40",
    "total/points": "100",
    "total/score": "100",
    "total/grade": "优",
}
"""What fills in a filing of `make_evaluation()` so that nothing is found."""


def small_form(**given: Any) -> FormDefinition:
    return FormDefinition.model_validate({**SMALL_FORM, **given})


def make_form_version(form: FormDefinition | None = None) -> FormVersion:
    """The released form; the same definition is stored once."""
    form = form or small_form()
    text = form_to_json(form)
    names = {name: getattr(form, name) for name in ("code", "name", "place", "scope", "year", "version")}
    return FormVersion.objects.get_or_create(sha256=sha256(text), defaults={"definition": text, **names})[0]


def make_cycle(bureau: Unit, **given: Any) -> Cycle:
    return Cycle.objects.create(
        **{
            "bureau": bureau,
            "name": f"2021年度绩效自评工作{next(_serial)}",
            "data_year": 2021,
            "work_year": 2022,
            "chain": ["unit_head", "department", "division", "performance"],
            "due_on": date(2022, 4, 30),
            **given,
        }
    )


def make_project(unit: Unit, *, approved: bool = True, **given: Any) -> Project:
    """A project; with two approved rows of 50 and 40 points and one approved goal."""
    number = next(_serial)
    project = Project.objects.create(
        **{"unit": unit, "code": f"P{number}", "name": f"测试项目{number}", **given}
    )
    if approved:
        make_target(project)
    return project


def make_target(project: Project, **given: Any) -> ApprovedTarget:
    target = ApprovedTarget.objects.create(**{"project": project, "year": 2021, **given})
    ApprovedGoal.objects.create(approved=target, position=1, text="按时完成年度任务")
    row = {"approved": target, "group": "quantity"}
    number = {"text": "≥100人", "sign": "≥", "value": Decimal(100), "measure": "人"}
    ApprovedRow.objects.create(**row, **number, key="r1", position=1, name="救助人数", points=50)
    ApprovedRow.objects.create(**row, key="r2", position=2, name="拨付及时", text="按时拨付", points=40)
    return target


def make_evaluation(unit: Unit | None = None, **given: Any) -> Evaluation:
    """A filing as it is opened: 未填报, with what was approved; `cycle`, `form`, `project` may be given."""
    from evaluations.dossiers.services.opening import open_evaluation

    unit = unit or make_unit()
    root = Unit.objects.get(path=unit.path.split("/", 1)[0] + "/")
    cycle = given.pop("cycle", None) or make_cycle(root, **given.pop("cycle_given", {}))
    project = given.pop("project", None) or make_project(unit)
    return open_evaluation(cycle, make_form_version(given.pop("form", None)), unit, project=project)


def fill_in(evaluation: Evaluation, filer: User, typed: Mapping[str, str] = FILLED) -> None:
    """Save what is typed through the service, as a form would."""
    from evaluations.dossiers.services.cells import Change, save_cells
    from evaluations.dossiers.snapshots import snapshot

    seen = snapshot(Evaluation.objects.get(pk=evaluation.pk))
    changes = [
        Change(CellRef.parse(ref), seen.typed(CellRef.parse(ref)), text) for ref, text in typed.items()
    ]
    saved = save_cells(evaluation, changes, by=filer)
    assert saved.ok, saved


def write_cells(evaluation: Evaluation, typed: Mapping[str, str] = FILLED) -> Evaluation:
    """Put texts into cells past every service, for tests of what reads them; the filing as it is then."""
    form = form_from_json(evaluation.form_version.definition)
    for ref, text in typed.items():
        cell = read_cell(form, CellRef.parse(ref), text)
        defaults = {"typed": cell.typed, "value": cell.value}
        evaluation.cells.update_or_create(ref=ref, defaults=defaults)
    return Evaluation.objects.get(pk=evaluation.pk)
