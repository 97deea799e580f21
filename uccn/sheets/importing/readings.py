"""What the rows of a file say, kept beside its preview: confirming it neither reads the file nor cleans its cells."""

from itertools import islice

import msgspec
from django.utils.translation import gettext as _

from .rows import Problem, Reading

ROWS = 500


class Readings:
    """A file of readings at a path. It holds what cells mean, not what becomes of it: that is found out anew."""

    def __init__(self, path, resource):
        self.path = path
        self.resource = resource

    def kept(self, readings):
        """The readings, written down as they pass."""
        readings = iter(readings)
        with self.path.open("wb") as file:
            while some := list(islice(readings, ROWS)):
                content = msgspec.msgpack.encode([self.packed(reading) for reading in some])
                file.write(len(content).to_bytes(4, "big") + content)
                yield from some

    def __iter__(self):
        with self.path.open("rb") as file:
            while length := file.read(4):
                content = msgspec.msgpack.decode(file.read(int.from_bytes(length, "big")))
                yield from map(self.unpacked, content)

    def packed(self, reading):
        fields = self.resource.fields
        values = {key: fields[key].kind.packed(value) for key, value in reading.values.items()}
        problems = [(each.column, each.reason, each.is_forbidden) for each in reading.problems]
        return reading.line, values, reading.cleared, problems, reading.example

    def unpacked(self, packed):
        line, values, cleared, problems, example = packed
        reading = Reading(line, {}, cleared, [Problem(*each) for each in problems], example)
        for key, value in values.items():
            try:
                reading.values[key] = self.resource.fields[key].kind.unpacked(value)
            except KeyError:
                reading.refuse(_("what it names is not there any more"), key)
        return reading
