"""Undo in the middle of things: in chunks, cut short, against a run under way."""

import pytest

from crm_connectors import import_couples
from tests.crm_connectors.imports import (
    IVY,
    LENA,
    fresh,
    numbered,
    state_of,
    take_back,
    take_in,
    upload,
)
from wedsync.lib.refusal import Refusal
from wedsync.vendors.tenancy import operator
from wedsync.weddings.models import Client


def killed_at_the_second_call():
    """A `restore` that a worker does not survive."""
    calls = []

    def restore(rows):
        calls.append(rows)
        if len(calls) == 2:
            raise RuntimeError
        return {}

    return restore


def test_chunks_are_taken_back_one_by_one(vendor, monkeypatch):
    batch = take_in(vendor, *numbered(7))
    monkeypatch.setattr("crm_connectors.undo.CHUNK", 3)

    assert take_back(batch).undone == 7
    with operator():
        assert not Client.objects.filter(vendor=vendor).exists()


def test_a_run_under_way_is_stopped_and_what_it_did_is_taken_back(vendor, monkeypatch):
    monkeypatch.setattr(import_couples, "CHUNK", 2)
    batch = upload(vendor, *numbered(6))

    with pytest.raises(Refusal, match="was stopped"):
        import_couples.run(batch.pk, on_progress=take_back)

    assert state_of(vendor) == [[], [], [], []]
    assert fresh(batch).state == "undone"


def test_what_never_ran_and_what_is_undone_can_not_be_undone(vendor):
    never, done = upload(vendor, LENA), take_in(vendor, IVY)
    take_back(done)

    for batch in (never, done):
        with pytest.raises(Refusal, match="There is nothing of this import to take back"):
            take_back(batch)


def test_what_was_taken_back_does_not_run_again(vendor):
    batch = take_in(vendor, LENA)
    take_back(batch)

    with pytest.raises(Refusal, match="was taken back"):
        import_couples.run(batch.pk)


def test_an_undo_that_was_cut_goes_on(vendor, monkeypatch):
    batch = take_in(vendor, *numbered(4))
    monkeypatch.setattr("crm_connectors.undo.CHUNK", 3)
    with monkeypatch.context() as cut:
        cut.setattr("crm_connectors.undo.restore", killed_at_the_second_call())
        with pytest.raises(RuntimeError):
            take_back(batch)

    assert take_back(batch).undone == 4
    assert state_of(vendor) == [[], [], [], []]
