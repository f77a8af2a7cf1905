"""What is done with a form is written to the log of the bureau of who does it."""

from __future__ import annotations

from collections.abc import Mapping

from accounts.models import User
from accounts.queries import bureau_of_user
from foundation.audit import services as audit
from indicators.models import FormTemplate


def note(template: FormTemplate, action: str, by: User, detail: Mapping[str, object]) -> None:
    bureau = bureau_of_user(by)
    audit.record(
        bureau.pk if bureau else 0,
        action=action,
        actor=audit.Actor(by.pk, str(by)),
        subject=audit.Subject("indicators.FormTemplate", template.pk, str(template)),
        detail=detail,
    )
