"""Why a step stands where it stands: a word to store, a sentence to read."""

from collections.abc import Mapping
from enum import StrEnum

from wedsync.lib.worded import worded


class Reason(StrEnum):
    ON_TIME = "ON_TIME"
    MOVED_BACK = "PROTECTED_DAY_MOVED_BACK"
    MOVED_FORWARD = "PROTECTED_DAY_MOVED_FORWARD"
    DATE_UNKNOWN = "DATE_UNKNOWN"
    POSTPONED = "POSTPONED"
    STOPPED = "STOPPED"
    UNDECIDED = "UNDECIDED"
    OTHER_ARM = "OTHER_ARM"
    CONDITION = "CONDITION"
    CONDITION_FAILED = "CONDITION_FAILED"
    GOAL_REACHED = "GOAL_REACHED"
    LATE_SENT = "LATE_SENT"
    LATE_SPREAD = "LATE_SPREAD"
    LATE_CRITICAL = "LATE_CRITICAL"
    LATE_ASKED = "LATE_ASKED"
    LATE_SKIPPED = "LATE_SKIPPED"
    TOO_LATE = "TOO_LATE"
    CAP = "CAP"
    PERSON_SET = "PERSON_SET"
    PERSON_SKIPPED = "PERSON_SKIPPED"
    NOBODY = "NOBODY"
    NO_CONTENT = "NO_CONTENT"
    SAID = "SAID"


SENTENCES: Mapping[Reason, str] = {
    Reason.ON_TIME: worded("on time"),
    Reason.MOVED_BACK: worded("told earlier, to keep clear of a protected day"),
    Reason.MOVED_FORWARD: worded("moved to after a protected day"),
    Reason.DATE_UNKNOWN: worded("waits: the day it hangs on isn't known"),
    Reason.POSTPONED: worded("waits: the wedding is postponed and has no new date"),
    Reason.STOPPED: worded("stopped for this wedding until somebody restarts it"),
    Reason.UNDECIDED: worded("comes only if the way leads here"),
    Reason.OTHER_ARM: worded("not sent: the way led elsewhere"),
    Reason.CONDITION: worded("comes only if its condition holds on the day"),
    Reason.CONDITION_FAILED: worded("not sent: its condition didn't hold"),
    Reason.GOAL_REACHED: worded("not sent: what it was for is done"),
    Reason.LATE_SENT: worded("its moment had just passed: sent at once"),
    Reason.LATE_SPREAD: worded("its moment had passed: spread over the time that is left"),
    Reason.LATE_CRITICAL: worded("its moment had passed, and it must not be missed: sent at once"),
    Reason.LATE_ASKED: worded("its moment had passed: you decide"),
    Reason.LATE_SKIPPED: worded("not sent: its moment had passed"),
    Reason.TOO_LATE: worded("not sent: what it prepares for is over"),
    Reason.CAP: worded("moved: this couple hears enough in that week"),
    Reason.PERSON_SET: worded("set by hand"),
    Reason.PERSON_SKIPPED: worded("left out by hand"),
    Reason.NOBODY: worded("not sent: nobody of theirs has that part"),
    Reason.NO_CONTENT: worded("not sent: its template says nothing on that channel"),
    Reason.SAID: worded("has left"),
}
LATE = frozenset(
    {
        Reason.LATE_SENT,
        Reason.LATE_SPREAD,
        Reason.LATE_CRITICAL,
        Reason.LATE_ASKED,
        Reason.LATE_SKIPPED,
        Reason.TOO_LATE,
    }
)
