"""What a person sees on a terminal: tables, one event in full, progress.  A file is a view."""
