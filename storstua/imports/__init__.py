"""Spreadsheets in: reads the files an organisation keeps and says which rows can be used."""
