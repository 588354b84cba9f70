"""Texts and values in the browser: written, checked, looked at, approved, published, taken back."""
