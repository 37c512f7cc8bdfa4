"""Today: this week's weddings, what goes out, what needs a person, what just happened."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.timezone import now as current_time
from django.views.decorators.http import require_POST, require_safe

from messaging.todo import tick, untick
from wedsync.analytics.today.coming import coming
from wedsync.analytics.today.feed import News, newest, since
from wedsync.analytics.today.first_steps import first_steps
from wedsync.analytics.today.needs import Need, needs
from wedsync.analytics.today.put_away import bring_back, put_away
from wedsync.analytics.today.this_week import this_week
from wedsync.dashboard.day_bars import bars
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.dashboard.navigation import where
from wedsync.dashboard.undoable import undoable
from wedsync.lib.worded import worded
from wedsync.vendors.membership import Right, may

GREETINGS = (
    (5, worded("Good night")),
    (12, worded("Good morning")),
    (18, worded("Good afternoon")),
    (24, worded("Good evening")),
)
# What mends it: the word on the link, and where it leads (with the subject's id, if it has one).
ACTIONS: dict[str, tuple[str, str]] = {
    "paused": ("Resume", "settings-sending"),
    "support": (worded("See what"), "history"),
    "switch": (worded("Since when"), "history"),
    "emergency": (worded("Look at it"), "emergency"),
    "move": ("Decide", "reflow"),
    "todo": (worded("Look at it"), "message"),
    "replies": (worded("Read them"), "inbox"),
    "account": (worded("Mend it"), "sender"),
    "connection": (worded("Mend it"), "integration"),
    "held": (worded("See what mends it"), "message"),
    "review": ("Review", "campaign"),
    "budget": (worded("Set the budget"), "settings-budgets"),
    "import": (worded("Look at it"), "import"),
    "copies": (worded("Read them"), "copies"),
}
FIRST = {
    "brand": "settings-brand",
    "sender": "settings-brand",
    "import": "imports",
    "template": "templates",
    "timeline": "timelines",
    "test": "test",
}


@dataclass(frozen=True)
class Asked:
    """A need with its one action; `address` is "" where only a tick is left."""

    need: Need
    word: str
    address: str


@vendor_required()
@require_safe
def index(request: PageRequest) -> HttpResponse:
    now, vendor = current_time(), request.vendor
    soon, news = coming(vendor, now), newest(vendor)
    weddings, more = this_week(vendor, now)
    context = {
        "now": now,
        "greeting": _greeting(localtime(now).hour),
        "steps": [(step, where(FIRST[step.key])) for step in first_steps(vendor)],
        "weddings": weddings,
        "more_weddings": more,
        "coming": soon,
        "bars": list(
            zip(bars((one.going, one.held) for one in soon.hours), soon.hours, strict=True)
        ),
        "asked": [_asked(one) for one in needs(vendor, now)],
        "news": news,
        "cursor": _cursor(news),
        "may_write": may(request.membership, Right.WRITE),
    }
    return render(request, "today/index.html", context)


@vendor_required()
@require_safe
def feed(request: PageRequest) -> HttpResponse:
    """What came since a cursor; the page leaves out what it has."""
    word = request.GET.get("since", "")
    try:
        found = since(request.vendor, UUID(word)) if word else newest(request.vendor)
    except (ValueError, OverflowError):
        raise Http404(worded("There is no such cursor.")) from None
    context = {"news": found, "cursor": _cursor(found) or word}
    return render(request, "today/_feed.html", context)


@vendor_required(Right.WRITE)
@require_POST
def done(request: PageRequest, pk: UUID) -> HttpResponse:
    if tick(request.vendor.pk, pk):
        undoable(request, worded("Done with."), reverse("todo-undo", args=[pk]))
    return redirect("today")


@vendor_required(Right.WRITE)
@require_POST
def undone(request: PageRequest, pk: UUID) -> HttpResponse:
    untick(request.vendor.pk, pk)
    return redirect("today")


@vendor_required(Right.WRITE)
@require_POST
def dismiss(request: PageRequest) -> HttpResponse:
    put_away(request.vendor, current_time(), actor=actor(request))
    undoable(request, worded("Put away."), reverse("first-steps-again"))
    return redirect("today")


@vendor_required(Right.WRITE)
@require_POST
def again(request: PageRequest) -> HttpResponse:
    bring_back(request.vendor, actor=actor(request))
    return redirect("today")


def _greeting(hour: int) -> str:
    return next(words for until, words in GREETINGS if hour < until)


def _cursor(news: list[News]) -> str:
    return str(news[0].id) if news else ""


def _asked(need: Need) -> Asked:
    word, name = ACTIONS[need.kind]
    if need.kind == "todo" and need.subject is None:
        return Asked(need, "", "")
    return Asked(need, word, where(name, need.subject))
