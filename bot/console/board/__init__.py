"""What editors put up for operators: whom to send a caller to, and announcements."""
