"""`docs/workflow.md`, drawn from the table: what the diagram says is what the program does."""

from __future__ import annotations

from collections.abc import Iterator

from core.workflow.rules import label
from core.workflow.states import STEP_LABELS, STEPS, Action, Capacity, Status
from core.workflow.transitions import BEFORE, TRANSITIONS, Target, Transition, Who

HEAD = """\
<!-- Drawn by `manage.py draw_workflow` from core/workflow/transitions.py. Do not edit: a test compares. -->
# 自评表的办理流程 / The life of an evaluation

审核环节由每年的自评工作设定（单位负责人 → 主管部门 → 业务股室 → 绩效股，可省去任意几个）。
本单位即主管部门的，跳过主管部门环节并留痕。
The chain of steps belongs to the year's work; any step may be left out, at least one remains.
"""

WHO_LABELS = {
    Who.FILER: ("填报人", "filer"),
    Who.STEP: ("当前环节审核人员", "the step's own reviewer"),
    Who.FINANCE: ("业务股室、绩效股", "finance bureau"),
    Who.FINANCE_ALONE: ("业务股室、绩效股（分单位自评不归档）", "finance bureau; no part is archived"),
    Who.LAST_FINANCE_STEP: (
        "绩效股（末环节为业务股室的，含业务股室）",
        "绩效股, or 业务股室 where it is the last step",
    ),
}

RULES = """\
## 限制 / Limits

- 填报、修改或报送过本表的人员，不得办理标有“回避”的动作。
  Nobody decides on what he or she contributed to.
- 系统管理员和查询用户（审计）不办理任何动作。 Administrators and auditors decide nothing.
- 被退回后未作任何修改、也未答复修改意见的，不能再次送审；再次送审从第一个环节开始。
  What is neither changed nor answered is not resubmitted; resubmission starts at step 1.
- 修改意见随退回修改送出，由提出意见的环节确认或再次提出；答复过的人员不得确认。
  A remark goes out with the return and is confirmed by the step that made it, never by who answered.
- 有未改正的必改项（未带问题报送）或未说明的需说明项的，不能送审。 Open findings stop a submission.
- 审核人员办理后，不能撤回送审。 Nothing is withdrawn after somebody acted.
- 先审后签的，登记与定稿一致的盖章件后才能归档；先签后报的，登记与当前内容一致的盖章件后才能送审。
  What is approved is archived once its signed copy is recorded; where signing comes first, nothing is
  submitted without one.
- 本年度工作结束后，不能填报和送审。 After the year's work is closed nothing is started or submitted.

## 合并填报 / Consolidated filings

- 一个项目由几个单位实施的，各实施单位填分单位自评，只经牵头单位一个环节；
  取消审核、不纳入、恢复也由牵头单位办理。
  What one implementing unit files has one step, the leading unit, which also reopens, exempts and
  restores it.
- 各分单位自评均审核通过或不纳入后，牵头单位才能送审；只有牵头单位的自评表到主管部门和财政局。
  The leading unit files once every part is approved or exempt; only its own filing goes further.
- 牵头单位送审后，分单位自评不再变动。 Once the whole is filed, its parts do not move.
"""


def drawing() -> str:
    """The whole page as Markdown: states, steps, a Mermaid diagram, the table of actions and the limits."""
    return "\n".join([HEAD, *_diagram(), "", *_states(), "", *_table(), "", RULES])


def _diagram() -> Iterator[str]:
    yield from ("```mermaid", "stateDiagram-v2", f"    [*] --> {Status.NOT_STARTED}")
    for status in Status:
        yield f"    {status}: {status.label}"
    for action, transition in TRANSITIONS.items():
        for source in sorted(transition.sources):
            for target in sorted(_targets(action, transition)):
                yield f"    {source} --> {target}: {_label(action)}"
    yield "```"


def _states() -> Iterator[str]:
    yield from ("## 状态 / States", "", "| 状态 | state |", "|---|---|")
    for status in Status:
        if status is not Status.IN_REVIEW:
            yield f"| {status.label} | `{status}` |"
    for step in (*STEPS, Capacity.LEAD):
        yield f"| {STEP_LABELS[step]} | `{Status.IN_REVIEW}` + `{step}` |"


def _table() -> Iterator[str]:
    yield from ("## 动作 / Actions", "")
    yield "| 动作 | action | 从 from | 到 to | 由谁 who | 原因 reason | 回避 separation |"
    yield "|---|---|---|---|---|---|---|"
    for action, transition in TRANSITIONS.items():
        sources = "、".join(status.label for status in Status if status in transition.sources)
        who = " ".join(WHO_LABELS[transition.who])
        reason = "必填 mandatory" if transition.needs_reason else ""
        separation = "回避 yes" if transition.decides else ""
        target = _target_label(action, transition.target)
        yield f"| {_label(action)} | `{action}` | {sources} | {target} | {who} | {reason} | {separation} |"


def _label(action: Action) -> str:
    return f"{label(action)}/报送" if action is Action.SUBMIT else label(action)


def _targets(action: Action, transition: Transition) -> frozenset[Status]:
    match transition.target:
        case Target.BEFORE:
            return BEFORE[action]
        case Target.NEXT_STEP:
            return frozenset({Status.IN_REVIEW, Status.APPROVED})
        case Target.FIRST_STEP | Target.LAST_STEP:
            return frozenset({Status.IN_REVIEW})
        case _:
            return frozenset({Status(transition.target.value)})


def _target_label(action: Action, target: Target) -> str:
    if target is Target.BEFORE:
        return f"{label(Action.SUBMIT if action is Action.WITHDRAW else Action.EXEMPT)}前的状态"
    return {
        Target.DRAFT: Status.DRAFT.label,
        Target.FIRST_STEP: "第一个环节",
        Target.NEXT_STEP: "下一环节；末环节后为审核通过",
        Target.LAST_STEP: "最后一个环节",
        Target.RETURNED: Status.RETURNED.label,
        Target.EXEMPT: Status.EXEMPT.label,
        Target.ARCHIVED: Status.ARCHIVED.label,
    }[target]
