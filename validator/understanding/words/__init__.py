"""The words of reports: numbers, dates, currencies, sentences; what they say, wherever they stand."""
