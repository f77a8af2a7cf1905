"""docs/workflow.md says what the table says."""

from pathlib import Path

from core.workflow import TRANSITIONS, Status
from core.workflow.drawing import drawing

PAGE = Path(__file__).parents[3] / "docs" / "workflow.md"


def test_the_page_is_what_the_table_draws():
    assert PAGE.read_text(encoding="utf-8") == drawing()


def test_every_action_and_every_state_is_on_it():
    page = drawing()

    assert all(f"`{action}`" in page for action in TRANSITIONS)
    assert all(status.label in page for status in Status)
