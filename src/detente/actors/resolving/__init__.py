"""Whom the phrases of a report mean: the actors of the tables, or those that its words make."""
