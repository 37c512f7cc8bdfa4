"""What a wording must keep to. Each check is a pure function in a file of its own.

`check(text, slot, language)` returns a sentence about what is wrong, or nothing. `text` is in NFC;
`slot` is the human text it would take the place of, whose own words are always allowed. A sentence
never repeats the text: it is logged and shown.
"""
