"""The addresses of the pages: nouns, and under them what one does to them."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from wedsync.dashboard import brand, campaigns, drafts, imports, messages, templates, weddings


class Colour(StringConverter):
    regex = "[0-9a-f]{6}"


register_converter(Colour, "colour")

campaign_pages = [
    path("", campaigns.index, name="campaigns"),
    path("campaigns/new/", drafts.new, name="campaign-new"),
    path("campaigns/audience/", drafts.audience, name="audience"),
    path("campaigns/<uuid:pk>/", campaigns.show, name="campaign"),
    path("campaigns/<uuid:pk>/edit/", drafts.edit, name="campaign-edit"),
    path("campaigns/<uuid:pk>/preview/", drafts.preview, name="campaign-preview"),
    path("campaigns/<uuid:pk>/forecast/", drafts.foresee, name="campaign-forecast"),
    path("campaigns/<uuid:pk>/standing/", campaigns.standing, name="campaign-standing"),
    path("campaigns/<uuid:pk>/recipients/", campaigns.recipients, name="campaign-recipients"),
    path("campaigns/<uuid:pk>/launch/", drafts.start, name="campaign-launch"),
    path("campaigns/<uuid:pk>/pause/", campaigns.halt, name="campaign-pause"),
    path("campaigns/<uuid:pk>/resume/", campaigns.resume, name="campaign-resume"),
    path("campaigns/<uuid:pk>/cancel/", campaigns.cancel, name="campaign-cancel"),
]
message_pages = [
    path("messages/<uuid:pk>/", messages.show, name="message"),
    path("messages/<uuid:pk>/preview/", messages.preview, name="message-preview"),
]
wedding_pages = [
    path("weddings/", weddings.index, name="weddings"),
    path("weddings/<uuid:pk>/", weddings.show, name="wedding"),
]
template_pages = [
    path("templates/", templates.index, name="templates"),
    path("templates/<uuid:pk>/copy/", templates.copy, name="template-copy"),
]
import_pages = [
    path("imports/", imports.index, name="imports"),
    path("imports/upload/", imports.upload, name="import-upload"),
    path("imports/<uuid:pk>/", imports.show, name="import"),
    path("imports/<uuid:pk>/standing/", imports.standing, name="import-standing"),
    path("imports/<uuid:pk>/check/", imports.look, name="import-check"),
    path("imports/<uuid:pk>/columns/", imports.columns, name="import-columns"),
    path("imports/<uuid:pk>/start/", imports.start, name="import-start"),
    path("imports/<uuid:pk>/undo/", imports.take_back, name="import-undo"),
]
public_pages = [path("brand/<colour:colour>.css", brand.stylesheet, name="brand")]

urlpatterns = [
    *campaign_pages,
    *message_pages,
    *wedding_pages,
    *template_pages,
    *import_pages,
    *public_pages,
]
