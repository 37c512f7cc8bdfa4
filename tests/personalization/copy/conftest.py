"""A model to ask, prices to pay, and a template that wants copy."""

import pytest

from personalization.compile import compile_draft
from personalization.draft import Draft
from personalization.models import Copy
from tests.factories import TemplateFactory, VariantFactory
from wedsync.billing.install_prices import install_prices
from wedsync.sandbox.serving import serving
from wedsync.vendors.tenancy import operator

BLOCKS = [
    {"type": "heading", "text": "Your day, {{ person.first_name | default: 'you two' }}"},
    {
        "type": "text",
        "text": "We are so happy to be a part of the day you have planned"
        "{% if wedding.venue %} at {{ wedding.venue }}{% endif %}.\n\n"
        "Please have a look at <a href='https://studio.example/q'>our questions</a>.",
    },
    {"type": "button", "label": "Answer the questions", "url": "https://studio.example/q"},
    {"type": "signature"},
]
DRAFT = Draft(subject="A few questions for you", blocks=BLOCKS)


@pytest.fixture(scope="session")
def running_sandbox():
    with serving() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running_sandbox, settings):
    settings.SANDBOX_URL = running_sandbox.url
    settings.AI_PAUSE_SECONDS = 0.0
    settings.AI_SECONDS = 2.0
    running_sandbox.reset()
    return running_sandbox


@pytest.fixture
def variant(committed, sandbox):
    """Of a vendor's own template, each of whose copies a person looks at."""
    install_prices()
    template = TemplateFactory(copy_policy="each")
    return VariantFactory(
        version__template=template,
        subject=DRAFT.subject,
        blocks=DRAFT.blocks,
        compiled=compile_draft(DRAFT, purpose="helpful"),
    )


@pytest.fixture
def now_of():
    def read(copy):
        with operator():
            return Copy.objects.get(pk=copy.pk)

    return read
