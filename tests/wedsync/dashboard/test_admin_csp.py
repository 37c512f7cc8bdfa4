"""Pages are strict; the admin's are as loose as its scripts need, and no looser."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from wedsync.dashboard.admin_csp import PolicyMiddleware


def policy(path, **headers):
    """The directives of the answer to a request for `path`."""
    answer = PolicyMiddleware(lambda _request: HttpResponse(headers=headers))
    header = answer(RequestFactory().get(path))["Content-Security-Policy"]
    return dict(part.strip().split(" ", 1) for part in header.split(";"))


@pytest.mark.parametrize("path", ["/", "/campaigns/", "/administration/", "/x/admin/"])
def test_a_page_runs_our_scripts_only(path):
    found = policy(path)

    assert (found["script-src"], found["style-src"]) == ("'self'", "'self'")


def test_the_admin_may_evaluate_but_not_inline_scripts():
    found = policy("/admin/vendors/vendor/")

    assert found["script-src"] == "'self' 'unsafe-eval'"
    assert found["style-src"] == "'self' 'unsafe-inline'"


def test_everything_else_is_as_strict_in_the_admin():
    admin, page = policy("/admin/"), policy("/")

    changed = {name for name in page if admin[name] != page[name]}

    assert changed == {"script-src", "style-src"}
    assert set(admin) == set(page)


def test_no_page_loads_anything_from_elsewhere():
    sources = " ".join([*policy("/").values(), *policy("/admin/").values()])

    assert "http" not in sources
    assert "*" not in sources


def test_a_policy_of_a_views_own_stands():
    assert policy("/admin/x", **{"Content-Security-Policy": "sandbox now"}) == {"sandbox": "now"}
