"""2,000 residents talk, by web and by LINE, while every process in turn is killed and restarted.

Everything is counted from their side of nginx.
"""
