"""Every setting, from the environment; `.env.example` lists the variables and what they mean."""

import warnings
from pathlib import Path
from urllib.parse import urlsplit

import django_stubs_ext
from celery.schedules import crontab

from wedsync.lib import environ, sealed

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
ENV = environ.text("WEDSYNC_ENV", "production")  # production, demo, dev or test
PRODUCTION = ENV == "production"
DEBUG = environ.flag("WEDSYNC_DEBUG")

# --- Secrets and addresses ---
SECRET_KEY = environ.text("WEDSYNC_SECRET_KEY")
ENCRYPTION_KEYS = sealed.parse_keys(environ.text("WEDSYNC_ENCRYPTION_KEYS"))
TOKEN_KEYS = sealed.derive(ENCRYPTION_KEYS, b"tokens")
PUBLIC_URL = environ.text("WEDSYNC_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = environ.words("WEDSYNC_ALLOWED_HOSTS", urlsplit(PUBLIC_URL).hostname or "")
if not PRODUCTION:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1"]
METRICS_TOKEN = environ.text("WEDSYNC_METRICS_TOKEN", "")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
SANDBOX_URL = environ.text("WEDSYNC_SANDBOX_URL", "").rstrip("/")
SANDBOX_SMTP = environ.text("WEDSYNC_SANDBOX_SMTP", "")  # host:port

# --- Applications, roof to cellar ---
INSTALLED_APPS = [
    "wedsync",
    "wedsync.dashboard",
    "wedsync.analytics",
    "campaigns",
    "crm_connectors",
    "messaging",
    "personalization",
    "wedsync.weddings",
    "wedsync.billing",
    "wedsync.vendors",
    "unfold",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "anymail",
    "channels",
    "csp",
    "django_celery_beat",
    "django_htmx",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "rest_framework",
]
MIDDLEWARE = [
    "wedsync.lib.logs.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "wedsync.dashboard.admin_csp.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wedsync.vendors.middleware.TenantMiddleware",
    "wedsync.dashboard.language.LanguageMiddleware",
]
ROOT_URLCONF = "wedsync.urls"
ASGI_APPLICATION = "wedsync.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["wedsync.dashboard.templatetags.words"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# --- PostgreSQL: one login, two roles ---
DATABASE_URL = environ.text("DATABASE_URL")
DATABASES = {
    "default": environ.database(DATABASE_URL, "wedsync_app"),
    "owner": environ.database(DATABASE_URL, "wedsync_owner"),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Redis: broker 0, cache 1, channel layer 2, token buckets 3 ---
REDIS_URL = environ.text("REDIS_URL")
BUCKETS_URL = environ.redis_database(REDIS_URL, 3)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": environ.redis_database(REDIS_URL, 1),
    }
}
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [environ.redis_database(REDIS_URL, 2)]},
    }
}

# --- Celery: a task is a poke that may be lost or doubled ---
CELERY_BROKER_URL = environ.text("WEDSYNC_BROKER_URL", environ.broker(REDIS_URL))
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 1000
CELERY_DB_REUSE_MAX = 1000  # else every task connects anew; see wedsync/celery.py
# kombu sweeps every interval x throttle: with its default of 10 a killed worker's task waits 100 s.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    # Whoever pokes (a request, often) tries twice at once: kombu's own patience is six seconds.
    "max_retries": 1,
    "interval_start": 0,
}
# Below the visibility timeout, or a slow task would be redelivered for ever.
CELERY_TASK_TIME_LIMIT = 180
CELERY_TASK_SOFT_TIME_LIMIT = 120
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    "dispatch": {"task": "messaging.tasks.dispatch", "schedule": 2.0},
    "recover": {"task": "messaging.tasks.recover", "schedule": 5.0},
    "caps": {"task": "campaigns.tasks.plan_caps", "schedule": crontab(minute=0, hour="*/6")},
    "expand": {"task": "campaigns.tasks.expand_all", "schedule": 5.0},
    "timelines": {"task": "campaigns.tasks.release_all", "schedule": 5.0},
    "timeline-entries": {"task": "campaigns.tasks.enter_all", "schedule": 60.0},
    "timeline-exits": {"task": "campaigns.tasks.decide_exits_all", "schedule": 60.0},
    "timeline-channels": {"task": "campaigns.tasks.next_channels_all", "schedule": 60.0},
    "timeline-facts": {"task": "campaigns.tasks.follow_all", "schedule": 120.0},
    "webhooks": {"task": "crm_connectors.tasks.tell", "schedule": 2.0},
    "webhooks-late": {"task": "crm_connectors.tasks.tell_late", "schedule": 600.0},
    "webhooks-old": {"task": "crm_connectors.tasks.forget_webhooks", "schedule": 6 * 3600.0},
    "moves": {"task": "campaigns.tasks.hear_moves", "schedule": 30.0},
    "emergencies": {"task": "campaigns.tasks.carry_emergencies", "schedule": 5.0},
    "experiments": {"task": "campaigns.tasks.look_all", "schedule": 3600.0},
    "goals": {"task": "campaigns.tasks.hear_milestones", "schedule": 300.0},
    "figures": {"task": "analytics.tasks.rollup", "schedule": 300.0},
    "copy": {"task": "personalization.tasks.write_copies", "schedule": 15.0},
    "imports": {"task": "crm_connectors.tasks.resume_imports", "schedule": 30.0},
    "habits": {"task": "messaging.tasks.pool_habits", "schedule": 24 * 3600.0},
    "syncs": {"task": "crm_connectors.tasks.sync_due", "schedule": 30.0},
    "letters": {"task": "crm_connectors.tasks.read_letters", "schedule": 60.0},
    "calls": {"task": "crm_connectors.tasks.forget_calls", "schedule": 6 * 3600.0},
    "answers": {"task": "wedsync.vendors.tasks.forget_answers", "schedule": 600.0},
    "heartbeat": {"task": "messaging.tasks.heartbeat", "schedule": 10.0},
}

# --- Providers ---
# A lease holds one call with room to spare, so a worker needs no heartbeat while it calls. After
# lease and grace nobody can still be calling, and the resolver may ask what became of an intent.
LEASE_SECONDS = float(environ.text("WEDSYNC_LEASE_SECONDS", "60"))
GRACE_SECONDS = float(environ.text("WEDSYNC_GRACE_SECONDS", "10"))
CONNECT_SECONDS = float(environ.text("WEDSYNC_CONNECT_SECONDS", "5"))
READ_SECONDS = float(environ.text("WEDSYNC_READ_SECONDS", "15"))
CALL_SECONDS = CONNECT_SECONDS + READ_SECONDS
# A provider's books may lag: two looks that far apart must find no trace of a call. Whoever can't
# be asked at all is waited for this long: its reports would have told.
ABSENCE_SECONDS = float(environ.text("WEDSYNC_ABSENCE_SECONDS", "60"))
REPORT_SECONDS = float(environ.text("WEDSYNC_REPORT_SECONDS", "900"))
REVIVALS_PER_MINUTE = int(environ.text("WEDSYNC_REVIVALS_PER_MINUTE", "100"))  # a vendor's
CRASH_POINTS = environ.chances("WEDSYNC_CRASH")  # see messaging/crash.py; never in production
ANYMAIL = {"REQUESTS_TIMEOUT": (CONNECT_SECONDS, READ_SECONDS)}
RESEND_API_URL = f"{SANDBOX_URL}/resend/" if SANDBOX_URL else "https://api.resend.com/"
MAILGUN_API_URL = f"{SANDBOX_URL}/mailgun/v3/" if SANDBOX_URL else "https://api.mailgun.net/v3/"
MAILGUN_EU_API_URL = MAILGUN_API_URL.replace("api.mailgun.net", "api.eu.mailgun.net")
SENDGRID_API_URL = f"{SANDBOX_URL}/sendgrid/v3/" if SANDBOX_URL else "https://api.sendgrid.com/v3/"
# Anymail's backend for SendGrid works, but isn't officially supported any more: it warns whenever
# one is made. We know, and tests/messaging/providers/test_sendgrid.py watches over it.
SILENCED_SYSTEM_CHECKS = ["anymail.W003"]
warnings.filterwarnings("ignore", "django-anymail has dropped official support for SendGrid")
FCM_URL = f"{SANDBOX_URL}/fcm/" if SANDBOX_URL else ""  # empty: Firebase's own
# --- AI copy ---
AI_WRITER = environ.text("WEDSYNC_AI_WRITER", "openai" if SANDBOX_URL else "")
AI_MODEL = environ.text("WEDSYNC_AI_MODEL", "sandbox" if SANDBOX_URL else "")
AI_KEY = environ.text("WEDSYNC_AI_KEY", "sandbox" if SANDBOX_URL else "")
AI_URL = environ.text("WEDSYNC_AI_URL", "").rstrip("/")  # empty: the writer's own
AI_SECONDS = float(environ.text("WEDSYNC_AI_SECONDS", "20"))
AI_PAUSE_SECONDS = float(environ.text("WEDSYNC_AI_PAUSE_SECONDS", "1"))
AI_MOST_TOKENS = int(environ.text("WEDSYNC_AI_MOST_TOKENS", "4000"))
# Mail of the house itself (sign-up, password reset), not messages to couples.
# Networks that webhooks to others may reach beside the public internet, and by http.
WEBHOOK_NETWORKS = environ.words("WEDSYNC_WEBHOOK_NETWORKS", "")

EMAIL_BACKEND = environ.text(
    "WEDSYNC_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend"
)
DEFAULT_FROM_EMAIL = environ.text("WEDSYNC_FROM_EMAIL", "WedSync <hello@wedsync.example>")

# --- Sign-in ---
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator")
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    }
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if PRODUCTION else "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
ACCOUNT_RATE_LIMITS = {
    "inquiry": "10/10m/ip,100/h/key",  # key: the vendor
    "inquiry_of_an_address": "5/h/key",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"

# --- The browser's side of security ---
SELF = ["'self'"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": SELF,
        "style-src": SELF,
        "img-src": [*SELF, "data:"],
        "font-src": SELF,
        "connect-src": SELF,
        "form-action": SELF,
        "manifest-src": SELF,
        "worker-src": SELF,
        "base-uri": ["'none'"],
        "frame-src": SELF,
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_AGE = 7 * 24 * 3600
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]  # asked by machines next door
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True

# --- Words, time, files ---
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not PRODUCTION
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024

UNFOLD = {
    "SITE_TITLE": "WedSync",
    "SITE_HEADER": "WedSync",
    "SITE_SUBHEADER": "Operators",
    "SITE_SYMBOL": "favorite",
    "SHOW_VIEW_ON_SITE": False,
    "DASHBOARD_CALLBACK": "wedsync.dashboard.operators_home.home",
    "SIDEBAR": {"show_search": True},
}
# --- The API ---
API_PER_MINUTE = int(environ.text("WEDSYNC_API_PER_MINUTE", "600"))  # of one key, or one person
REST_FRAMEWORK = {
    "EXCEPTION_HANDLER": "wedsync.api.errors.answer",
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "wedsync.api.authentication.KeyAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["wedsync.api.permissions.MayCall"],
    "DEFAULT_THROTTLE_CLASSES": ["wedsync.api.throttle.CallerThrottle"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_PAGINATION_CLASS": "wedsync.api.pages.Pages",
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "wedsync.api.document.Schema",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "WedSync",
    "DESCRIPTION": "Clients, weddings, timelines, campaigns and messages of one wedding vendor.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_PATCH": True,
    "COMPONENT_NO_READ_ONLY_REQUIRED": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": ["wedsync.api.document.completed"],
}
LOGGING_CONFIG = "wedsync.lib.logs.configure"
LOGGING = {"json": PRODUCTION or environ.flag("WEDSYNC_JSON_LOGS"), "level": "INFO"}
