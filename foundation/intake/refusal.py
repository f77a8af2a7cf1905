"""What the gate says to who brought the file."""

from __future__ import annotations

RESAVE = "请用WPS或Office打开，核对后另存为新文件再上传。"
DAMAGED = "文件已损坏或格式不规范，无法打开。请打开原文件核对，另存为新文件后再上传。"
NO_ROOM = "服务器暂时不能保存文件，请稍后再上传；多次不成功请联系系统管理员。"
TOO_COMPLEX = "文件过于复杂，无法检查。请拆分成几个文件，或另存为PDF后再上传。"


class RefusedFile(Exception):
    """The file does not come in. `sentence` is Chinese, for who brought it, and says what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
