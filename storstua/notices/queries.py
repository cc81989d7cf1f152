"""What a person has been told, and how they wish to be told."""

from storstua.notices.choices import Kind, When
from storstua.notices.models import Notice, Preference


def with_waiting() -> list[tuple[int, int]]:
    """The (organisation, person) ids that have notices waiting for the daily mail."""
    rows = Notice.objects.filter(sent_at=None).order_by("organisation_id", "person_id")
    return list(rows.values_list("organisation_id", "person_id").distinct())


def waiting_of(person_id: int) -> list[Notice]:
    """The waiting notices of one person, oldest first."""
    rows = Notice.objects.filter(person_id=person_id, sent_at=None)
    return list(rows.select_related("person__account").order_by("created_at"))


def preferences_of(person_id: int) -> dict[str, str]:
    """How the person wishes to be told, by kind; at once where nothing was chosen."""
    chosen = dict(Preference.objects.filter(person_id=person_id).values_list("kind", "when"))
    return {kind.value: chosen.get(kind.value, When.AT_ONCE.value) for kind in Kind}
