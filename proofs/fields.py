"""The protected fields: each mark with the columns it lies behind, sealed or hashed."""

import secrets

_MESSAGE, _POINT = "conversations_message.sealed", "people_contact_point.sealed"
_FOUND_BY = "people_contact_point.lookup"
_CONTENT, _HEADINGS = "imports_import.sealed_content", "imports_import.sealed_headings"
_LINE, _TRACE = "imports_imported_row.sealed_line", "imports_imported_row.sealed_trace"
_SESSION, _COOKIE = "people_session.session_data", "people_session.session_key"
_LINK = "outbox_message.sealed_parameters"

# Words of our own, written by people in forms and files.
WRITTEN = {
    "request text": ("matching_request.sealed_text",),
    "nickname in a draft": (_SESSION,),
    "message of a seeker": (_MESSAGE,),
    "second message of a seeker": (_MESSAGE,),
    "message of a supporter": (_MESSAGE,),
    "message of a coordinator": ("matching_ask.sealed_message",),
    "first message": ("matching_ask.sealed_first",),
    "why something was opened": ("roles_opening.sealed_explanation",),
    "story": ("supporters_profile.sealed_story",),
    "story before": ("supporters_profile.sealed_story",),
    "name in a file": (_CONTENT,),
    "heading in a file": (_CONTENT, _HEADINGS),
    "cell nobody asked for": (_CONTENT,),
    "place that is none": (_LINE,),
    "name in a line that failed": (_LINE,),
    "number of a member": ("imports_imported_row.identity", "imports_import.digest"),
    "password of someone invited": ("people_account.password",),
    "password typed wrongly": ("people_account.password",),
}
PHONES = {
    "phone of a seeker": (_POINT, _FOUND_BY),
    "phone in a draft": (_SESSION,),
    "phone of a newcomer": (_POINT, _FOUND_BY),
    "phone in a file": (_CONTENT,),
    "phone of an imported line": (_POINT, _FOUND_BY, _TRACE),
    "phone of a changed line": (_POINT, _FOUND_BY),
    "phone of a member": (_POINT, _FOUND_BY),
    "phone in a line that failed": (_LINE,),
}
MAILS = {
    "notice address": ("matching_notice_address.sealed",),
    "mail of a newcomer": (_POINT, _FOUND_BY),
    "mail in a file": (_CONTENT,),
    "mail of an imported line": (_POINT, _FOUND_BY, _TRACE),
    "mail of a changed line": (_POINT, _FOUND_BY),
    "mail of a member": (_POINT, _FOUND_BY),
    "mail in a line that failed": (_LINE,),
    "address of an invitation": ("roles_invitation.sealed_email", "outbox_message.address"),
}
# What the product makes and tells once; planting learns them.
TOLD = {
    "receipt words": ("people_receipt.lookup", _SESSION),
    "new receipt words": ("people_receipt.lookup",),
    "cookie of a seeker": (_COOKIE,),
    "cookie after words": (_COOKIE, "base_sent_form.for_again"),
    "cookie of a sign-in": (_COOKIE,),
    "secret of an invitation": ("roles_invitation.token_hash", "organisations_signpost.lookup"),
    "link of an invitation": (_LINK,),
    "secret of the app": ("mfa_authenticator.data",),
    "network of a visitor": ("base_attempts.bucket",),
}
FIELDS = WRITTEN | PHONES | MAILS | TOLD


def new_marks() -> dict[str, str]:
    """A mark nobody else writes for each field that people write in."""
    marks = {field: f"kanari{secrets.token_hex(8)}" for field in WRITTEN}
    marks |= {field: f"91{secrets.randbelow(1_000_000):06}" for field in PHONES}
    return marks | {field: f"kanari{secrets.token_hex(8)}@example.org" for field in MAILS}


def columns() -> frozenset[str]:
    """Every column behind which some mark lies, as table.column."""
    return frozenset(column for behind in FIELDS.values() for column in behind)
