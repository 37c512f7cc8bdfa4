"""A sentence that is known to the translators, put together in English."""


def worded(template: str, /, **values: object) -> str:
    """`worded("no address for {channel}", channel="sms")`, in English: `no address for sms`.

    Calling it marks the sentence: it stands in the catalogue as it is written here, which is why
    the template has to be a literal. What is stored, logged and compared is English; whoever shows
    it to somebody asks `wedsync.lib.translated` to say it in their language.
    """
    return template.format(**values) if values else template
