"""What a process looks through for garbage."""

import gc

SELDOM = 20_000, 25, 25  # new objects, and rounds of the younger generation, until a look


def settle() -> None:
    """Call once, when a process has loaded what it will always need.

    What is there now stays for good, so it is never looked through again: that took 150 ms now and
    then, in the middle of somebody's page. A page or a batch makes tens of thousands of objects
    that end with it: to look seldom finds as much.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)
