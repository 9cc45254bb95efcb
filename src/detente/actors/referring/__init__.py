"""Words that point back: pronouns, descriptions, "the two sides"."""
