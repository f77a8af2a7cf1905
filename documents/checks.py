"""A missing font is silent: boxes instead of characters. So say it when the system starts."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Warning, register

from documents.fonts import missing_fonts, other_fonts
from foundation.health import parts

HINT = "请重新运行 ./run 安装字体；缺少字体时，正式文书会以其他字体打印。"


@register()
def fonts_are_there(**kwargs: Any) -> list[CheckMessage]:
    """Warn of every font file that is missing or is not the expected one."""
    missing = [Warning(f"缺少字体文件：{path}", hint=HINT, id="documents.W001") for path in missing_fonts()]
    other = [Warning(f"字体文件与预期不符：{path}", hint=HINT, id="documents.W002") for path in other_fonts()]
    return [*missing, *other]


@parts.register("fonts")
def fonts_can_be_read() -> None:
    """The part of `/readyz`: every file is there. Whether they are the right ones is checked at the start."""
    missing = missing_fonts()
    if missing:
        raise parts.NotReadyError(f"missing: {missing}")
