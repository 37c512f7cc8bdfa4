"""The numbers of a progress bar. Pure."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """`percent` is 100 only when everything is done; `seconds_left` None while unknown."""

    done: int
    total: int
    percent: int
    rows_per_second: float
    seconds_left: int | None


def progress(done: int, total: int, started_at: dt.datetime | None, at: dt.datetime) -> Progress:
    done = min(done, total)
    percent = 100 * done // total if total else 0
    seconds = (at - started_at).total_seconds() if started_at else 0.0
    speed = done / seconds if seconds > 0 else 0.0
    left = round((total - done) / speed) if speed else None
    return Progress(done, total, percent, speed, left)
