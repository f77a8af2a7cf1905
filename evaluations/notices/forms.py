"""What the page of 消息 sends back."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.utils.dateparse import parse_datetime


class SeenForm(forms.Form):
    """`up_to`: when the newest notice happened that the page showed."""

    up_to = forms.CharField(max_length=40)

    def clean_up_to(self) -> datetime:
        try:
            moment = parse_datetime(self.cleaned_data["up_to"])
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            raise forms.ValidationError("时间不能识别。")
        return moment
