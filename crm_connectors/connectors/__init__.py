"""The systems we know: one file each, found by being here (see protocol.py)."""
