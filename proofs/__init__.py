"""Promises proved at length: each proof prints one line, `promise | figure | result`."""
