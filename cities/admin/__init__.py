from . import call, city, contact, country, creative_field, designation, meeting, page, steering

__all__ = ["call", "city", "contact", "country", "creative_field", "designation", "meeting", "page", "steering"]
