from . import answer, assessment, deadline, event, form, initiative, parts, records, report, source

__all__ = ["answer", "assessment", "deadline", "event", "form", "initiative", "parts", "records", "report", "source"]
