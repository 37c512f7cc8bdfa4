"""What a browser would post from a page of the admin, with changes."""


def form_of(client, url, **changes):
    """The values of the form and of every inline, as the page shows them."""
    page = client.get(url).context
    data = values_of(page["adminform"].form)
    for inline in page["inline_admin_formsets"]:
        for bound in [inline.formset.management_form, *inline.formset.forms]:
            data |= values_of(bound)
    return data | changes


def values_of(form):
    found = {}
    for name in form.fields:
        value = form[name].value()
        text = ",".join(value) if isinstance(value, list) else value
        found[form.add_prefix(name)] = "" if text is None else text
    return found
