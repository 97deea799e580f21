from . import cities

__all__ = ["cities"]
