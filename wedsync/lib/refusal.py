"""A domain operation said no, for a reason a person can read."""

from wedsync.lib.worded import worded


class Refusal(Exception):
    """Raised by verbs. Every door shows `reason`; programs branch on `code`.

    `values` fill the holes of the sentence: `Refusal("At most {most} keys.", code="…", most=9)`.
    `reason` is English; doors for people say it in their language (`wedsync.lib.translated`).
    """

    def __init__(self, sentence: str, /, *, code: str = "refused", **values: object) -> None:
        self.sentence = sentence
        self.values = values
        self.reason = worded(sentence, **values)
        self.code = code
        super().__init__(self.reason)
