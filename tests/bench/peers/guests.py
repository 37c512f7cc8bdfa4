"""Set the stage for a peer: N guests in one table."""

from django.db import connection

from tests.bench.peers.models import Guest

GUESTS = """
INSERT INTO peers_guest
  (email, given_name, family_name, partner, venue, city, date, guests, sent)
SELECT format('couple%%s@bench.example', n), 'Lena', 'Lind' || n, 'Marc', 'Fern Hall', 'Portland',
       current_date + 40 + i %% 300, 60 + i %% 90, false
FROM generate_series(1, %s) AS i, lpad(i::text, 6, '0') AS n
"""


def stage(size: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(GUESTS, [size])
        cursor.execute("ANALYZE")
    assert Guest.objects.count() == size
