"""What keeps a timeline from being published, beyond its own shape: templates, people, the law."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from campaigns.segments.audience import parse
from campaigns.timeline import Step, Timeline
from campaigns.timeline.contents import Content, Contents, Tree
from campaigns.timeline.step import Kind
from campaigns.timelines.addressed import ROLES
from campaigns.wordings.tongues import Tongues, Wording, current_tongues
from messaging.channels.registry import channels
from messaging.policy.facts import Purpose
from personalization.compile import fits
from personalization.models import Template
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded
from wedsync.vendors.models import Vendor


def unready(vendor: Vendor, timeline: Timeline, contents: Contents) -> tuple[str, ...]:
    """Plain sentences, in a few queries; none: it may be published."""
    wanted = {content.template for content in contents.steps.values()}
    usable = Template.objects.in_use().filter(vendor=vendor, pk__in=wanted)
    names = dict(usable.values_list("pk", "name"))
    tongues = current_tongues(names, "compiled")
    said = (
        sentence
        for step in timeline.steps
        for sentence in _step(step, contents.steps[step.key], names, tongues)
    )
    return (*_sender(vendor, timeline), *said, *_conditions(timeline, contents))


def _sender(vendor: Vendor, timeline: Timeline) -> Iterator[str]:
    """Who writes must say who they are; marketing also needs a postal address (CAN-SPAM)."""
    if not vendor.sender_email:
        yield worded("Set the address you send from first.")
    marketing = any(step.purpose is Purpose.MARKETING for step in timeline.steps)
    if marketing and not vendor.postal_address:
        yield worded("Marketing must show your postal address: add it in the settings.")


def _step(
    step: Step, content: Content, names: Mapping[UUID, str], tongues: Mapping[Wording, Tongues]
) -> Iterator[str]:
    if step.role not in ROLES:
        yield worded("'{key}' is for '{role}', a part nobody has.", key=step.key, role=step.role)
    if content.template not in names:
        yield worded("The template of '{key}' isn't there any more.", key=step.key)
        return
    for channel in step.channels:
        spoken = tongues.get((content.template, channel))
        yield from _channel(step, channel, names[content.template], spoken)


def _channel(step: Step, channel: str, name: str, spoken: Tongues | None) -> Iterator[str]:
    if channel not in channels():
        yield worded(
            "'{key}' goes over '{channel}', which isn't a channel.", key=step.key, channel=channel
        )
    elif spoken is None:
        label = channels()[channel].label
        yield worded(
            "“{name}” says nothing by {label}, which '{key}' needs.",
            name=name,
            label=label,
            key=step.key,
        )
    elif not _suits(spoken, step.purpose):
        yield worded(
            "“{name}” was not written for {purpose} messages: it has no way out.",
            name=name,
            purpose=step.purpose,
        )


def _suits(spoken: Tongues, purpose: Purpose) -> bool:
    variants = (one for wordings in spoken.values() for one in wordings.variants.values())
    return all(fits(one.compiled, purpose) for one in variants)


def _conditions(timeline: Timeline, contents: Contents) -> Iterator[str]:
    asked: dict[str, Tree | None] = {
        **{
            worded("The condition of '{key}'", key=key): one.condition
            for key, one in contents.steps.items()
        },
        **{
            worded("The condition of '{key}'", key=key): tree
            for key, tree in contents.forks.items()
        },
        worded("The goal"): contents.goal,
    }
    for what, tree in asked.items():
        yield from _tree(what, tree)
    for fork in timeline.forks:
        if fork.kind is Kind.BRANCH and fork.key not in contents.forks:
            yield worded("The branch '{key}' asks nothing: give it a condition.", key=fork.key)


def _tree(what: str, tree: Tree | None) -> Iterator[str]:
    try:
        parse(tree or {})
    except Refusal as refused:
        yield worded("{what} can't be asked: {reason}", what=what, reason=refused.reason)
