"""The only writer of the log."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from foundation.audit.chain import digest
from foundation.audit.middleware import current_facts
from foundation.audit.models import AuditEvent, ChainHead

WITHOUT_NUL_AND_SURROGATES = {0: 0xFFFD, **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)}


@dataclass(frozen=True)
class Actor:
    """Who acted: the user's key and name as they were then; `SYSTEM` for the machine itself."""

    id: int | None
    name: str


SYSTEM = Actor(None, "系统")


@dataclass(frozen=True)
class Subject:
    """What was acted on: a model label such as `dossiers.Evaluation`, its key, its name as it was then."""

    type: str
    id: int | str
    label: str


def record(
    chain: int,
    *,
    action: str,
    actor: Actor,
    subject: Subject,
    detail: Mapping[str, Any],
    result: str = "done",
) -> AuditEvent:
    """Add one link to the chain of the finance bureau with key `chain`; locking its head until commit.

    Call it last in the transaction of what it records (D13: filings by ascending key, the head last).
    `result` is `done` or `refused`; a refusal belongs in a transaction of its own: `record_refusal`.
    `detail` holds what JSON can hold, decimals and dates become text; a float is refused (TypeError).
    Request id and address are those of the request being answered.
    """
    facts = current_facts()
    event = AuditEvent(
        chain=chain,
        at=timezone.now(),
        action=action,
        result=result,
        actor_id=actor.id,
        actor_name=_text(actor.name, 150),
        subject_type=subject.type,
        subject_id=str(subject.id),
        subject_label=_text(subject.label, 300),
        detail=_plain(dict(detail)),
        request_id=facts.request_id,
        ip=facts.ip,
    )
    return _append(event)


def record_refusal(
    chain: int, *, action: str, actor: Actor, subject: Subject, detail: Mapping[str, Any]
) -> AuditEvent:
    """Record what was refused, the reason in `detail`, after the refused transaction was rolled back.

    RuntimeError inside a transaction: its rollback would take the record along.
    """
    with transaction.atomic(durable=True):
        return record(chain, action=action, actor=actor, subject=subject, detail=detail, result="refused")


@transaction.atomic(savepoint=False)
def _append(event: AuditEvent) -> AuditEvent:
    """Lock the head, give the event its number and hash, move the head on.

    SQLite has no lock of a row: there the transaction holds the database since its begin (IMMEDIATE).
    """
    heads = ChainHead.objects.filter(chain=event.chain)
    head = heads.select_for_update().first() or _first(event.chain)
    event.number, event.previous_sha256 = head.number + 1, head.sha256
    event.sha256 = digest(event)
    event.save(force_insert=True)
    heads.update(number=event.number, sha256=event.sha256)
    return event


def _first(chain: int) -> ChainHead:
    """The head of a new chain; of two that begin it at the same moment, one waits for the other."""
    ChainHead.objects.get_or_create(chain=chain)
    return ChainHead.objects.select_for_update().get(chain=chain)


def _plain(value: Any) -> Any:
    """Return `value` as it will come back from a JSON column, whatever the database."""
    return _clean(json.loads(json.dumps(value, cls=DjangoJSONEncoder)))


def _clean(value: Any) -> Any:
    if isinstance(value, float):
        raise TypeError("the log keeps no floats: pass a Decimal or text")
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        return [_clean(part) for part in value]
    if isinstance(value, dict):
        return {_text(key): _clean(part) for key, part in value.items()}
    return value


def _text(text: str, length: int | None = None) -> str:
    """PostgreSQL stores no NUL, UTF-8 has no lone surrogates: both become U+FFFD."""
    return text.translate(WITHOUT_NUL_AND_SURROGATES)[:length]
