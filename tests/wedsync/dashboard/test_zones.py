"""Six hundred time zones are chosen from as from any list."""

from django import forms

from wedsync.dashboard.zones import ZoneSelect, zones


class Where(forms.Form):
    zone = forms.ChoiceField(choices=zones, widget=ZoneSelect)


def written(**given):
    return str(Where(**given)["zone"])


def test_it_reads_as_djangos_own():
    class Plain(forms.Form):
        zone = forms.ChoiceField(choices=zones)

    ours, theirs = written(), str(Plain()["zone"])

    assert "".join(ours.split()) == "".join(theirs.split()).replace("</select>", "</select>")


def test_what_was_chosen_is_selected_and_nothing_else():
    html = written(initial={"zone": "Europe/Madrid"})

    assert '<option value="Europe/Madrid" selected>Europe/Madrid</option>' in html
    assert html.count("selected") == 1


def test_a_zone_that_is_none_selects_nothing_and_runs_nothing():
    html = written(data={"zone": '"><script>'})

    assert "selected" not in html
    assert "<script>" not in html


def test_a_zone_that_is_none_is_refused():
    assert not Where({"zone": "Mars/Olympus"}).is_valid()
    assert Where({"zone": "America/New_York"}).is_valid()
