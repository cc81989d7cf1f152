"""Does what htmx does: puts a fragment into an old page, to hold it against a new one."""

import html5lib
from django.test import Client

ELEMENT = "{http://www.w3.org/1999/xhtml}"


def _with_id(tree: object, wanted: str) -> tuple[object, object]:
    for parent in tree.iter():  # type: ignore[attr-defined]
        for child in parent:
            if child.get("id") == wanted:
                return parent, child
    raise AssertionError(f"Nothing has the id {wanted}.")


def _plain(tree: object) -> list[tuple[str, str, str]]:
    """The tree as comparable lines, without what is new in each answer (tokens and form keys)."""
    lines = []
    for node in tree.iter():  # type: ignore[attr-defined]
        if not isinstance(node.tag, str) or node.get("name") in {"csrfmiddlewaretoken", "once"}:
            continue
        text = f"{(node.text or '').strip()}|{(node.tail or '').strip()}"
        lines.append((node.tag.removeprefix(ELEMENT), str(sorted(node.items())), text))
    return lines


def assert_swap_equals_reload(client: Client, old: str, new: str, element_id: str) -> None:
    """The old page with the fragment of `new` put in must equal the page at `new`."""
    before = html5lib.parse(client.get(old).content.decode())
    fragment = client.get(new, headers={"HX-Request": "true"}).content.decode()
    _root, part = _with_id(html5lib.parse(fragment), element_id)
    parent, place = _with_id(before, element_id)
    position = list(parent).index(place)  # type: ignore[call-overload]
    parent.remove(place)  # type: ignore[attr-defined]
    parent.insert(position, part)  # type: ignore[attr-defined]
    after = html5lib.parse(client.get(new).content.decode())
    _parent, fresh = _with_id(after, element_id)
    assert _plain(part) == _plain(fresh)
    # Links in the head lead back to the address itself, so only the main part can be equal.
    assert _plain(_with_id(before, "innhold")[1]) == _plain(_with_id(after, "innhold")[1])
