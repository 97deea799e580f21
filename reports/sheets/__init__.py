from . import answers, attendance, events, initiatives, reports

__all__ = ["answers", "attendance", "events", "initiatives", "reports"]
