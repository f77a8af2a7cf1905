"""`{% request_id as number %}`: the beginning of the number under which the log names this request."""

from __future__ import annotations

from django import template

from foundation.audit.middleware import current_facts

register = template.Library()
READ_OUT = 8
"""So many characters can be read out over the telephone, and still name one request of a year's log."""


@register.simple_tag
def request_id() -> str:
    """On pages that say what went wrong, so that a user can tell it to the administrator. Empty elsewhere."""
    return current_facts().request_id[:READ_OUT]
