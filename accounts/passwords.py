"""First passwords: drawn by the machine, easy to read out on the telephone, changed at the first sign-in."""

from __future__ import annotations

import secrets

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.models import User

ITERATIONS = 5_000
"""Of the hash of a first password, a hundredth of Django's: 92 random bits cannot be tried out.

The first sign-in hashes it anew in full, and asks for one of the person's own. Hundreds are drawn at a time.
"""

# without 0 O 1 l I and other letters that are mixed up on paper
_LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789"


def first_password(person: User) -> str:
    """Return four groups of four characters (92 random bits) that the validators accept."""
    while True:
        password = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
        if not _is_refused(password, person):
            return password


def first_hash(password: str) -> str:
    """Return how a first password is kept."""
    hasher = PBKDF2PasswordHasher()
    return hasher.encode(password, hasher.salt(), iterations=ITERATIONS)


def _is_refused(password: str, person: User) -> bool:
    try:
        validate_password(password, person)
    except ValidationError:
        return True
    return False
