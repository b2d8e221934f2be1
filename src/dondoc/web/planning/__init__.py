"""Kế hoạch — the list, a plan with its Gantt and hints, versions and comments, the official form."""
