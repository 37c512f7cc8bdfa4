"""Settings come from environment variables, or from the file that `NAME_FILE` points to."""

import os
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

TRUE = frozenset({"1", "true", "yes", "on"})


class Unset(RuntimeError):
    """A setting without a default is missing; the message names it."""


def text(name: str, default: str | None = None) -> str:
    """Raises Unset when neither NAME nor NAME_FILE is set and there is no default."""
    if file := os.environ.get(f"{name}_FILE"):
        return Path(file).read_text(encoding="utf-8").strip()
    value = os.environ.get(name, default)
    if value is None:
        raise Unset(f"set {name} (or {name}_FILE), see .env.example")
    return value


def flag(name: str, *, default: bool = False) -> bool:
    return text(name, str(default)).lower() in TRUE


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def chances(name: str) -> dict[str, float]:
    """`one:0.5,other:1` as probabilities by name. Raises ValueError for what is none."""
    pairs = (entry.partition(":") for entry in words(name))
    found = {key: float(chance) for key, _, chance in pairs}
    if not all(0.0 <= chance <= 1.0 for chance in found.values()):
        raise ValueError(f"{name}: a probability lies between 0 and 1")
    return found


def database(uri: str, role: str) -> dict[str, object]:
    """A Django database from a libpq URI, acting as `role` from its first statement on."""
    parts = conninfo_to_dict(uri)
    known = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{key: parts.pop(part, "") or "" for key, part in known.items()},
        "PORT": str(parts.pop("port", "") or ""),
        "OPTIONS": {**parts, "assume_role": role},
    }


def broker(redis_url: str) -> str:
    """Celery spells a Redis socket differently from everybody else."""
    if redis_url.startswith("unix://"):
        return f"redis+socket://{redis_url.removeprefix('unix://')}?virtual_host=0"
    return f"{redis_url.rstrip('/')}/0"


def redis_database(redis_url: str, number: int) -> str:
    """One Redis, several databases: broker 0, cache 1, channel layer 2, buckets 3."""
    if redis_url.startswith("unix://"):
        return f"{redis_url}?db={number}"
    return f"{redis_url.rstrip('/')}/{number}"
