"""What an adapter's session takes from its surroundings, and what it leaves there."""

import base64

import pytest
from requests import Request

from messaging.providers.mailgun import Mailgun
from messaging.providers.resend import BulkResend
from messaging.providers.sendgrid import SendGrid


@pytest.fixture(
    params=[
        lambda: BulkResend(api_key="re_x", api_url="https://api.resend.example/"),
        lambda: Mailgun(api_key="x", sender_domain="x.example", api_url="https://mg.example/v3/"),
        lambda: SendGrid(api_key="SG.x", api_url="https://sg.example/v3/"),
    ],
    ids=["resend", "mailgun", "sendgrid"],
)
def opened(request):
    return request.param


def test_a_proxy_and_a_bundle_of_certificates_are_taken_from_the_environment(opened, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/etc/house.pem")
    session = opened().create_session()
    assert session.proxies["https"] == "http://proxy.example:3128"
    assert session.verify == "/etc/house.pem"


def test_certificates_are_verified_where_the_environment_says_nothing(opened, monkeypatch):
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
    assert opened().create_session().verify is True


def test_a_password_that_lies_about_for_the_host_takes_no_keys_place(opened, monkeypatch, tmp_path):
    lying = tmp_path / "netrc"
    lying.write_text("default login somebody password else\n")
    monkeypatch.setenv("NETRC", str(lying))
    session, bearer = opened().create_session(), {"Authorization": "Bearer re_own"}
    asked = session.prepare_request(Request("POST", "https://api.example/", headers=bearer))
    assert asked.headers["Authorization"] == "Bearer re_own"
    assert base64.b64encode(b"somebody:else").decode() not in str(asked.headers)
