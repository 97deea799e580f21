from . import batches
from .importing import ImportsSheets

__all__ = ["ImportsSheets", "batches"]
