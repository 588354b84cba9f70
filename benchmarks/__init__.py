"""What we measure, beside what others do, in one run. One package a subject."""
