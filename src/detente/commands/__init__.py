"""The command line: a module a group of commands, which parses options and asks the API."""
