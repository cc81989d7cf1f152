"""The organisation's own word for a peer supporter, in all forms and languages."""

from django.db import models

from storstua.base.record import OrganisationRecord

FORMS = {
    "nb": ("indefinite", "definite", "plural", "definite_plural", "stem"),
    "nn": ("indefinite", "definite", "plural", "definite_plural", "stem"),
    "en": ("singular", "plural"),
    "de": ("feminine", "masculine", "plural", "dative_plural", "stem"),
}


class WordForms(OrganisationRecord):
    """The forms of the word in one language; `forms` maps the names in FORMS to texts."""

    language = models.CharField(max_length=5)
    forms = models.JSONField(default=dict)

    class Meta:
        db_table = "organisations_word_forms"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "language"], name="words_once"),
            models.UniqueConstraint(fields=["organisation", "id"], name="words_own"),
        ]
