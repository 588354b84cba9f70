"""`python -m bot.rasa_server run …`: Rasa's own command line, without TensorFlow."""

from __future__ import annotations

from bot.rasa_server.without_tensorflow import leave_out

leave_out()

from rasa.__main__ import main  # noqa: E402  (it imports TensorFlow)

if __name__ == "__main__":
    main()
