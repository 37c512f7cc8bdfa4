"""A Django project of the peers: each in its best configuration, all on the same services."""

import os

from wedsync.lib import environ

SECRET_KEY = "known to everybody, good for a bench only"
INSTALLED_APPS = ["tests.bench.peers", "post_office", "mailer"]
DATABASES = {"default": environ.database(os.environ["DATABASE_URL"], "wedsync_owner")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates"}]
USE_TZ = True
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "loggers": {name: {"level": "WARNING"} for name in ("post_office", "mailer", "celery")},
}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST, EMAIL_PORT = "127.0.0.1", int(os.environ["BENCH_SMTP_PORT"])
ANYMAIL = {
    "RESEND_API_KEY": "re_bench",
    "RESEND_API_URL": f"http://127.0.0.1:{os.environ['BENCH_HTTP_PORT']}/resend/",
}
POST_OFFICE = {
    "BATCH_SIZE": 2000,
    "BATCH_DELIVERY_TIMEOUT": 600,
    "THREADS_PER_PROCESS": 4,
    "LOG_LEVEL": 0,
    "BACKENDS": {"default": EMAIL_BACKEND},
}
MAILER_EMAIL_BACKEND = EMAIL_BACKEND
MAILER_MESSAGES_BATCH_SIZE = 500
MAILER_USE_FILE_LOCK = False  # several senders at once

CELERY_BROKER_URL = environ.broker(os.environ["REDIS_URL"])
CELERY_TASK_DEFAULT_QUEUE = "bench"
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 64
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
