"""Kiểm tra, giám sát — from the year's programme to the remedied finding: programme, team, case, its clock, its guards.

A case lists its own: members see theirs, the inspected what is theirs once it is told them, the commissioning body and
who follows up as granted. Nobody else finds it anywhere.
"""
