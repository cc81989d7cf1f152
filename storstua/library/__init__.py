"""Information pages, leaflet and help numbers."""
