"""Dùng chung — acts, lifecycles, actors, ids, days and files: what every room stands on."""
