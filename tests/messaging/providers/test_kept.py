"""Connections that are kept."""

import threading

from messaging.providers.kept import MOST, Kept


class Line:
    def __init__(self, *key):
        self.key, self.open = key, True

    def close(self):
        self.open = False


def test_the_same_key_has_the_same_line():
    kept = Kept(Line)

    assert kept.get("a", 1) is kept.get("a", 1)
    assert kept.get("a", 1) is not kept.get("a", 2)


def test_the_one_unused_longest_is_closed():
    kept = Kept(Line)
    first, second = kept.get(0), kept.get(1)
    kept.get(0)
    for number in range(2, MOST + 1):
        kept.get(number)

    assert (first.open, second.open) == (True, False)
    assert kept.get(0) is first


def test_each_thread_has_its_own():
    kept, found = Kept(Line), []

    thread = threading.Thread(target=lambda: found.append(kept.get("a")))
    thread.start()
    thread.join()

    assert found != [kept.get("a")]
