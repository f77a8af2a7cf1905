"""The start is refused in words where the environment lacks something or holds what cannot be meant."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from foundation.logs.configuration import FORMATS, LEVELS

Reason = tuple[str, str]
"""Why a value cannot be used: Chinese, English."""
Rule = Callable[[str], Reason | None]
TRUE, FALSE = ("true", "on", "ok", "y", "yes", "1"), ("false", "off", "n", "no", "0")
DATABASES, BROKERS = ("postgres", "postgresql", "sqlite"), ("redis", "rediss", "memory", "filesystem")
SHARED = ("postgres", "postgresql", "redis", "rediss")
"""What several processes on several machines can use."""
SHORTEST_KEY = 50
NO_HOST = re.compile(r"[/\s]|^[^:]+:\d+$")
"""A path, a scheme, or a port after a name; an IPv6 address has colons of its own."""
REQUIRED = ("SECRET_KEY", "DATABASE_URL", "CELERY_BROKER_URL", "ALLOWED_HOSTS")


def switch(text: str) -> Reason | None:
    if text.lower() in (*TRUE, *FALSE):
        return None
    return "应为 true 或 false", "must be true or false"


def number(least: float, kind: type[int] | type[float] = int) -> Rule:
    """A number of at least `least`."""

    def rule(text: str) -> Reason | None:
        try:
            fits = least <= kind(text) < float("inf")
        except ValueError:
            fits = False
        whole = kind is int
        return (
            None
            if fits
            else (f"应为不小于{least}的{'整数' if whole else '数'}", f"must be a number from {least}")
        )

    return rule


def one_of(*words: str) -> Rule:
    def rule(text: str) -> Reason | None:
        return (
            None if text in words else (f"应为{'、'.join(words)}之一", f"must be one of {', '.join(words)}")
        )

    return rule


def address(*schemes: str) -> Rule:
    """An address with one of these schemes, and a port that is one where it names a port."""

    def rule(text: str) -> Reason | None:
        scheme, _, rest = text.partition("://")
        if scheme not in schemes or not (rest or scheme == "memory"):
            known = [f"{one}://…" for one in schemes]
            return f"应为 {'、'.join(known)} 形式的地址", f"must be an address like {' or '.join(known)}"
        try:
            urlsplit(text).port  # noqa: B018  it raises
        except ValueError:
            return "其中的端口不是端口号", "its port is none"
        return None

    return rule


def hosts(text: str) -> Reason | None:
    """Names by comma, without `http://`, a path or a port."""
    if all(name.strip() and not NO_HOST.search(name.strip()) for name in text.split(",")):
        return None
    return (
        "应为以逗号分隔的域名或IP地址，不带 http:// 和端口",
        "must be names by comma, without http:// and port",
    )


def known_hosts(text: str) -> Reason | None:
    names = [name.strip() for name in text.split(",")]
    return ("正式运行时不能为 *", "must not be * in production") if "*" in names else None


def origins(text: str) -> Reason | None:
    if all(part.strip().startswith(("https://", "http://")) for part in text.split(",")):
        return None
    return "每项应以 https:// 或 http:// 开头", "each must begin with https:// or http://"


RULES: Mapping[str, Rule] = {
    **dict.fromkeys(("PRODUCTION", "DEBUG", "HTTPS", "HASHED_STATIC_FILES"), switch),
    **dict.fromkeys(
        ("LOGIN_FAILURE_LIMIT", "LOGIN_COOLOFF_MINUTES", "JOB_TIME_LIMIT", "JOB_MEMORY_MB"), number(1)
    ),
    **dict.fromkeys(("JOB_MAX_ATTEMPTS", "SESSION_IDLE_SECONDS", "SESSION_ABSOLUTE_SECONDS"), number(1)),
    **dict.fromkeys(("WEB_PROCESSES", "WEB_THREADS", "LOGIN_FAILURE_LIMIT_WIDE"), number(1)),
    **dict.fromkeys(("UPLOAD_FILE_MB", "UPLOAD_FILES_AT_ONCE", "EVIDENCE_FILING_MB"), number(1)),
    **dict.fromkeys(("EVIDENCE_UNIT_MB", "EVIDENCE_ORPHAN_SECONDS"), number(1)),
    **dict.fromkeys(("PROXY_COUNT", "JOB_KILL_GRACE", "DISK_FREE_MB"), number(0)),
    **dict.fromkeys(("JOB_LEASE_SECONDS", "JOB_RENEW_SECONDS", "JOB_SWEEP_SECONDS"), number(0.1, float)),
    "READY_CACHE_SECONDS": number(0, float),
    "PASSWORD_PROFILE": one_of("dengbao", "asvs"),
    "LOG_FORMAT": one_of(*FORMATS),
    "LOG_LEVEL": one_of(*LEVELS),
    "DATABASE_URL": address(*DATABASES),
    "CELERY_BROKER_URL": address(*BROKERS),
    "ALLOWED_HOSTS": hosts,
    "CSRF_TRUSTED_ORIGINS": origins,
}
IN_PRODUCTION: Mapping[str, Rule] = {
    "DATABASE_URL": address(*SHARED[:2]),
    "CELERY_BROKER_URL": address(*SHARED[2:]),
    "ALLOWED_HOSTS": known_hosts,
    "DEBUG": one_of(*FALSE),
}


def refuse_wrong(environment: Mapping[str, str]) -> None:
    """Say all that is wrong with the environment at once and end with code 1; return where nothing is."""
    found = list(faults(environment))
    if found:
        sys.stderr.write("\n".join(["系统没有启动。 Not started.", *found, ""]))
        raise SystemExit(1)


def faults(environment: Mapping[str, str]) -> Iterator[str]:
    """One sentence in Chinese and one in English for each setting that is missing or wrong."""
    values, unread = read(environment)
    for name in unread:
        yield told(name + "_FILE", ("所指的文件读不出来", "names a file that cannot be read"))
    production = values.get("PRODUCTION", "").lower() in TRUE
    for name in REQUIRED if production else ():
        if not values.get(name) and name not in unread:
            yield told(name, ("没有设置，正式运行必须设置", "is not set; production needs it"))
    for name, value in values.items():
        reason = _reason(name, value, production) if value else None
        if reason:
            yield told(name, reason)
    if production and 0 < len(values.get("SECRET_KEY", "")) < SHORTEST_KEY:
        yield told("SECRET_KEY", (f"不足{SHORTEST_KEY}个字符", f"has fewer than {SHORTEST_KEY} characters"))


def _reason(name: str, value: str, production: bool) -> Reason | None:
    rules = [RULES.get(name), IN_PRODUCTION.get(name) if production else None]
    return next((reason for rule in rules if rule and (reason := rule(value))), None)


def read(environment: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The values of the settings known here, and the names of those whose `_FILE` cannot be read."""
    values, unread = {}, []
    for name in ("SECRET_KEY", *RULES):
        values[name] = environment.get(name, "").strip()
        if path := environment.get(f"{name}_FILE"):
            try:
                values[name] = Path(path).read_text(encoding="utf-8").strip()
            except (OSError, ValueError):
                unread.append(name)
    return values, unread


def told(name: str, reason: Reason) -> str:
    """The value itself is not repeated: it may be a password."""
    return f"{name}：{reason[0]}。 {name} {reason[1]}."


def refuse() -> None:
    """The check of this process's own environment."""
    refuse_wrong(os.environ)
