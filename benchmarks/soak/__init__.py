"""Does it stay as small after a hundred thousand messages as it was after a few thousand?"""
