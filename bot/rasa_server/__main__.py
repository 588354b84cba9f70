"""`python -m bot.rasa_server run …` or `train …`: Rasa's own command line, without TensorFlow."""

from __future__ import annotations

import sys

from bot.rasa_server.without_tensorflow import leave_out

leave_out()

from rasa.__main__ import main  # noqa: E402  (it imports TensorFlow)

if __name__ == "__main__":
    if sys.argv[1:2] == ["train"]:
        from bot.rasa_server import quick_training

        quick_training.install()
    main()
