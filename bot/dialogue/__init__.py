"""The talk, pure: who and which facts, what to answer, what to ask whom. No Rasa, HTTP or clock."""
