"""Every address that takes a form and isn't guarded by `nobody_overwrites`, and why it needn't be.

A new address is in none of these and makes test_meanwhile red: guard it, or say here why not.
"""

SAYS_WHAT_IT_SAW = {
    "campaign-approve",
    "campaign-launch",  # both of test_approvals: the page's mark goes along
    "reflow-accept",
    "reflow-undo",  # both refuse once the facts of the wedding are others
    "reflows-decide",  # the same, for each that is ticked
    "copy-suggestion",  # refused where the draft says something else by now
    "settings-consents",  # test_consent_texts: what was typed stands in the form
    "template-discard",
    "template-drop",
    "template-publish",
    "template-wording",  # test_wording_editor: what was typed stands in the form
    "timeline-add",
    "timeline-fork-add",
    "timeline-fork-remove",
    "timeline-publish",  # test_timelines: the draft that was looked at, else both
    "timeline-remove",
    "wedding-agreed",  # test_agreed: the same
    "wedding-move",  # test_reflows: what was typed stands in the address
}
ADDS = {
    "campaign-copy",
    "campaign-new",
    "caps-add",
    "client-person",
    "export",
    "import-upload",
    "integrations-new",
    "keys",
    "open-business",
    "segment-new",
    "senders-new",
    "team",
    "template-add",
    "template-copy",
    "template-new",
    "template-restore",  # as a new version: the one before is kept
    "thread-reply",
    "thread-template",
    "timelines-library",
    "timelines-new",
    "wedding-emergency",
    "webhooks-add",
    "wedding-new",
}
TURNS = {  # from one state to another: twice is once, or refused
    "campaign-cancel",
    "campaign-pause",
    "campaign-resume",
    "campaign-return",
    "campaign-review",
    "campaign-unplan",
    "client-archive",
    "client-back",
    "copy-approve",
    "copy-reject",
    "emergency-confirm",
    "emergency-end",
    "import-start",
    "import-undo",
    "integration-doubles",
    "integration-offer",
    "integration-pause",
    "integration-resume",
    "integration-stop",
    "integration-telling",  # a switch, whose button says which way
    "invitation",
    "reflow-correct",
    "reflow-refuse",
    "sender-first",
    "sender-resume",
    "sender-stop",
    "sender-wake",
    "settings-pause",
    "settings-resume",
    "template-approve",
    "template-ask",
    "template-back",
    "template-return",
    "thread-read",
    "thread-unsend",
    "timeline-pause",
    "timeline-resume",
    "todo-done",
    "todo-undo",
    "webhook-pause",
    "webhook-resume",
}
ASKS = {  # for something to be done: sent, fetched, written, checked
    "copy-want",
    "import-ask",
    "integration-sync",
    "test",
    "variant-test",
    "wedding-ask",
    "wedding-enter",
    "webhook-again",
    "webhook-replay",
    "webhook-test",
}
TAKES_AWAY = {
    "campaign-remove",
    "cap-remove",
    "copies-forget",
    "enrollment-leave",
    "integration-end",
    "invitation-withdraw",
    "key-revoke",
    "person-remove",
    "saved-remove",
    "seat-remove",
    "segment-delete",
    "sender-end",
    "settings-unlimited",
    "support-stop",
    "template-retire",
    "timeline-discard",
    "webhook-remove",
    "wedding-remove",
}
SECRETS = {  # nobody is ever shown them: the newest is the right one
    "copies-key",
    "integration-address",
    "integration-key",
    "key-rotate",
    "sender-give",
    "settings-inquiries-address",
    "webhook-rotate",
}
ONES_OWN = {
    "first-steps-again",
    "first-steps-dismiss",
    "seat-sit",
    "session-end",
    "session-end-others",
    "settings-language",
    "view-forget",
    "view-keep",
}
SAVES_NOTHING = {"segment-conditions", "template-sight"}
GROUPS = (
    SAYS_WHAT_IT_SAW, ADDS, TURNS, ASKS, TAKES_AWAY, SECRETS, ONES_OWN, SAVES_NOTHING,
)  # fmt: skip
NOTHING_OVERWRITTEN = sorted(name for group in GROUPS for name in group)
