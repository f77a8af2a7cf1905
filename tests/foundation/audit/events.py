"""Something to record."""

from foundation.audit import services
from foundation.audit.services import Actor, Subject

WANG = Actor(7, "王明")
FILING = Subject("dossiers.Evaluation", 12, "医疗救助")


def record(chain=1, **fields):
    fields = {"action": "submit", "actor": WANG, "subject": FILING, "detail": {}} | fields
    return services.record(chain, **fields)
