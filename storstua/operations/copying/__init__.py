"""Making complete copies of an installation, and bringing them back."""
