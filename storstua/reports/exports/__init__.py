"""Reports as files: sheets, XLSX, CSV, PDF and JSON."""
