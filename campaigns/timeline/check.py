"""What is wrong with a timeline, said before it is published."""

from collections.abc import Iterator

from campaigns.timeline.step import ARMS, EXIT, Fork, Kind, Lane, Step, Timeline, When
from wedsync.lib.worded import worded

MOST_STEPS = 200
MOST_YEARS = 50


def problems(timeline: Timeline) -> tuple[str, ...]:
    """Plain sentences; none: it can be published. What hangs on a fork comes after it."""
    return (*_keys(timeline), *_forks(timeline), *_steps(timeline))


def _keys(timeline: Timeline) -> Iterator[str]:
    seen: set[str] = set()
    named: tuple[Step | Fork, ...] = (*timeline.forks, *timeline.steps)
    for one in named:
        if one.key in seen:
            yield worded("Two things are called '{key}'.", key=one.key)
        seen.add(one.key)
    if not timeline.steps:
        yield worded("A timeline needs at least one message.")
    if len(timeline.steps) > MOST_STEPS:
        yield worded("A timeline has at most {most} messages.", most=MOST_STEPS)


def _forks(timeline: Timeline) -> Iterator[str]:
    known: dict[str, Fork] = {}
    for fork in timeline.forks:
        yield from _hangs(fork, known)
        if fork.kind is Kind.WAIT and fork.until is None and fork.longest is None:
            yield worded(
                "The wait '{key}' could last for ever: say how long at most.", key=fork.key
            )
        known[fork.key] = fork


def _steps(timeline: Timeline) -> Iterator[str]:
    known = {fork.key: fork for fork in timeline.forks}
    for step in timeline.steps:
        yield from _hangs(step, known)
        if not step.channels:
            yield worded("The message '{key}' has no channel.", key=step.key)
        if not 1 <= step.occurrences <= MOST_YEARS:
            yield worded(
                "The message '{key}' comes 1 to {most} times.", key=step.key, most=MOST_YEARS
            )
        if step.window and step.window[0] >= step.window[1]:
            yield worded("The hours of '{key}' end before they begin.", key=step.key)
        if step.best_hour and not step.window:
            yield worded("Say between which hours the best one for '{key}' may lie.", key=step.key)


def _hangs(one: Step | Fork, known: dict[str, Fork]) -> Iterator[str]:
    if one.lane and not _is_arm(one.lane, known):
        yield worded(
            "'{key}' lies behind '{fork}: {arm}', which isn't there.",
            key=one.key,
            fork=one.lane.fork,
            arm=one.lane.arm,
        )
    for when in _whens(one):
        fork = when.anchor.name.removeprefix(EXIT)
        if when.anchor.name.startswith(EXIT) and fork not in known:
            yield worded(
                "'{key}' hangs on the end of '{fork}', which isn't there.", key=one.key, fork=fork
            )


def _whens(one: Step | Fork) -> Iterator[When]:
    yield one.when
    if isinstance(one, Fork) and one.until:
        yield one.until


def _is_arm(lane: Lane, known: dict[str, Fork]) -> bool:
    fork = known.get(lane.fork)
    return fork is not None and lane.arm in ARMS[fork.kind]
