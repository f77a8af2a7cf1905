"""What is brought as a file, or pasted as text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms


class FileOrText(forms.Form):
    """One of both must come. `kinds`: extensions offered; `nothing`: what is said where neither came.

    `passed_over`: why a file was not even read, by name (foundation.intake.uploads).
    """

    kinds: ClassVar[Iterable[str]]
    nothing: ClassVar[str]

    material = forms.FileField(required=False, allow_empty_file=True)
    text = forms.CharField(required=False, strip=False)

    def __init__(self, *args: Any, passed_over: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.passed_over = tuple(passed_over)
        self.fields["material"].widget.attrs["accept"] = ",".join(f".{one}" for one in self.kinds)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        for name, why in self.passed_over:
            self.add_error("material", f"{name}：{why}")
        if not self.passed_over and not given.get("material") and not str(given.get("text", "")).strip():
            raise forms.ValidationError(self.nothing)
        return given
