"""The settings under test: the product's own, with a folder of their own, a quick hasher and no broker."""

import atexit
import os
import shutil
import tempfile

if "VAR_DIR" not in os.environ:  # two runs at a time must not share a database; xdist's workers inherit it
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="ziping-tests-")
    atexit.register(shutil.rmtree, os.environ["VAR_DIR"], ignore_errors=True)
os.environ.setdefault("SECRET_KEY", "for-tests-only-" + "0" * 50)
os.environ.setdefault("CELERY_BROKER_URL", "memory://")
# Playwright's synchronous API keeps an event loop in the thread of the tests.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from config.settings import *  # noqa: F403
from config.settings import DATABASES, VAR_DIR

(VAR_DIR / "static").mkdir(parents=True, exist_ok=True)  # whitenoise warns where it is missing
PASSWORD_HASHERS = [f"django.contrib.auth.hashers.{name}PasswordHasher" for name in ("MD5", "PBKDF2")]
ALLOWED_HOSTS = ["*"]
READY_CACHE_SECONDS = 0.0  # what one test broke, the next one does not hear of
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A real file, so that threads race as they do in production; without waiting for the disk.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL;PRAGMA synchronous=OFF"
