"""An expected no, with a sentence for the person who asked."""

from django.utils.functional import Promise


class Refusal(Exception):
    """Raised by an action that will not do what was asked.

    `sentence` is shown to the person as it is; `field` names the form field it belongs to, if any.
    """

    def __init__(self, sentence: str | Promise, *, field: str | None = None) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence
        self.field = field


def require(is_allowed: bool, sentence: str | Promise) -> None:
    """Refuse with the sentence unless it is allowed: how an action asks `permissions` again."""
    if not is_allowed:
        raise Refusal(sentence)


class ChangedMeanwhile(Refusal):
    """Someone else changed the row after this person read it; `version` is its version now."""

    def __init__(self, sentence: str | Promise, *, version: int) -> None:
        super().__init__(sentence)
        self.version = version
