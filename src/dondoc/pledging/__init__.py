"""Phòng cam kết — the yearly commitments of a cell's members: handed in, amended, noted, looked at mid-year and at the year's end.

It counts what was done with a paper, never what stands in it: no text is read, searched or weighed, nobody is rated.
"""
