from . import batches, exports
from .exporting import ExportsSheets
from .importing import ImportsSheets

__all__ = ["ExportsSheets", "ImportsSheets", "batches", "exports"]
