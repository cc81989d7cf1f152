"""The words that name the pages of questions in an address."""

NAMES = {2: "hvordan", 3: "onsker", 4: "kall-meg"}


class StepNumber:
    """Turns the word in the address into the number of the page, and back."""

    regex = "|".join(NAMES.values())

    def to_python(self, value: str) -> int:
        """The number of the page."""
        return next(number for number, name in NAMES.items() if name == value)

    def to_url(self, value: int) -> str:
        """The word of the page."""
        return NAMES[value]
