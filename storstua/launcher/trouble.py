"""What the launcher cannot do, said in one sentence for the person at the keyboard."""


class Trouble(Exception):
    """Stops a command: the sentence goes to standard error and `exit_code` back to the shell."""

    def __init__(self, sentence: str, *, exit_code: int = 1) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code
