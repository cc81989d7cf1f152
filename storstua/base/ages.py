"""How old someone is when only the year of birth is kept."""

from datetime import date


def latest_birth_year(minimum_age: int, on: date) -> int:
    """The last birth year in which everyone has surely reached the minimum age on a day.

    Only the year of birth is kept, so someone counts as a year older when every birthday of the
    year has passed: on 31 December. Until then they may still be a year too young.
    """
    is_year_over = (on.month, on.day) == (12, 31)
    return on.year - minimum_age - (0 if is_year_over else 1)
