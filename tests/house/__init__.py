"""The whole house for tests: applications over real HTTP, with a stand-in for Rasa."""
