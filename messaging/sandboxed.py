"""What a mail may do in a browser: show itself. It carries its styles in attributes and its
pictures on other hosts; nothing else may load, nothing may run, and it has no origin of its own.
"""

LETTER = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["data:", "https:"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["'self'"],
    "sandbox": [""],
}
# Opened by its reader: its links lead somewhere, each in a window that isn't ours.
OPENED = LETTER | {
    "frame-ancestors": ["'none'"],
    "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
}
