"""Việc nền — rows with a lease, done by the worker (or a child process) and never lost."""
