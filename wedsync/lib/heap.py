"""What a process looks through for garbage."""

import gc

Thresholds = tuple[int, int, int]

# New objects, and rounds of the younger generation, until a look. A page makes tens of thousands
# of objects that end with it, a claim of a thousand messages a quarter of a million: to look while
# they are all in use finds nothing, and took a twentieth of a worker's time.
PAGES = 20_000, 25, 25
BATCHES = 400_000, 25, 25


def settle(seldom: Thresholds = PAGES) -> None:
    """Call once, when a process has loaded what it will always need.

    What is there now stays for good, so it is never looked through again: that took 150 ms now and
    then, in the middle of somebody's page.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*seldom)
