"""Cấu hình — settings and wiring. Debian's SQLite 3.40 has the documented WAL-reset race
(fixed in 3.51.3), so the bundled pysqlite3 stands in for `sqlite3` before Django loads."""

import sys

try:
    import pysqlite3
    import pysqlite3.dbapi2

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
except ImportError:  # another platform: checks.py warns when the system's own is too old
    pass
