"""Every question about a wedding's time, answered purely: no database, no clock, no chance.

Days are `date`s on somebody's wall; instants come back in UTC. Two aware datetimes of one zone
compare and subtract by their wall clocks in Python, which is wrong across a change of clocks.
"""

from wedsync.weddings.calendar.anchor import Anchor, Counted, anchor_day
from wedsync.weddings.calendar.anniversary import (
    anniversary,
    anniversary_number,
    next_anniversary,
)
from wedsync.weddings.calendar.caution import Caution, Limits, because, caution
from wedsync.weddings.calendar.clock import (
    Window,
    at_local,
    day_window,
    last_local_time,
    local_day,
    next_local_time,
    span_window,
    utc,
)
from wedsync.weddings.calendar.dates import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    Precision,
    Span,
    WeddingDate,
    week_of,
)
from wedsync.weddings.calendar.offset import (
    Offset,
    WorkingWeek,
    add_months,
    occurrence,
    occurrence_after,
)
from wedsync.weddings.calendar.protection import (
    is_protected,
    last_free,
    merged,
    next_free,
    protected_window,
    protected_windows,
    saturday_windows,
)
from wedsync.weddings.calendar.season import peak_months, peak_windows
from wedsync.weddings.calendar.stage import UPCOMING_DAYS, Stage, days_to_go, stage_on
from wedsync.weddings.calendar.travel import Stay, plausible_zones, stay_around, zone_on

__all__ = [
    "EARLIEST_YEAR",
    "LATEST_YEAR",
    "UPCOMING_DAYS",
    "Anchor",
    "Caution",
    "Counted",
    "Limits",
    "Offset",
    "Precision",
    "Span",
    "Stage",
    "Stay",
    "WeddingDate",
    "Window",
    "WorkingWeek",
    "add_months",
    "anchor_day",
    "anniversary",
    "anniversary_number",
    "at_local",
    "because",
    "caution",
    "day_window",
    "days_to_go",
    "is_protected",
    "last_free",
    "last_local_time",
    "local_day",
    "merged",
    "next_anniversary",
    "next_free",
    "next_local_time",
    "occurrence",
    "occurrence_after",
    "peak_months",
    "peak_windows",
    "plausible_zones",
    "protected_window",
    "protected_windows",
    "saturday_windows",
    "span_window",
    "stage_on",
    "stay_around",
    "utc",
    "week_of",
    "zone_on",
]
