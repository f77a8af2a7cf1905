"""What the services refuse, with the sentence for the person and the answer of HTTP (D14)."""

from __future__ import annotations

from core.workflow import Ground, Refusal

STALE = "本表在您打开页面之后已有变动，您的操作没有执行。请刷新页面，看过最新内容后再办理。"
HTTP_STATUS = {Ground.STATE: 409, Ground.PERSON: 403, Ground.CONTENT: 422}


class Refused(Exception):
    """Nothing was changed. `sentence` is for the person; `http_status` is 409, 403 or 422."""

    ground = Ground.STATE

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    @property
    def http_status(self) -> int:
        return HTTP_STATUS[self.ground]


class NotAllowed(Refused):
    """The state (409), the person (403) or what was sent (422) stands against it."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.sentence)
        self.ground = refusal.ground

    @classmethod
    def because(cls, sentence: str, ground: Ground = Ground.PERSON) -> NotAllowed:
        return cls(Refusal(ground, sentence))


class Stale(Refused):
    """Somebody changed or moved the filing since the page was drawn (409)."""

    def __init__(self, sentence: str = STALE) -> None:
        super().__init__(sentence)
