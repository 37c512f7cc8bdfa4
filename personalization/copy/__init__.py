"""Wordings a model writes: asked for, checked, approved, and chosen for a message."""
