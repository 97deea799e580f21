from . import assessment, deadline, form, initiative, parts, records, report, source

__all__ = ["assessment", "deadline", "form", "initiative", "parts", "records", "report", "source"]
