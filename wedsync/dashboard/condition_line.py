"""Conditions as one thing in a form, for whoever compares two of them."""

from django.utils.translation import gettext as _

from campaigns.segments.parse import parse
from campaigns.segments.registry import fields, kinds
from campaigns.segments.words import sentences
from wedsync.dashboard.condition_json import to_json
from wedsync.dashboard.conditions import Group
from wedsync.dashboard.meanwhile import Line
from wedsync.dashboard.mentions import names_in
from wedsync.lib.refusal import Refusal
from wedsync.lib.translated import told, translated
from wedsync.vendors.models import Vendor


def conditions_line(vendor: Vendor, group: Group) -> Line:
    return Line(_("Where"), repr(group), lambda: _words(vendor, group))


def _words(vendor: Vendor, group: Group) -> str:
    """What can't be read is said to be so."""
    try:
        tree = parse(to_json(group), kinds())
    except Refusal as refusal:
        return told(refusal)
    return "\n".join(sentences(tree, fields(), names_in(vendor, [tree]), translated))
