from . import cities, contacts, steering

__all__ = ["cities", "contacts", "steering"]
