"""修改意见 as they are written: the remark, the unit's answers, and what the reviewer makes of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django import forms

from core.comparison.words import SENTENCE
from core.figures.text import clip
from core.workflow.remarks import Said
from evaluations.dossiers.forms.deciding import ReasonText

ALL = "整段"
NOTHING = "请至少填写一条答复后再保存。"
NOT_WANTED = "请写明要求怎样修改或说明。"
LONGEST_PHRASE = 200
TOO_LONG = f"常用语最多{LONGEST_PHRASE}字，请不要勾选，或先精简修改要求。"
NO_WORDS = "再次提出的，请写明理由。"


def _text(label: str, missing: str = "", help_text: str = "") -> ReasonText:
    return ReasonText(
        label=label,
        required=bool(missing),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": missing} if missing else None,
        help_text=help_text,
    )


class RemarkForm(forms.Form):
    """One remark; `quote`: of a text, the sentence that it is about; `filed`: of which submission.

    `phrases`: those of the bureau, appended to what is wanted; `keep`: what is wanted becomes one.
    """

    filed = forms.IntegerField(widget=forms.HiddenInput, required=False)
    quote = forms.ChoiceField(label="所指原文", required=False)
    problem = _text("问题", "请写明存在什么问题。")
    wanted = _text("修改要求", NOT_WANTED)
    phrases = forms.TypedMultipleChoiceField(
        label="常用语（勾选的附加在修改要求之后）",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    basis = _text("依据（可不填）", help_text="如文件名称和条款、决算报表、评分规则。")
    keep = forms.BooleanField(label="把修改要求存为本局的常用语", required=False)

    def __init__(
        self,
        text: str = "",
        data: Any = None,
        *,
        initial: dict[str, Any] | None = None,
        phrases: Mapping[int, str] = MappingProxyType({}),
        may_keep: bool = False,
    ) -> None:
        """`text`: of a section of the report; empty for any other place."""
        super().__init__(data, label_suffix="", initial=initial)
        self.known = phrases
        self._offer(text)
        self.fields["wanted"].required = not phrases
        self.fields["phrases"].choices = list(phrases.items())  # type: ignore[attr-defined]
        for name, is_shown in (("phrases", phrases), ("keep", may_keep)):
            if not is_shown:
                del self.fields[name]

    def _offer(self, text: str) -> None:
        self.sentences = [found.strip() for found in SENTENCE.findall(text) if found.strip()]
        if not self.sentences:
            del self.fields["quote"]
            return
        named = [(str(place), clip(one)) for place, one in enumerate(self.sentences)]
        self.fields["quote"].choices = [("", ALL), *named]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        typed = cleaned.get("wanted", "")
        if "wanted" not in self.errors and not typed and not self.used:
            self.add_error("wanted", NOT_WANTED)
        if cleaned.get("keep") and len(typed) > LONGEST_PHRASE:
            self.add_error("keep", TOO_LONG)
        return cleaned

    @property
    def used(self) -> list[int]:
        """The keys of the phrases that were ticked."""
        return list(self.cleaned_data.get("phrases", ()))

    @property
    def whole(self) -> str:
        """What was typed, and the phrases under it."""
        return "\n".join(filter(None, (self.cleaned_data["wanted"], *(self.known[key] for key in self.used))))

    @property
    def kept(self) -> str:
        """What is to become a phrase; empty for nothing."""
        return self.cleaned_data["wanted"] if self.cleaned_data.get("keep") else ""

    @property
    def quoted(self) -> str:
        """The sentence that was chosen; empty for the whole place."""
        chosen = self.cleaned_data.get("quote", "")
        return self.sentences[int(chosen)] if chosen else ""


class AnswersForm(forms.Form):
    """The unit's answers, a box for each remark by its key; an empty box says nothing."""

    def __init__(self, keys: Iterable[int], data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        for key in keys:
            self.fields[f"{key}-text"] = _text("答复（改了什么；不改的，说明理由和依据）")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            self.add_error(None, NOTHING)
        return cleaned

    @property
    def answers(self) -> dict[int, str]:
        given = self.cleaned_data.items()
        return {int(name.removesuffix("-text")): text for name, text in given if text}


class VerdictForm(forms.Form):
    """已确认 or 再次提出. `seen`: how much had been said when the page was drawn."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    verdict = forms.ChoiceField(choices=[(Said.CONFIRMED, "确认"), (Said.AGAIN, "再次提出")])
    reason = _text("意见（再次提出的必填）")

    def __init__(self, key: int, seen: int, data: Any = None) -> None:
        super().__init__(data, auto_id=f"id_{key}_%s", label_suffix="", initial={"seen": seen})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("verdict") == Said.AGAIN and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", NO_WORDS)
        return cleaned


class PickForm(forms.Form):
    """Findings that are to become remarks, by their marks."""

    picked = forms.MultipleChoiceField(
        required=True, error_messages={"required": "请先勾选要列为修改意见的问题。"}
    )

    def __init__(self, marks: Sequence[str], data: Any) -> None:
        super().__init__(data)
        self.fields["picked"].choices = [(mark, mark) for mark in marks]  # type: ignore[attr-defined]
