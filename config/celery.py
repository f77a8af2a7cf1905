"""The Celery application of the worker and of beat."""

import os
import warnings

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# `./run` as root is the operator's choice, docs/operations.md says what is better; messages are JSON.
warnings.filterwarnings("ignore", message="You're running the worker with superuser privileges")

app = Celery("ziping")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
