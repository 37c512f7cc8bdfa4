"""The addresses of the pages: nouns, and under them what one does to them."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from wedsync.dashboard import (
    api_keys,
    approvals,
    brand,
    campaigns,
    caps,
    connection_deeds,
    connections,
    consent_asking,
    consent_texts,
    copies,
    copy_settings,
    drafts,
    emergencies,
    export,
    find,
    history,
    imports,
    inbox,
    insights,
    messages,
    plans,
    previews,
    reflows,
    saved,
    seasons,
    seats,
    segments,
    sessions,
    settings,
    team,
    templates,
    threads,
    timeline_forks,
    timeline_steps,
    timelines,
    today,
    trials,
    webhooks,
    weddings,
    wording_approvals,
    wordings,
)


class Colour(StringConverter):
    regex = "[0-9a-f]{6}"


register_converter(Colour, "colour")

today_pages = [
    path("", today.index, name="home"),
    path("today/", today.index, name="today"),
    path("today/feed/", today.feed, name="today-feed"),
    path("today/first-steps/", today.dismiss, name="first-steps-dismiss"),
    path("today/first-steps/again/", today.again, name="first-steps-again"),
    path("todos/<uuid:pk>/done/", today.done, name="todo-done"),
    path("todos/<uuid:pk>/undo/", today.undone, name="todo-undo"),
    path("test/", trials.show, name="test"),
]
setting_pages = [
    path("settings/", settings.index, name="settings"),
    path("settings/brand/", settings.brand, name="settings-brand"),
    path("settings/hours/", settings.hours, name="settings-hours"),
    path("settings/budgets/", settings.budgets, name="settings-budgets"),
    path("settings/budgets/remove/", settings.unlimited, name="settings-unlimited"),
    path("settings/consents/", consent_texts.show, name="settings-consents"),
    path("settings/sending/", settings.sending, name="settings-sending"),
    path("settings/sending/pause/", settings.halt, name="settings-pause"),
    path("settings/sending/resume/", settings.go_on, name="settings-resume"),
    path("settings/team/", team.index, name="team"),
    path("settings/team/<uuid:pk>/role/", team.give, name="seat-role"),
    path("settings/team/<uuid:pk>/remove/", team.remove, name="seat-remove"),
    path("settings/invitations/<uuid:pk>/", team.uninvite, name="invitation-withdraw"),
    path("settings/sessions/", sessions.index, name="sessions"),
    path("settings/sessions/others/", sessions.end_others, name="session-end-others"),
    path("settings/sessions/<int:number>/", sessions.end, name="session-end"),
    path("settings/history/", history.index, name="history"),
    path("settings/export/", export.index, name="export"),
    path("invitations/<str:token>/", team.join, name="invitation"),
]
shell_pages = [
    path("find/", find.index, name="find"),
    path("seats/", seats.index, name="seats"),
    path("seats/<uuid:pk>/", seats.sit, name="seat-sit"),
]
campaign_pages = [
    path("campaigns/", campaigns.index, name="campaigns"),
    path("campaigns/new/", drafts.new, name="campaign-new"),
    path("campaigns/audience/", drafts.audience, name="audience"),
    path("campaigns/rule/", approvals.rule, name="campaign-rule"),
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
    path("campaigns/<uuid:pk>/review/", approvals.ask, name="campaign-review"),
    path("campaigns/<uuid:pk>/approval/", approvals.approve, name="campaign-approve"),
    path("campaigns/<uuid:pk>/return/", approvals.send_back, name="campaign-return"),
    path("campaigns/<uuid:pk>/draft/", approvals.unplan, name="campaign-unplan"),
    path("campaigns/<uuid:pk>/copy/", approvals.again, name="campaign-copy"),
    path("campaigns/<uuid:pk>/budget/", approvals.pay, name="campaign-budget"),
]
segment_pages = [
    path("audiences/", segments.index, name="segments"),
    path("audiences/new/", segments.new, name="segment-new"),
    path("audiences/conditions/", segments.conditions, name="segment-conditions"),
    path("audiences/reach/", segments.reach, name="segment-reach"),
    path("audiences/<uuid:pk>/", segments.show, name="segment"),
    path("audiences/<uuid:pk>/save/", segments.save, name="segment-save"),
    path("audiences/<uuid:pk>/remove/", segments.remove, name="segment-delete"),
]
message_pages = [
    path("messages/<uuid:pk>/", messages.show, name="message"),
    path("messages/<uuid:pk>/preview/", messages.preview, name="message-preview"),
]
inbox_pages = [
    path("inbox/", inbox.index, name="inbox"),
    path("inbox/unread/", inbox.unread, name="inbox-unread"),
    path("inbox/replies/", saved.index, name="saved-replies"),
    path("inbox/replies/add/", saved.add, name="saved-add"),
    path("inbox/replies/<uuid:pk>/remove/", saved.remove, name="saved-remove"),
    path("inbox/<uuid:pk>/", threads.show, name="thread"),
    path("inbox/<uuid:pk>/reply/", threads.reply, name="thread-reply"),
    path("inbox/<uuid:pk>/template/", threads.by_template, name="thread-template"),
    path("inbox/<uuid:pk>/read/", threads.read, name="thread-read"),
    path("inbox/<uuid:pk>/assign/", threads.assign, name="thread-assign"),
    path("inbox/<uuid:pk>/snooze/", threads.snooze, name="thread-snooze"),
    path("inbox/<uuid:pk>/<uuid:message>/unsend/", threads.unsend, name="thread-unsend"),
]
insight_pages = [
    path("insights/", insights.index, name="insights"),
    path("insights/<slug:table>.csv", insights.export, name="insights-export"),
]
template_pages = [
    path("templates/", templates.index, name="templates"),
    path("templates/<uuid:pk>/copy/", templates.copy, name="template-copy"),
    path("templates/<uuid:pk>/", wordings.show, name="template"),
    path("templates/<uuid:pk>/demand/", wording_approvals.demand, name="template-demand"),
    path("templates/approval/", wording_approvals.of_all, name="wording-rule"),
    path(
        "templates/<uuid:pk>/versions/<int:number>/ask/",
        wording_approvals.ask,
        name="template-ask",
    ),
    path(
        "templates/<uuid:pk>/versions/<int:number>/approve/",
        wording_approvals.approve,
        name="template-approve",
    ),
    path(
        "templates/<uuid:pk>/versions/<int:number>/return/",
        wording_approvals.send_back,
        name="template-return",
    ),
    path("templates/<uuid:pk>/compare/", wordings.compare, name="template-compare"),
    path("templates/<uuid:pk>/preview/", previews.show, name="template-preview"),
    path("templates/variants/<uuid:pk>/", previews.letter, name="variant-letter"),
    path("templates/<uuid:pk>/versions/<int:number>/", wordings.who, name="template-version"),
    path(
        "templates/<uuid:pk>/versions/<int:number>/restore/",
        wordings.go_back,
        name="template-restore",
    ),
]
wedding_pages = [
    path("weddings/", weddings.index, name="weddings"),
    path("weddings/views/", weddings.keep, name="view-keep"),
    path("weddings/views/<uuid:pk>/", weddings.forget, name="view-forget"),
    path("weddings/<uuid:pk>/", weddings.show, name="wedding"),
    path("weddings/<uuid:pk>/move/", reflows.move, name="wedding-move"),
    path("weddings/<uuid:pk>/ask/", consent_asking.of_wedding, name="wedding-ask"),
    path("weddings/<uuid:pk>/emergency/", emergencies.new, name="wedding-emergency"),
    path("weddings/<uuid:pk>/enter/", plans.enter, name="wedding-enter"),
    path("steps/<uuid:pk>/send/", plans.send, name="step-send"),
    path("steps/<uuid:pk>/skip/", plans.skip, name="step-skip"),
    path("steps/<uuid:pk>/set/", plans.set_by_hand, name="step-set"),
    path("steps/<uuid:pk>/free/", plans.free, name="step-free"),
]
reflow_pages = [
    path("moves/", reflows.index, name="reflows"),
    path("moves/<uuid:pk>/", reflows.show, name="reflow"),
    path("moves/<uuid:pk>/accept/", reflows.accept, name="reflow-accept"),
    path("moves/<uuid:pk>/refuse/", reflows.refuse, name="reflow-refuse"),
    path("moves/<uuid:pk>/undo/", reflows.undo, name="reflow-undo"),
    path("moves/<uuid:pk>/correct/", reflows.correct, name="reflow-correct"),
]
emergency_pages = [
    path("emergencies/", emergencies.index, name="emergencies"),
    path("emergencies/<uuid:pk>/", emergencies.show, name="emergency"),
    path("emergencies/<uuid:pk>/standing/", emergencies.standing, name="emergency-standing"),
    path("emergencies/<uuid:pk>/confirm/", emergencies.say_yes, name="emergency-confirm"),
    path("emergencies/<uuid:pk>/end/", emergencies.stop, name="emergency-end"),
]
cap_pages = [
    path("limits/", caps.index, name="caps"),
    path("limits/new/", caps.add, name="caps-add"),
    path("limits/replies/", caps.replies, name="caps-replies"),
    path("limits/<uuid:pk>/remove/", caps.remove, name="cap-remove"),
]
timeline_pages = [
    path("season/", seasons.index, name="season"),
    path("timelines/", timelines.index, name="timelines"),
    path("timelines/new/", timelines.new, name="timelines-new"),
    path("timelines/library/", timelines.library, name="timelines-library"),
    path("timelines/<uuid:pk>/", timelines.show, name="timeline"),
    path("timelines/<uuid:pk>/publish/", timelines.publish, name="timeline-publish"),
    path("timelines/<uuid:pk>/entry/", timelines.enter_by, name="timeline-entry"),
    path("timelines/<uuid:pk>/pause/", timelines.halt, name="timeline-pause"),
    path("timelines/<uuid:pk>/resume/", timelines.go_on, name="timeline-resume"),
    path("timelines/<uuid:pk>/steps/", timeline_steps.add, name="timeline-add"),
    path("timelines/<uuid:pk>/steps/<str:key>/", timeline_steps.edit, name="timeline-step"),
    path(
        "timelines/<uuid:pk>/steps/<str:key>/remove/",
        timeline_steps.remove,
        name="timeline-remove",
    ),
    path("timelines/<uuid:pk>/forks/", timeline_forks.add, name="timeline-fork-add"),
    path("timelines/<uuid:pk>/forks/<str:key>/", timeline_forks.edit, name="timeline-fork"),
    path(
        "timelines/<uuid:pk>/forks/<str:key>/remove/",
        timeline_forks.remove,
        name="timeline-fork-remove",
    ),
    path("timelines/<uuid:pk>/goal/", timeline_forks.goal, name="timeline-goal"),
    path("timelines/<uuid:pk>/versions/<int:number>/", timelines.version, name="timeline-version"),
]
import_pages = [
    path("imports/", imports.index, name="imports"),
    path("imports/upload/", imports.upload, name="import-upload"),
    path("imports/<uuid:pk>/", imports.show, name="import"),
    path("imports/<uuid:pk>/standing/", imports.standing, name="import-standing"),
    path("imports/<uuid:pk>/check/", imports.look, name="import-check"),
    path("imports/<uuid:pk>/columns/", imports.columns, name="import-columns"),
    path("imports/<uuid:pk>/start/", imports.start, name="import-start"),
    path("imports/<uuid:pk>/ask/", consent_asking.of_import, name="import-ask"),
    path("imports/<uuid:pk>/undo/", imports.take_back, name="import-undo"),
]
connection_pages = [
    path("integrations/", connections.index, name="integrations"),
    path("integrations/new/<slug:connector>/", connections.new, name="integrations-new"),
    path("integrations/<uuid:pk>/", connections.show, name="integration"),
    path("integrations/<uuid:pk>/standing/", connections.standing, name="integration-standing"),
    path("integrations/<uuid:pk>/fields/", connections.fields, name="integration-fields"),
    path("integrations/<uuid:pk>/sync/", connection_deeds.sync, name="integration-sync"),
    path("integrations/<uuid:pk>/stop/", connection_deeds.halt, name="integration-stop"),
    path("integrations/<uuid:pk>/pause/", connection_deeds.rest, name="integration-pause"),
    path("integrations/<uuid:pk>/resume/", connection_deeds.go_on, name="integration-resume"),
    path("integrations/<uuid:pk>/key/", connection_deeds.key, name="integration-key"),
    path("integrations/<uuid:pk>/address/", connection_deeds.address, name="integration-address"),
    path("integrations/<uuid:pk>/telling/", connection_deeds.telling, name="integration-telling"),
    path("integrations/<uuid:pk>/end/", connection_deeds.end, name="integration-end"),
    path("integrations/offers/<uuid:pk>/", connection_deeds.decide, name="integration-offer"),
    path("integrations/runs/<uuid:pk>/", connections.run, name="run"),
]
copy_pages = [
    path("copy/", copies.index, name="copies"),
    path("copy/key/", copy_settings.key, name="copies-key"),
    path("copy/key/forget/", copy_settings.forget, name="copies-forget"),
    path("copy/budget/", copy_settings.budget, name="copies-budget"),
    path("copy/<uuid:pk>/", copies.show, name="copy"),
    path("copy/<uuid:pk>/policy/", copies.policy, name="copy-policy"),
    path("copy/<uuid:pk>/want/", copies.want, name="copy-want"),
    path("copy/wordings/<uuid:pk>/approve/", copies.approve, name="copy-approve"),
    path("copy/wordings/<uuid:pk>/reject/", copies.reject, name="copy-reject"),
]
webhook_pages = [
    path("webhooks/", webhooks.index, name="webhooks"),
    path("webhooks/new/", webhooks.add, name="webhooks-add"),
    path("webhooks/deliveries/<uuid:pk>/again/", webhooks.again, name="webhook-again"),
    path("webhooks/<uuid:pk>/", webhooks.show, name="webhook"),
    path("webhooks/<uuid:pk>/change/", webhooks.change, name="webhook-change"),
    path("webhooks/<uuid:pk>/secret/", webhooks.rotate, name="webhook-rotate"),
    path("webhooks/<uuid:pk>/pause/", webhooks.pause, name="webhook-pause"),
    path("webhooks/<uuid:pk>/resume/", webhooks.resume, name="webhook-resume"),
    path("webhooks/<uuid:pk>/test/", webhooks.test, name="webhook-test"),
    path("webhooks/<uuid:pk>/replay/", webhooks.all_again, name="webhook-replay"),
    path("webhooks/<uuid:pk>/remove/", webhooks.remove, name="webhook-remove"),
]
key_pages = [
    path("keys/", api_keys.index, name="keys"),
    path("keys/<uuid:pk>/rotate/", api_keys.turn, name="key-rotate"),
    path("keys/<uuid:pk>/revoke/", api_keys.close, name="key-revoke"),
]
public_pages = [path("brand/<colour:colour>.css", brand.stylesheet, name="brand")]

urlpatterns = [
    *today_pages,
    *shell_pages,
    *setting_pages,
    *campaign_pages,
    *segment_pages,
    *message_pages,
    *inbox_pages,
    *insight_pages,
    *template_pages,
    *wedding_pages,
    *reflow_pages,
    *emergency_pages,
    *cap_pages,
    *timeline_pages,
    *import_pages,
    *connection_pages,
    *copy_pages,
    *webhook_pages,
    *key_pages,
    *public_pages,
]
