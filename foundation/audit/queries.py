"""Reads of the log."""

from __future__ import annotations

from foundation.audit.chain import Break, first_break
from foundation.audit.models import AuditEvent, ChainHead


def broken_chains() -> list[Break]:
    """Return the first broken link of every chain that does not hold; a chain without a head does not."""
    heads = {head.chain: head for head in ChainHead.objects.all()}
    chains = set(heads) | set(AuditEvent.objects.order_by().values_list("chain", flat=True).distinct())
    found = (_broken(heads.get(chain) or ChainHead(chain=chain)) for chain in sorted(chains))
    return [link for link in found if link]


def _broken(head: ChainHead) -> Break | None:
    events = AuditEvent.objects.filter(chain=head.chain).order_by("number").iterator(chunk_size=1000)
    return first_break(head, events)
