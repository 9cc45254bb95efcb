"""What tries to break detente: one check a module, a table at the end.

``scripts/break`` runs it; ``docs/breaking.md`` says what each check does and when it holds.  The
checks go by what a user sees (commands, files, exit statuses); what they judge by stands in
``judging``, and ``tests/breaker`` shows that each judgement can fail.
"""
