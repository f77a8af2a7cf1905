"""校验: the machine's checks of one filing. `verify` is the door."""

from core.verification.findings import Audience, Context, Finding, Severity, count_open
from core.verification.verify import CHECKS, Check, verify

__all__ = ["CHECKS", "Audience", "Check", "Context", "Finding", "Severity", "count_open", "verify"]
