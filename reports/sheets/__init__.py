from . import answers, attendance, initiatives, reports

__all__ = ["answers", "attendance", "initiatives", "reports"]
