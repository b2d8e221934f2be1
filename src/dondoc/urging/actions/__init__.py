"""Hành vi đôn đốc — issue and withdraw, receive and answer, silence, remind."""

from dondoc.urging.actions import answering, issuing, reminding, silencing

__all__ = ["answering", "issuing", "reminding", "silencing"]
