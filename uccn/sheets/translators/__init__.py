"""The translators' sheet: what is to be translated into one language goes out with its source, and comes back."""
