"""First passwords: drawn by the machine, easy to read out on the telephone, changed at the first sign-in."""

from __future__ import annotations

import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.models import User

# without 0 O 1 l I and other letters that are mixed up on paper
_LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789"


def first_password(person: User) -> str:
    """Return four groups of four characters (92 random bits) that the validators accept."""
    while True:
        password = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
        if not _is_refused(password, person):
            return password


def _is_refused(password: str, person: User) -> bool:
    try:
        validate_password(password, person)
    except ValidationError:
        return True
    return False
