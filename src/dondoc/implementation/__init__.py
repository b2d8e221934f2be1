"""Thực hiện — plans, progress, evidence, extensions, completion: the unit does, another confirms."""
