class Refused(Exception):
    """An act that cannot be done now; the message tells the person why. Nothing has changed."""
