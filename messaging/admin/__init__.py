"""The ledger for operators: what waits and why, what left and what came of it, and the accounts."""

from messaging.admin import accounts, conversations, journal, messages, permissions

__all__ = ["accounts", "conversations", "journal", "messages", "permissions"]
