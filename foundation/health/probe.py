"""`python -m foundation.health.probe [URL]`: ends with 0 where the address answers 200, with 1 otherwise.

The health check of a container, which has no curl. It asks under a name that ALLOWED_HOSTS permits, because
it knocks at the process itself, behind the proxy. Standard library alone: it runs every few seconds.
"""

from __future__ import annotations

import os
import sys
import urllib.error
import urllib.request
from collections.abc import Sequence

SECONDS = 8
DEFAULT = "http://127.0.0.1:8000/healthz"


def host() -> str:
    """The first name under which the site may be opened."""
    first = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip().lstrip(".")
    return first if first not in ("", "*") else "localhost"


def status(url: str) -> int:
    """The status with which `url` answers; 0 where nobody does."""
    request = urllib.request.Request(url, headers={"Host": host()})
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def main(arguments: Sequence[str]) -> int:
    return 0 if status(arguments[0] if arguments else DEFAULT) == 200 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
