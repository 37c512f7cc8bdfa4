"""VSCO Workspace as its document has it: keys, collections, pages, changes, hooks, quotas."""

import json

import pytest
import requests

from tests.wedsync.sandbox.conftest import Start
from tests.wedsync.sandbox.receiver import Receiver
from wedsync.sandbox.client import Client

KEY = {"X-API-KEY": "studio-key"}


def get(sandbox: Client, path: str, key: dict[str, str] | None = None, **query: object):
    return requests.get(sandbox.vsco_url + path, query, headers=key or KEY, timeout=5)


def everything(sandbox: Client, path: str, **query: object):
    first = get(sandbox, path, **query).json()
    pages = range(2, first["meta"]["totalPages"] + 1)
    rest = [get(sandbox, path, page=page, **query).json()["items"] for page in pages]
    return [*first["items"], *(one for items in rest for one in items)]


@pytest.mark.parametrize("key", [{"X-API-KEY": ""}, {"X-API-KEY": "wrong"}])
def test_a_wrong_key_is_refused(sandbox: Client, key: dict[str, str]):
    answer = get(sandbox, "job", key)

    assert (answer.status_code, answer.json()["status"]) == (401, 401)


def test_a_page_tells_where_it_stands(sandbox: Client):
    sandbox.studio(25, odd=False)

    told = get(sandbox, "job", pageSize=10, page=3, includeClosed="true").json()

    assert told["type"] == "job-collection"
    assert told["meta"] == {"currentPage": 3, "totalPages": 3, "totalItems": 25, "rows": 5}


@pytest.mark.parametrize(
    "query", [{"pageSize": 9}, {"pageSize": 101}, {"page": 0}, {"sortBy": "x"}]
)
def test_a_page_that_can_not_be_is_a_validation_error(sandbox: Client, query: dict[str, object]):
    answer = get(sandbox, "job", **query)

    assert (answer.status_code, answer.json()["type"]) == (400, "validation-error")


def test_closed_jobs_are_shown_to_those_who_ask(sandbox: Client):
    sandbox.studio(60)

    shown, every = everything(sandbox, "job"), everything(sandbox, "job", includeClosed="true")

    assert (len(every), any(job["closed"] for job in shown)) == (60, False)
    assert len(shown) < 60


def test_the_same_seed_is_the_same_studio(sandbox: Client):
    def told():
        sandbox.studio(30, seed=7)
        jobs = everything(sandbox, "job", includeClosed="true")
        return [(job["title"], job["eventDate"], job["stage"]) for job in jobs]

    assert told() == told()


def test_who_belongs_to_a_job_is_found_by_its_id(sandbox: Client):
    sandbox.studio(3, odd=False)
    job = everything(sandbox, "job", includeClosed="true")[0]

    attends = get(sandbox, "job-contact", jobId=job["id"]).json()["items"]
    person = get(sandbox, f"address-book/{attends[0]['contactId']}").json()

    assert {one["jobId"] for one in attends} == {job["id"]}
    assert "@" in person["email"]


def test_what_changed_last_comes_first(sandbox: Client):
    sandbox.studio(30, odd=False)
    job = everything(sandbox, "job", includeClosed="true")[17]
    sandbox.in_studio(job["id"], {"eventDate": "2028-01-02"})

    newest = get(sandbox, "job", sortBy="modified desc", includeClosed="true").json()["items"][0]

    assert (newest["id"], newest["eventDate"]) == (job["id"], "2028-01-02")
    assert newest["modified"] > newest["created"]


def test_a_removed_job_takes_its_people_and_events_along(sandbox: Client):
    sandbox.studio(3, odd=False)
    job = everything(sandbox, "job", includeClosed="true")[0]

    sandbox.in_studio(job["id"], None)

    assert get(sandbox, f"job/{job['id']}").status_code == 404
    assert get(sandbox, "job-contact", jobId=job["id"]).json()["meta"]["totalItems"] == 0


def test_our_id_is_kept_and_found_again(sandbox: Client):
    sandbox.studio(3, odd=False)
    job = everything(sandbox, "job", includeClosed="true")[1]
    mapping = {"id": "ours-1", "url": "https://wedsync.example/weddings/1/"}

    url = f"{sandbox.vsco_url}job/{job['id']}"
    requests.put(url, json={**job, "externalMappings": [mapping]}, headers=KEY, timeout=5)
    found = get(sandbox, "job", externalMappingId="ours-1", includeClosed="true").json()["items"]

    assert [one["id"] for one in found] == [job["id"]]


def test_things_happen_in_the_studio(sandbox: Client):
    sandbox.studio(40, odd=False)

    told = sandbox.drift(10, seed=3)

    assert sum(map(len, told.values())) == 10


def test_a_quota_asks_for_patience(start: Start):
    sandbox = start(vsco_limit=1)
    answers = [get(sandbox, "studio/me") for _ in range(5)]

    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused[0].headers["retry-after"] == "1"
    assert refused[0].json()["type"] == "quota-limit"


def test_a_hook_tells_the_id_and_nothing_else(start: Start, receiver: Receiver):
    sandbox = start(webhook_url=receiver.url)
    hook = {"event": "job.created", "url": f"{receiver.url}/hooks/crm/secret/"}
    made = requests.post(f"{sandbox.vsco_url}rest-hook", json=hook, headers=KEY, timeout=5)

    job = requests.post(
        f"{sandbox.vsco_url}job",
        json={"title": "Ivy & Grant", "stage": "lead"},
        headers=KEY,
        timeout=5,
    ).json()
    sandbox.settle()

    assert made.status_code == 201
    (told,) = receiver.got
    assert told.path == "/hooks/crm/secret/"
    assert json.loads(told.body) == {"event": "job.created", "targetId": job["id"]}


@pytest.mark.parametrize(
    "hook", [{"event": "job.updated", "url": "http://x/"}, {"event": "job.created"}]
)
def test_a_hook_they_do_not_offer_is_refused(sandbox: Client, hook: dict[str, str]):
    answer = requests.post(f"{sandbox.vsco_url}rest-hook", json=hook, headers=KEY, timeout=5)

    assert answer.status_code == 400
