"""Hình vẽ — SVG drawn on the server: signs of states, the cascade, the lineage, bars, strips of months,
spans of rules, a trend by quarter, a year of days, the ladder of one work, a plan.

Pure: values in, a string of SVG out, everything escaped. Every mark opens what it stands for; colours and
strokes are the stylesheet's classes, so that the dark scheme and print follow. A picture never stands
alone: the page puts its table beneath (docs/look.md).
"""

from dondoc.web.pictures.bars import Month, Part, share, strip
from dondoc.web.pictures.gantt import Work, gantt
from dondoc.web.pictures.graph import Arrow, Box, lineage
from dondoc.web.pictures.ladder import Happening, ladder
from dondoc.web.pictures.series import Mark, series
from dondoc.web.pictures.shapes import sign
from dondoc.web.pictures.spans import Span, timeline
from dondoc.web.pictures.tree import Node, cascade
from dondoc.web.pictures.trend import Step, trend
from dondoc.web.pictures.year import year

__all__ = [
    "Arrow",
    "Box",
    "Happening",
    "Mark",
    "Month",
    "Node",
    "Part",
    "Span",
    "Step",
    "Work",
    "cascade",
    "gantt",
    "ladder",
    "lineage",
    "series",
    "share",
    "sign",
    "strip",
    "timeline",
    "trend",
    "year",
]
