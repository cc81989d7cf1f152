"""The look of the house: templates, parts, form renderer, words and gallery. Knows no subject."""
