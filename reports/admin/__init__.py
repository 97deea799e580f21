from . import answer, assessment, deadline, form, initiative, parts, records, report, source

__all__ = ["answer", "assessment", "deadline", "form", "initiative", "parts", "records", "report", "source"]
