"""What is typed to have tables made, and to keep a 表样."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone

from accounts.models import Unit
from accounts.validators import written_text
from core.summary.columns import CATALOGUE
from evaluations.cycles.models import Cycle
from evaluations.summaries.models import USUAL_NAME, SummaryLayout
from evaluations.summaries.queries import cycles_in, layouts_in

LONGEST_TITLE = 20
NO_COLUMN = "请至少勾选一列。"
SAME_TITLE = "有两列的标题都是“{}”，请改其中一个。"
OTHER_BUREAU = "该单位不在这项自评工作的财政部门之下，请重新选择。"
TOO_LATE = "截至日期不能晚于今天。"


class SummaryForm(forms.Form):
    """One order: of which year's work, over which units, as of which day, by which 表样."""

    cycle = forms.ModelChoiceField(Cycle.objects.none(), label="年度自评工作", empty_label=None)
    place = forms.ModelChoiceField(Unit.objects.none(), label="汇总范围", empty_label=None)
    on = forms.DateField(
        label="截至",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="按这一天结束时的报送情况汇总，可选以前的日期。",
    )
    layout = forms.ModelChoiceField(
        SummaryLayout.objects.none(), label="表样", required=False, empty_label=USUAL_NAME
    )
    approved_only = forms.BooleanField(label="只汇总审核通过的", required=False)

    def __init__(self, *args: Any, places: list[Unit], makes: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [place for place in places if place.pk in makes]
        self.fields["cycle"].queryset = cycles_in(own)  # type: ignore[attr-defined]
        self.fields["place"].queryset = Unit.objects.filter(pk__in=makes)  # type: ignore[attr-defined]
        self.fields["layout"].queryset = layouts_in(own)  # type: ignore[attr-defined]
        self.initial["on"] = timezone.localdate()

    def clean_on(self) -> Any:
        if self.cleaned_data["on"] > timezone.localdate():
            raise forms.ValidationError(TOO_LATE)
        return self.cleaned_data["on"]

    def clean(self) -> dict[str, Any]:
        """Year, units and 表样 are those of one bureau."""
        given = super().clean() or {}
        cycle, place, layout = (given.get(name) for name in ("cycle", "place", "layout"))
        if cycle and place and cycle.bureau.path != place.bureau_path:
            self.add_error("place", OTHER_BUREAU)
        elif cycle and layout and layout.bureau_id != cycle.bureau_id:
            self.add_error("layout", OTHER_BUREAU)
        return given


@dataclass(frozen=True)
class Choice:
    """One column of the catalogue as the page offers it."""

    name: str
    use: BoundField
    order: BoundField
    title: BoundField


class LayoutForm(forms.ModelForm):  # type: ignore[type-arg]
    """A 表样: every column of the catalogue can be ticked, placed and titled."""

    class Meta:
        model = SummaryLayout
        fields = ["bureau", "name", "rate_below", "score_below"]

    def __init__(self, *args: Any, bureaus: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [bureau.pk for bureau in bureaus]
        self.fields["bureau"].queryset = Unit.objects.filter(pk__in=keys)  # type: ignore[attr-defined]
        self.fields["bureau"].empty_label = None  # type: ignore[attr-defined]
        self.fields["name"].validators.append(written_text)
        placed = {one["key"]: (number, one["title"]) for number, one in enumerate(self.instance.columns, 1)}
        for number, column in enumerate(CATALOGUE.values(), start=len(placed) + 1):
            place, title = placed.get(column.key, (number, column.title))
            self._offer(column.key, column.title, used=column.key in placed, place=place, title=title)

    def _offer(self, key: str, usual: str, *, used: bool, place: int, title: str) -> None:
        order, named = forms.NumberInput({"class": "place"}), forms.TextInput({"class": "form-control"})
        self.fields[f"use_{key}"] = forms.BooleanField(label=f"列出{usual}", required=False, initial=used)
        self.fields[f"order_{key}"] = forms.IntegerField(
            label=f"{usual}的顺序", required=False, min_value=0, max_value=999, initial=place, widget=order
        )
        self.fields[f"title_{key}"] = forms.CharField(
            label=f"{usual}的标题",
            required=False,
            max_length=LONGEST_TITLE,
            initial=title,
            validators=[written_text],
            widget=named,
        )

    @property
    def plain(self) -> list[BoundField]:
        return [self[name] for name in self._meta.fields or ()]

    @property
    def choices(self) -> Iterator[Choice]:
        for key, column in CATALOGUE.items():
            yield Choice(column.title, *(self[f"{part}_{key}"] for part in ("use", "order", "title")))

    def clean(self) -> dict[str, Any]:
        """Put the ticked columns in order; those without a number come last, as the catalogue has them."""
        given = super().clean() or {}
        used = [key for key in CATALOGUE if given.get(f"use_{key}")]
        used.sort(key=lambda key: 1000 if (place := given.get(f"order_{key}")) is None else place)
        columns = [{"key": key, "title": given.get(f"title_{key}") or CATALOGUE[key].title} for key in used]
        titles = [one["title"] for one in columns]
        twice = [title for title in titles if titles.count(title) > 1]
        if not columns:
            self.add_error(None, NO_COLUMN)
        if twice:
            self.add_error(None, SAME_TITLE.format(twice[0]))
        self.instance.columns = columns
        return given
