"""What people and vendors say to each other: that it was said, and when, but not what."""

from django.contrib import admin

from messaging.admin.parts import FindsByAddress
from messaging.models import Answer, ConsentText, Inbound, Note, SavedReply, Thread, ToDo
from wedsync.vendors.operator_pages import FindsById, LedgerPage
from wedsync.vendors.visit_page import VisitPage


@admin.register(Thread)
class ThreadAdmin(VisitPage, FindsById, LedgerPage):
    list_display = ("id", "vendor", "person", "wedding", "unread", "last_at")
    list_select_related = ("vendor", "person", "wedding__client")
    found_by_id = ("pk", "person", "wedding")
    search_help_text = "The id of a thread, person or wedding, or a vendor's slug"


@admin.register(Inbound)
class InboundAdmin(VisitPage, FindsByAddress, LedgerPage):
    list_display = ("at", "vendor", "thread", "channel", "address", "word", "media")
    list_filter = ("channel",)
    list_select_related = ("vendor", "thread")
    found_by_id = ("pk", "thread")
    exclude = ("subject", "text")
    search_help_text = "The id of a reply or thread, an address, or a vendor's slug"


@admin.register(Answer)
class AnswerAdmin(VisitPage, FindsById, LedgerPage):
    """The words are the house's own: nobody's secret."""

    list_display = ("at", "vendor", "account", "outcome", "due_at", "detail")
    list_select_related = ("vendor", "account")
    found_by_id = ("pk", "inbound")
    search_help_text = "The id of an answer or reply, or a vendor's slug"


@admin.register(Note)
class NoteAdmin(VisitPage, FindsById, LedgerPage):
    list_display = ("at", "vendor", "person", "message", "read_at")
    list_select_related = ("vendor", "person", "message")
    found_by_id = ("pk", "person", "message")
    exclude = ("title", "body", "link")
    search_help_text = "The id of a note, person or message, or a vendor's slug"


@admin.register(ToDo)
class ToDoAdmin(VisitPage, FindsById, LedgerPage):
    """That a vendor has something to mend; the words may quote a reply, so they stay theirs."""

    list_display = ("at", "vendor", "kind", "person", "message", "done_at")
    list_filter = (("done_at", admin.EmptyFieldListFilter),)
    list_select_related = ("vendor", "person", "message")
    found_by_id = ("pk", "person", "message")
    exclude = ("key", "text")
    search_help_text = "The id of a to-do, person or message, or a vendor's slug"


@admin.register(SavedReply)
class SavedReplyAdmin(FindsById, LedgerPage):
    """That there is one; the words are the vendor's."""

    list_display = ("name", "vendor")
    list_select_related = ("vendor",)
    exclude = ("text",)
    search_help_text = "The id of a saved reply, or a vendor's slug"


@admin.register(ConsentText)
class ConsentTextAdmin(FindsById, LedgerPage):
    """Which words are in force where, and since when."""

    list_display = ("at", "vendor", "channel", "purpose", "language", "number")
    list_select_related = ("vendor",)
    search_help_text = "The id of a wording, or a vendor's slug"
