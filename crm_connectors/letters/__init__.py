"""Inquiries that come by e-mail: which letters are one, and what is made of them."""
