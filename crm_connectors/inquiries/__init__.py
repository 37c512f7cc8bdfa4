"""A vendor's page where couples ask, without a sign-in, and what becomes of what they say."""
