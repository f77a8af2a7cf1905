"""Files that somebody wrote elsewhere."""

from __future__ import annotations

from pathlib import Path

WRONG = "发生住院医药费用2051.3万元，实际报销1789.3万元，报销比例达87.27%。"
RIGHT = WRONG.replace("87.27", "87.23")


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path
