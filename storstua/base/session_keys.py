"""The names under which a session keeps who someone is."""

# Whom receipt words belong to: {"organisation": id, "person": id}.
RECEIPT = "receipt"
# The role someone chose to act in: {organisation id as text: role}.
ACTING = "acting_as"
