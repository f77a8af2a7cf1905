"""What one does on the pages of 离线填报: take along, bring back, accept; and what is there afterwards."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from evaluations.dossiers.models import Cell

TYPED = {
    "header/filer": "李雷",
    "funds/own/executed": 150,
    "funds/own/adjusted": "２００",
    "indicators/r1/actual": "98人",
}


def taken_along(desk, filing) -> bytes:
    return desk.get(reverse("offline_workbook", args=[filing.pk])).content


def bring(desk, *files):
    """Upload (name, content) and follow to what is shown."""
    material = [SimpleUploadedFile(name, content) for name, content in files]
    return desk.post(reverse("offline"), {"material": material}, follow=True)


def accept(desk, answer, *refs):
    """Tick single cells of the only file, or accept all."""
    (arrival,) = [file.arrival for file in answer.context["files"]]
    ticked = {"take": [f"{arrival.pk}:{ref}" for ref in refs]} if refs else {"all": "1"}
    return desk.post(reverse("offline_take", args=[arrival.delivery]), ticked, follow=True)


def cells(filing) -> dict[str, str]:
    return dict(Cell.objects.filter(evaluation=filing).exclude(typed="").values_list("ref", "typed"))


def words(answer) -> str:
    return " ".join(answer.content.decode().split())
