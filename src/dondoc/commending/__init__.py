"""Thi đua, khen thưởng — registered, proposed, decided, for units and collectives, by what they have shown.

Persons stand only in the decision itself, which is a paper of the register: no list, count or page here is by person.
"""
