"""What no form says, whatever file it comes in: characters that no paper can carry, endless figures."""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import ValidationError

from accounts.validators import written_text

NUMBERS = Decimal(10) ** 12
SMALLEST_EXPONENT = -12
NO_NUMBER = "应为一般的数字，请改正。"


def strange_text(text: str) -> str:
    """Why `text` cannot be written on paper; empty where it can."""
    try:
        written_text(text)
    except ValidationError as problem:
        return str(problem.messages[0])
    return ""


def strange_number(number: Decimal) -> str:
    """Why `number` is none that a form has; empty where it is one."""
    is_plain = number.is_finite() and abs(number) < NUMBERS
    return "" if is_plain and Decimal(number.as_tuple().exponent) >= SMALLEST_EXPONENT else NO_NUMBER
