"""Mail that must arrive: an address, a template and safe parameters."""
