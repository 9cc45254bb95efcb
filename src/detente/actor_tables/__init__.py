"""What is known of actors: the tables, how they are read and checked, and the names in them."""

from detente.actor_tables.actor_tables import ActorTables

__all__ = ["ActorTables"]
