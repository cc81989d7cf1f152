"""Where the sealed story of a supporter belongs, and how it is kept and opened."""

from collections.abc import Iterable

from storstua import vault
from storstua.supporters.models import Profile


def drawer_of(profile: Profile) -> vault.Drawer:
    """What holds a supporter's story; erased when it is changed and when the profile goes."""
    return vault.Drawer("profile", profile.organisation_id, str(profile.key))


def place_of(profile: Profile) -> vault.Place:
    """The place by which the vault knows the story."""
    return drawer_of(profile).place("supporters_profile", "sealed_story", profile.key)


def story_of(profile: Profile) -> str:
    """The story in clear, for the supporter and for whom they let see it; "" when none is told."""
    if not profile.sealed_story:
        return ""
    return vault.open_to_show(profile.sealed_story, place_of(profile))


def keep_story(profile: Profile, text: str) -> None:
    """Seal a story on the row, unsaved; what stood there before opens in no copy any more."""
    if text == story_of(profile):
        return
    if profile.sealed_story:
        vault.erase(drawer_of(profile))
    profile.sealed_story = vault.seal(text, place_of(profile)) if text else b""


def hold_stories(profiles: Iterable[Profile]) -> None:
    """Look up the keys of many stories at once, before each is opened."""
    vault.hold_keys_of(profile.sealed_story for profile in profiles)


SEALED = (vault.SealedColumn(Profile.objects.all, "sealed_story", place_of),)
