"""What came of an experiment, in one query: who got which wording, and who reached the goal."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from campaigns.experiment.goals import Goal
from campaigns.experiment.holdout import HELD_OUT
from campaigns.experiment.posterior import Tally
from campaigns.experiments.open_experiment import CAMPAIGN, STEP
from campaigns.models import Experiment
from messaging.states import PROVEN
from wedsync.vendors.models import Vendor

# Both partners' messages are one unit. What may be a machine's click is none, nor is one beside a
# machine's. Order and limit make every wedding's messages be found in their index, whatever is
# thought of the tables: joined by old statistics each would be compared with each.
OF_A_CAMPAIGN = """
  SELECT unit.unit, m.id, m.state, coalesce(m.not_before, unit.at) AS since
  FROM unit CROSS JOIN LATERAL (
    SELECT id, state, not_before FROM messaging_message
    WHERE vendor_id = %(vendor)s AND wedding_id = unit.unit
      AND starts_with(dedupe_key, %(subject)s) ORDER BY id DESC LIMIT 50) m
  UNION ALL
  SELECT unit.unit, m.id, m.state, coalesce(m.not_before, unit.at)
  FROM unit CROSS JOIN LATERAL (
    SELECT id, state, not_before FROM messaging_message
    WHERE vendor_id = %(vendor)s AND person_id = unit.unit AND wedding_id IS NULL
      AND starts_with(dedupe_key, %(subject)s) ORDER BY id DESC LIMIT 50) m
"""
OF_A_STEP = """
  SELECT unit.unit, m.id, m.state, coalesce(m.not_before, unit.at) AS since
  FROM unit CROSS JOIN LATERAL (
    SELECT m.id, m.state, m.not_before FROM campaigns_enrollment inside
    JOIN campaigns_plannedstep step
      ON step.enrollment_id = inside.id AND step.step_key = %(step)s
    JOIN campaigns_stepmessage said
      ON said.step_id = step.id AND said.vendor_id = %(vendor)s
    JOIN messaging_message m ON m.id = said.message_id AND m.vendor_id = %(vendor)s
    WHERE inside.timeline_id = %(timeline)s::uuid AND inside.wedding_id = unit.unit
    ORDER BY m.id DESC LIMIT 50) m
"""
MESSAGES = {CAMPAIGN: OF_A_CAMPAIGN, STEP: OF_A_STEP}
RESULTS = """
WITH unit AS (
  SELECT unit, variant_key, draw, at FROM campaigns_assignment WHERE experiment_id = %(experiment)s
), message AS (
  [messages]
), sign AS (
  SELECT m.unit, 'clicked' AS kind, m.since, e.at
  FROM message m JOIN messaging_deliveryevent e ON e.message_id = m.id AND e.vendor_id = %(vendor)s
  WHERE e.kind = 'clicked' AND e.reader = 'human' AND NOT EXISTS (
    SELECT FROM messaging_deliveryevent beside
    WHERE beside.message_id = e.message_id AND beside.vendor_id = %(vendor)s
      AND beside.kind = 'clicked' AND beside.reader = 'machine'
      AND beside.at BETWEEN e.at - interval '2 seconds' AND e.at + interval '2 seconds')
  UNION ALL
  SELECT m.unit, 'replied', m.since, i.at
  FROM message m JOIN messaging_inbound i ON i.answers_id = m.id AND i.word = ''
), reached AS (
  SELECT unit, min(since) AS since, bool_or(state = ANY(%(left)s)) AS went,
    bool_or(state = 'delivered') AS delivered
  FROM message GROUP BY unit
), signs AS (
  SELECT unit, bool_or(kind = 'clicked') AS clicked, bool_or(kind = 'replied') AS replied
  FROM sign WHERE at BETWEEN since AND since + make_interval(days => %(window)s) GROUP BY unit
), goal AS (
  SELECT unit.unit, sum(g.value) FILTER (WHERE g.currency = %(currency)s) AS value
  FROM unit LEFT JOIN reached USING (unit)
  JOIN campaigns_goalreached g ON g.wedding_id = unit.unit AND g.vendor_id = %(vendor)s
    AND g.kind = %(goal)s
    AND g.at >= coalesce(since, unit.at)
    AND g.at <= coalesce(since, unit.at) + make_interval(days => %(window)s)
  GROUP BY unit.unit
)
SELECT variant_key, draw, count(*),
  count(*) FILTER (WHERE went), count(*) FILTER (WHERE delivered),
  count(*) FILTER (WHERE went AND clicked), count(*) FILTER (WHERE went AND replied),
  count(goal.unit) FILTER (WHERE went OR variant_key = %(held)s),
  coalesce(sum(goal.value) FILTER (WHERE went OR variant_key = %(held)s), 0)
FROM unit LEFT JOIN reached USING (unit) LEFT JOIN signs USING (unit) LEFT JOIN goal USING (unit)
GROUP BY variant_key, draw ORDER BY variant_key, draw
"""


@dataclass(frozen=True)
class Outcome:
    """Weddings by what became of them; `value` is in minor units of the vendor's currency.

    `went` had the message handed over, whether it bounced or not. `reached` is the goal's count
    where that is no sign on a message; each wedding counts once, within the goal's window.
    """

    assigned: int = 0
    went: int = 0
    delivered: int = 0
    clicked: int = 0
    replied: int = 0
    reached: int = 0
    value: int = 0

    def __add__(self, other: "Outcome") -> "Outcome":
        ours, theirs = vars(self), vars(other)
        return Outcome(**{name: ours[name] + theirs[name] for name in ours})


@dataclass(frozen=True)
class Results:
    """Outcomes by variant key, `held` beside them, and how many were drawn by which weights."""

    variants: Mapping[str, Outcome]
    held: Outcome
    drawn: Mapping[int, int]

    def tallies(self, goal: Goal) -> dict[str, Tally]:
        return {key: Tally(did(one, goal), one.went) for key, one in self.variants.items()}

    @property
    def assigned(self) -> dict[str, int]:
        found = {key: one.assigned for key, one in self.variants.items()}
        return {**found, HELD_OUT: self.held.assigned}


def did(outcome: Outcome, goal: Goal) -> int:
    """How many weddings reached the goal."""
    signs = {Goal.CLICKED: outcome.clicked, Goal.REPLIED: outcome.replied}
    return signs.get(goal, outcome.reached)


def results(experiment: Experiment) -> Results:
    """Of the current tenant's experiment. Opens count nowhere."""
    found: defaultdict[str, Outcome] = defaultdict(Outcome)
    found.update({key: Outcome() for draw in experiment.draws for key in draw})
    drawn: Counter[int] = Counter()
    for key, draw, *counts in _rows(experiment):
        found[key] += Outcome(*counts)
        drawn[draw] += counts[0]
    held = found.pop(HELD_OUT, Outcome())
    return Results(dict(sorted(found.items())), held, drawn)


def _rows(experiment: Experiment) -> Iterable[tuple[str, int, *tuple[int, ...]]]:
    """A campaign's messages have its subject before their keys; a step's hang on its rows."""
    vendors = Vendor.objects.filter(pk=experiment.vendor_id)
    kind, name, step = f"{experiment.subject}:".split(":", 2)
    given: dict[str, UUID | str | list[str] | int] = {
        "experiment": experiment.pk,
        "vendor": experiment.vendor_id,
        "subject": f"{experiment.subject}:",
        "timeline": name,
        "step": step.removesuffix(":"),
        "goal": experiment.goal,
        "window": experiment.window_days,
        "left": [state.value for state in PROVEN],
        "held": HELD_OUT,
        "currency": vendors.values_list("currency", flat=True).get(),
    }
    with connection.cursor() as cursor:
        cursor.execute(RESULTS.replace("[messages]", MESSAGES[kind]), given)
        rows: list[tuple[str, int, *tuple[int, ...]]] = cursor.fetchall()
    return [(key, draw, *map(int, counts)) for key, draw, *counts in rows]
