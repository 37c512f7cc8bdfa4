"""What the database itself refuses of a wedding."""

import pytest
from django.db import IntegrityError

from tests.factories import WeddingFactory


@pytest.mark.parametrize("place", [(45.98, None), (None, 9.26), (91.0, 9.26), (45.98, 181.0)])
@pytest.mark.django_db
def test_a_venue_is_somewhere_on_earth_or_unknown(place):
    with pytest.raises(IntegrityError, match="a_venue_on_earth_or_unknown"):
        WeddingFactory(latitude=place[0], longitude=place[1])
