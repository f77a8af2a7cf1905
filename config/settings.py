"""Settings of ziping, all from the environment; without any, everything lives in `var/` (embedded mode)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from config import starting
from config.environment import broker, broker_transport, database, env, secret_key
from foundation.logs.configuration import logging_config

starting.refuse()
BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var"))).resolve()

SECRET_KEY = secret_key(VAR_DIR)
DEBUG = env.bool("DEBUG", default=False)
HTTPS = env.bool("HTTPS", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "csp",
    "axes",
    "foundation.health",
    "foundation.jobs",
    "foundation.audit",
    "foundation.supervisor",
    "foundation.logs",
    "foundation.backup",
    "accounts",
    "documents",
    "indicators",
    "evaluations.projects",
    "evaluations.cycles",
    "evaluations.dossiers",
    "evaluations.trials",
    "evaluations.foreign",
    "evaluations.exchange",
    "evaluations.imports",
    "evaluations.ledger",
    "evaluations.oversight",
    "evaluations.second_scores",
    "evaluations.summaries",
    "evaluations.notices",
]
MIDDLEWARE = [
    "foundation.audit.middleware.request_facts",
    "foundation.logs.middleware.one_line",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.headers.common_headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "accounts.middleware.SessionLimits",
    "accounts.middleware.OncePerRequest",
    "accounts.middleware.FirstPassword",
    "accounts.middleware.FragmentSignIn",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.navigation",
                "evaluations.notices.context.bell",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# Data (D11): no atomic requests; services open their own transactions.
DATABASES = {"default": database(env.str("DATABASE_URL", default=""), VAR_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = Path(env.str("PAPERS_DIR", default=str(VAR_DIR / "papers")))
# Backed up with the database: the folder's name in an archive, and the setting that says where it is.
BACKUP_FOLDERS = {"papers": "MEDIA_ROOT", "uploads": "UPLOADS_DIR"}
FONTS_DIR = Path(env.str("FONTS_DIR", default=str(BASE_DIR / "var" / "fonts")))
MEDIA_URL = "/media/"  # never served: a paper goes out through a view that asks who may see it
FILE_UPLOAD_PERMISSIONS = 0o640

# What people bring (foundation.intake): on the disk at once, judged by content, never below a web root.
UPLOADS_DIR = Path(env.str("UPLOADS_DIR", default=str(VAR_DIR / "uploads")))
FILE_UPLOAD_HANDLERS = ["foundation.intake.uploads.Porter"]
UPLOAD_FILE_MB = env.int("UPLOAD_FILE_MB", default=20)
UPLOAD_FILES_AT_ONCE = env.int("UPLOAD_FILES_AT_ONCE", default=20)
EVIDENCE_FILING_MB = env.int("EVIDENCE_FILING_MB", default=200)
EVIDENCE_UNIT_MB = env.int("EVIDENCE_UNIT_MB", default=2000)
EVIDENCE_ORPHAN_SECONDS = env.int("EVIDENCE_ORPHAN_SECONDS", default=24 * 60 * 60)
VIRUS_SCANNER = env.str("VIRUS_SCANNER", default="")  # clamd's socket: a path or host:port

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.str("STATIC_DIR", default=str(VAR_DIR / "static")))
HASHED_STATIC_FILES = env.bool("HASHED_STATIC_FILES", default=False)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "config.collected.HashedStaticFiles"
        if HASHED_STATIC_FILES
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not HASHED_STATIC_FILES
WHITENOISE_AUTOREFRESH = False

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name", "phone"), "max_similarity": 0.7},
    },
    {"NAME": "accounts.validators.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.validators.ThreeOfFourClasses"},
    {"NAME": "accounts.validators.NoLocalWords"},
    {"NAME": "accounts.validators.NotCommonInside"},
]
PASSWORD_PROFILE = env.str(
    "PASSWORD_PROFILE", default="dengbao"
)  # or asvs: length and words only, no classes
SESSION_IDLE_SECONDS = env.int("SESSION_IDLE_SECONDS", default=30 * 60)
SESSION_ABSOLUTE_SECONDS = env.int("SESSION_ABSOLUTE_SECONDS", default=12 * 60 * 60)
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
AXES_FAILURE_LIMIT = env.int("LOGIN_FAILURE_LIMIT", default=5)
AXES_HANDLER = "accounts.lockout.Counter"
LOGIN_FAILURE_LIMIT_WIDE = env.int("LOGIN_FAILURE_LIMIT_WIDE", default=50)
AXES_COOLOFF_TIME = timedelta(minutes=env.int("LOGIN_COOLOFF_MINUTES", default=15))
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True  # who signed in stands in our own log
AXES_LOCKOUT_CALLABLE = "accounts.lockout.locked_out"
AXES_CLIENT_IP_CALLABLE = "accounts.lockout.address"
AXES_IPWARE_PROXY_COUNT = env.int("PROXY_COUNT", default=0)

# What goes in and out
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
BOUND = "__Host-" if HTTPS else ""  # a browser takes such a name from this very host alone, and only over TLS
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{BOUND}sessionid", f"{BOUND}csrftoken"
MESSAGE_STORAGE, MESSAGE_COOKIE_NAME = "config.cookies.Messages", f"{BOUND}messages"
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]  # a health check knocks at the process, behind the proxy
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if AXES_IPWARE_PROXY_COUNT else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000
DATA_UPLOAD_MAX_NUMBER_FILES = 200  # a broken client; people are told at UPLOAD_FILES_AT_ONCE
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

# Jobs (D12): the row is the truth, the message only a doorbell.
JOB_LEASE_SECONDS = env.float("JOB_LEASE_SECONDS", default=30.0)
JOB_RENEW_SECONDS = env.float("JOB_RENEW_SECONDS", default=10.0)
JOB_SWEEP_SECONDS = env.float("JOB_SWEEP_SECONDS", default=10.0)
JOB_TIME_LIMIT = env.int("JOB_TIME_LIMIT", default=60)
JOB_MEMORY_MB = env.int("JOB_MEMORY_MB", default=1024)
JOB_KILL_GRACE = env.int("JOB_KILL_GRACE", default=5)
JOB_MAX_ATTEMPTS = env.int("JOB_MAX_ATTEMPTS", default=3)
CELERY_BROKER_URL, CELERY_BROKER_TRANSPORT_OPTIONS = broker(env.str("CELERY_BROKER_URL", default=""), VAR_DIR)
CELERY_BROKER_TRANSPORT = broker_transport(CELERY_BROKER_URL)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = False
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_TASK_SOFT_TIME_LIMIT = JOB_TIME_LIMIT  # raises in the child, which says so in the row
CELERY_TASK_TIME_LIMIT = JOB_TIME_LIMIT + JOB_KILL_GRACE  # kills a child that does not listen
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "sweep-jobs": {
        "task": "foundation.jobs.tasks.sweep",
        "schedule": JOB_SWEEP_SECONDS,
        "options": {"expires": max(JOB_SWEEP_SECONDS, 10.0)},  # a busy machine hears a bell seconds late
    },
    "sweep-evidence": {"task": "evaluations.dossiers.tasks.sweep_evidence", "schedule": timedelta(hours=6)},
    "sweep-arrivals": {"task": "evaluations.exchange.tasks.sweep_arrivals", "schedule": timedelta(hours=6)},
    "sweep-imports": {"task": "evaluations.imports.tasks.sweep_imports", "schedule": timedelta(hours=6)},
    "sweep-ledgers": {"task": "evaluations.ledger.tasks.sweep_ledgers", "schedule": timedelta(hours=6)},
    "sweep-sessions": {"task": "accounts.tasks.sweep_sessions", "schedule": timedelta(hours=6)},
}

# What the process says about itself
READY_CACHE_SECONDS = env.float("READY_CACHE_SECONDS", default=5.0)
DISK_FREE_MB = env.int("DISK_FREE_MB", default=500)
LOGGING = logging_config(env.str("LOG_FORMAT", default="line"), env.str("LOG_LEVEL", default=""))
