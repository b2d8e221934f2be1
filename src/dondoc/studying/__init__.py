"""Quán triệt — what a paper asks units to study: decided, held, made up for, reflections counted. Of units, never of persons.

Who came is counted (n/m); no list of names is kept here. What each unit told of itself stays its own: nobody ranks it.
"""
