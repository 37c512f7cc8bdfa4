"""The Celery application. Tasks carry ids; what is due is always a query."""

from celery import Celery

app = Celery("wedsync")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
