"""A calendar of busy days."""

import datetime as dt

from wedsync.dashboard.heat import months

FIRST, LAST = dt.date(2027, 5, 30), dt.date(2027, 7, 2)


def cells(found):
    return {
        cell.day: cell
        for month in found
        for week in month.weeks
        for cell in week
        if not cell.outside
    }


def test_every_day_of_the_season_has_one_cell():
    found = months({}, FIRST, LAST)
    assert [month.first.month for month in found] == [5, 6, 7]
    assert all(len(week) == 7 for month in found for week in month.weeks)
    assert len(cells(found)) == (LAST - FIRST).days + 1


def test_the_busiest_day_is_the_warmest_and_any_message_warms():
    busy, calm = dt.date(2027, 6, 1), dt.date(2027, 6, 2)
    sent = {(busy, "email"): 90, (busy, "sms"): 10, (calm, "email"): 1}
    found = cells(months(sent, FIRST, LAST, chosen=calm))
    assert (found[busy].count, found[busy].heat) == (100, 4)
    assert (found[calm].heat, found[calm].chosen) == (1, True)
    assert found[dt.date(2027, 6, 3)].heat == 0


def test_a_month_counts_its_own_days():
    sent = {(dt.date(2027, 6, 1), "email"): 3, (dt.date(2027, 7, 1), "email"): 4}
    assert [month.count for month in months(sent, FIRST, LAST)] == [0, 3, 4]
