import gc

# New objects after which Python looks for cycles among them.
OBJECTS = 100_000


def collect_seldom():
    """For a process that works on one file and ends: rows are many and hold few cycles, which are dear to look for."""
    gc.set_threshold(OBJECTS)
