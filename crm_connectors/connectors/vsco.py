"""VSCO Workspace, once Táve: the one of these systems with a public API (v2).

It can tell neither what changed since an instant nor what was deleted, and its hooks tell of new
things only. So hooks are hints; changes are found by walking the lists newest first down to a
watermark; and once a day everything is read.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, ClassVar

from crm_connectors.network import Api, Missing
from crm_connectors.protocol import Caller, Page, Sleep, TooMuch, Want
from crm_connectors.told import Told
from crm_connectors.translate import House
from crm_connectors.vsco_jobs import Around, Item, instant, latest, told
from wedsync.lib.worded import worded

HOME = "https://workspace.vsco.co/api/v2/"
OVERLAP = dt.timedelta(minutes=10)  # lists may lag behind what is written
SIZE = 100
MANY = 100  # touched jobs; from about there on, reading all lists is fewer calls
HOOKS = ("job.created", "contact.created", "order.booked")
WATCHED = ("job", "job-contact", "address-book", "event")
HIDDEN = {"job": {"includeClosed": True}}


class Vsco:
    key: ClassVar = "vsco"
    name: ClassVar = "VSCO Workspace (Táve)"
    can: ClassVar = (
        worded("Reads jobs, contacts and events by itself, every few minutes."),
        worded(
            "A rehearsal or brunch becomes a day of the wedding, a session or consultation far"
            " from it a milestone that messages can hang on; both move when they move there."
        ),
        worded("Notices new jobs at once, and everything that changes."),
        worded("Stops automations when a job is closed, and proposes moves when its date changes."),
        worded("Writes the address of the couple's page into the job, if you want that."),
    )
    cannot: ClassVar = (
        worded("Marketing consent is not read: VSCO says neither how nor for what it was given."),
        worded(
            "What is deleted there is noticed by the next full reading, once a day,"
            " and shown to you."
        ),
    )
    steps: ClassVar = (
        worded("In VSCO Workspace, open Settings, then API Integrations."),
        worded("Make an API key. “Read Only” suffices unless our addresses go into your jobs."),
        worded("Paste the key here."),
    )
    credentials: ClassVar = {"api_key": worded("API key")}
    often: ClassVar = dt.timedelta(minutes=10)
    writes: ClassVar = True

    def open(
        self, credentials: Mapping[str, str], sandbox: str, *, sleep: Sleep, tries: int
    ) -> Caller:
        base = f"{sandbox}/vsco/api/v2/" if sandbox else HOME
        return Api(base, {"X-API-KEY": credentials.get("api_key", "")}, sleep=sleep, tries=tries)

    def whose(self, api: Caller) -> str:
        return str(api.get("studio/me").get("name") or worded("your studio"))

    def pull(self, api: Caller, want: Want, house: House) -> Iterator[Page]:
        if want.since is None:
            return _everything(api, want.page, house)
        return _changed(api, want.since - OVERLAP, house)

    def subscribe(self, api: Caller, url: str) -> None:
        held = {(hook["event"], hook["url"]) for hook in _walk(api, "rest-hook")}
        for event in HOOKS:
            if (event, url) not in held:
                api.send("POST", "rest-hook", {"event": event, "url": url})

    def unsubscribe(self, api: Caller, url: str) -> None:
        for hook in list(_walk(api, "rest-hook")):
            if hook["url"] == url:
                api.send("DELETE", f"rest-hook/{hook['id']}", None)

    def tell_back(self, api: Caller, external_id: str, ours: str, url: str) -> None:
        """The whole job is sent back as it came, because what a PUT leaves out may be emptied."""
        job = api.get(f"job/{external_id}")
        held = job.get("externalMappings") or []
        if all(mapping["id"] != ours for mapping in held):
            mapped = [*held, {"id": ours, "url": url}]
            api.send("PUT", f"job/{external_id}", {**job, "externalMappings": mapped})


CONNECTOR = Vsco()


def _everything(api: Caller, page: int, house: House) -> Iterator[Page]:
    """Who and what belongs to jobs is read first, whole: a call a job would be thousands."""
    newest = _newest(api)
    people = {one["id"]: one for one in _walk(api, "address-book", includeHidden=True)}
    attends, events = _by_job(api, "job-contact"), _by_job(api, "event")
    roles, types = _roles(api), _types(api)
    total = None
    while True:
        answer = api.get("job", page=page, pageSize=SIZE, sortBy="id", includeClosed=True)
        meta = answer["meta"]
        if total is not None and meta["totalItems"] < total and page > 1:
            total, page = meta["totalItems"], page - 1  # what was removed made others move up
            continue
        total = meta["totalItems"]
        things = tuple(
            told(job, Around(people, attends[job["id"]], events[job["id"]], roles, types), house)
            for job in answer["items"]
        )
        yield Page(page, things, meta["totalPages"], newest)
        if page >= meta["totalPages"]:
            return
        page += 1


def _changed(api: Caller, since: dt.datetime, house: House) -> Iterator[Page]:
    """Every job that changed, or whose people or events did."""
    newest, roles, types = _newest(api), _roles(api), _types(api)
    jobs = sorted(set(islice(_touched(api, since), MANY)))
    if len(jobs) > MANY // 2:
        raise TooMuch
    pages = max(1, -(-len(jobs) // SIZE))
    for number in range(1, pages + 1):
        batch = jobs[(number - 1) * SIZE : number * SIZE]
        things = tuple(thing for job in batch if (thing := _one(api, job, roles, types, house)))
        yield Page(number, things, pages, newest)


def _touched(api: Caller, since: dt.datetime) -> Iterator[str]:
    yield from (job["id"] for job in _newer(api, "job", since))
    for kind in ("job-contact", "event"):
        yield from (one["jobId"] for one in _newer(api, kind, since) if one.get("jobId"))
    for person in _newer(api, "address-book", since):
        yield from (one["jobId"] for one in _walk(api, "job-contact", contactId=person["id"]))


def _one(
    api: Caller, job_id: str, roles: Mapping[str, str], types: Mapping[str, Item], house: House
) -> Told | None:
    try:
        job = api.get(f"job/{job_id}")
    except Missing:
        return None  # removed in between; the next full reading tells
    attends = list(_walk(api, "job-contact", jobId=job_id))
    people = {one["contactId"]: _person(api, one["contactId"]) for one in attends}
    events = list(_walk(api, "event", jobId=job_id))
    found = {key: person for key, person in people.items() if person}
    return told(job, Around(found, attends, events, roles, types), house)


def _person(api: Caller, contact_id: str) -> Item | None:
    try:
        person: Item = api.get(f"address-book/{contact_id}")
    except Missing:
        return None
    return person


def _newest(api: Caller) -> dt.datetime | None:
    """The latest change of anything, before anything is read."""
    tops = [_top(api, kind) for kind in WATCHED]
    return max((top for top in tops if top), default=None)


def _top(api: Caller, kind: str) -> dt.datetime | None:
    query = {"pageSize": 10, "sortBy": "modified desc", **HIDDEN.get(kind, {})}
    return latest(api.get(kind, **query)["items"])


def _newer(api: Caller, kind: str, since: dt.datetime) -> Iterator[Item]:
    further = HIDDEN.get(kind, {"includeHidden": True})
    for item in _walk(api, kind, sortBy="modified desc", **further):
        if instant(item["modified"]) < since:
            return
        yield item


def _by_job(api: Caller, kind: str) -> Mapping[str, list[Item]]:
    found: defaultdict[str, list[Item]] = defaultdict(list)
    for item in _walk(api, kind):
        found[str(item.get("jobId"))].append(item)
    return found


def _roles(api: Caller) -> Mapping[str, str]:
    return {role["id"]: str(role.get("name") or "") for role in _walk(api, "job-role")}


def _types(api: Caller) -> Mapping[str, Item]:
    """Of events: what each is called, and whether it is a session, a meeting or a call."""
    return {one["id"]: one for one in _walk(api, "event-type")}


def _walk(api: Caller, kind: str, **query: Any) -> Iterator[Item]:
    page = 1
    while True:
        answer = api.get(kind, page=page, pageSize=SIZE, **query)
        yield from answer["items"]
        if page >= answer["meta"]["totalPages"]:
            return
        page += 1
