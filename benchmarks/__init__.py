"""What we measure, beside what others do, in one run. One package a subject."""

from bot.processor import use_what_it_can

use_what_it_can()  # ours and what it is measured beside
