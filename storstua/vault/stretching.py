"""Makes a key of words that a person can say, at a price for whoever guesses."""

from typing import TypedDict

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id


class Cost(TypedDict):
    """What one run of Argon2id takes; memory in KiB."""

    iterations: int
    lanes: int
    memory_cost: int


# Receipt words have 84 bits, so this need not be dearer; see the limits on tries.
COST: Cost = {"iterations": 3, "lanes": 1, "memory_cost": 64 * 1024}


def stretched(secret: str, salt: bytes) -> bytes:
    """32 bytes made of the secret with one run of Argon2id; about 0.2 s and 64 MiB."""
    return Argon2id(salt=salt, length=32, **COST).derive(secret.encode())
