"""What somebody's word is, in SQL: `messaging.said.Said.word` for one topic and every row.

Their own latest word; then every no given for the address they have now, by whoever, unless a
later yes for it lifts it. A law compares the two.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import CharField, Func
from django.db.models.expressions import Combinable
from django.db.models.lookups import In

SQL = """(
SELECT CASE
  WHEN NOT own.granted THEN 'revoked'
  WHEN EXISTS (
    SELECT FROM messaging_consent no
    WHERE no.address = who.address AND no.address <> '' AND no.channel = who.channel
      AND no.purpose = who.purpose AND NOT no.granted
      AND NOT coalesce(own.granted AND own.address = no.address AND own.id > no.id, false)
      AND NOT coalesce((
        SELECT theirs.granted AND theirs.address = no.address AND theirs.id > no.id
        FROM messaging_consent theirs
        WHERE theirs.person_id = no.person_id AND theirs.channel = no.channel
          AND theirs.purpose = no.purpose
        ORDER BY theirs.id DESC LIMIT 1), false)
  ) THEN 'revoked'
  WHEN own.granted AND own.address = who.address
    AND (own.until IS NULL OR own.until > who.now) THEN 'granted'
  ELSE 'never' END
FROM (SELECT %s::uuid AS id, %s::text AS address, %s::text AS channel, %s::text AS purpose,
             %s::timestamptz AS now) who
LEFT JOIN LATERAL (
  SELECT c.id, c.granted, c.address, c.until FROM messaging_consent c
  WHERE c.person_id = who.id AND c.channel = who.channel AND c.purpose = who.purpose
  ORDER BY c.id DESC LIMIT 1
) own ON true)"""


class WordGiven(Func):
    """Of a person's id and address: granted, revoked or never (asked, or a yes that ran out)."""

    output_field = CharField()

    def __init__(
        self, person: Combinable, address: Combinable, *, topic: Sequence[str], now: dt.datetime
    ) -> None:
        super().__init__(person, address)
        self.topic, self.now = tuple(topic), now

    def among(self, words: Sequence[str]) -> In:
        return In(self, list(words))

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:
        sql, parameters = zip(*map(compiler.compile, self.source_expressions), strict=True)
        filled = SQL.replace("%s", sql[0], 1).replace("%s", sql[1], 1)
        return filled, [*parameters[0], *parameters[1], *self.topic, self.now]
