"""The command that draws docs/workflow.md, and says when it is out of date."""

import pytest
from django.core.management import CommandError, call_command

from core.workflow.drawing import drawing


@pytest.fixture
def page(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    return tmp_path / "docs" / "workflow.md"


def test_it_writes_what_the_table_says(page):
    call_command("draw_workflow")

    assert page.read_text(encoding="utf-8") == drawing()


def test_it_lets_a_current_page_pass(page):
    page.write_text(drawing(), encoding="utf-8")

    call_command("draw_workflow", "--check")


@pytest.mark.parametrize("text", [None, "# old"])
def test_it_says_when_the_page_is_missing_or_old(page, text):
    if text:
        page.write_text(text, encoding="utf-8")

    with pytest.raises(CommandError, match="请运行"):
        call_command("draw_workflow", "--check")
