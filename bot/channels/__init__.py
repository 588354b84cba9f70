"""The doors for residents, one folder each."""
