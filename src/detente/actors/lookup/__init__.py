"""A name alone, with no report around it: whom it means on a day."""
