"""The ledger for operators: what waits and why, what left and what came of it, and the accounts."""

from messaging.admin import accounts, caps, conversations, journal, messages, permissions

__all__ = ["accounts", "caps", "conversations", "journal", "messages", "permissions"]
