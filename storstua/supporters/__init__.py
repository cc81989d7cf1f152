"""Those who support others: appointment, requirements, places, pauses and the directory."""
