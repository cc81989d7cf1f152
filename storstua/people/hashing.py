"""How passwords are hashed: strong, and small enough in memory not to fell the machine."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Argon2id with 46 MiB, one pass, one lane: about 67 ms on two shared cores."""

    time_cost = 1
    memory_cost = 46 * 1024
    parallelism = 1
