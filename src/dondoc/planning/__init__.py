"""Kế hoạch, chương trình hành động — made from a paper's obligations, sent round for comments, issued as a registered paper.

An item answers "5 rõ": who leads, who joins, by when, with what product. The hints are the writer's own help: no one else sees them, nothing is counted from them.
"""
