"""Lịch nghỉ — data/holidays.toml from the library of public holidays; a newer library is a diff to be read (decision 0018)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

FILE = Path("src/dondoc/regulations/data/holidays.toml")
YEARS = range(2000, 2051)
HEAD = """# Ngày nghỉ lễ, Tết và ngày làm bù. Sinh bằng tools/workdays.py từ thư viện holidays; không sửa tay: ngày mà thư viện
# thiếu thì ghi ở calendar.toml. told: thư viện đã biết thông báo nghỉ của năm ấy hoặc năm sau nữa.
"""


def text() -> str:
    """The file, a line a day."""
    import holidays
    from holidays.countries.vietnam import Vietnam, VietnamStaticHolidays

    found = Vietnam(years=range(YEARS.start - 1, YEARS.stop + 1), language="vi")
    last_told = max(VietnamStaticHolidays.special_public_holidays)
    worked = {day: _made_up(day, found) for day in found.weekend_workdays}
    rows = [HEAD + f'version = "{holidays.__version__}"', f"told = {last_told}", "", "[off]"]
    rows += [f'{day} = "{name}"' for day, name in sorted(found.items()) if day.year in YEARS]
    rows += ["", "[worked]", *(f'{day} = "{name}"' for day, name in sorted(worked.items()) if day.year in YEARS)]
    return "\n".join(rows) + "\n"


def _made_up(worked: date, found: Mapping[date, str]) -> str:
    """Làm bù cho ngày nào — the day off that names this one."""
    named = re.compile(f"{worked:%d/%m/%Y}")
    off = next(day for day, name in found.items() if named.search(name))
    return f"làm bù cho ngày {off:%d/%m/%Y}"
