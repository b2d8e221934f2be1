"""Nạp sổ sách qua trang — the errors come back beside the cells, the corrected copy goes in, what goes out comes in again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dondoc.importing.models import counts
from dondoc.journal.models import Entry as Told
from dondoc.obligations.models import Assignment
from tests.cast import AT, Cast
from tests.importing.making import task_rows, work, workbook
from tests.web.sheets import send, table
from tests.web.story import clock

DOC = Path(__file__).parents[2] / "docs" / "central-tasks.md"
pytestmark = pytest.mark.acts


def test_errors_beside_the_cells_then_the_corrected_copy_and_out_and_in_again(cast: Cast, settings: Any) -> None:
    settings.DONDOC_WAIT_SECONDS = 0
    client = Client()
    client.force_login(cast.user("clerk"), backend="django.contrib.auth.backends.ModelBackend")
    with clock(AT):
        sheet = send(client, cast.incoming, workbook(task_rows(12, 3)))
        assert "Bảng chờ nạp" in client.get(reverse("desk")).content.decode()
        address = reverse("import", args=[sheet.public_id])
        shown = client.get(address, {"only": "WRONG"}).content.decode()
        assert "Nạp 9 dòng đúng" in shown and "Không có đơn vị “Chi bộ không có”." in shown
        assert shown.count("<tr>") == 1 + 3
        copy = table(client.get(address, {"as": "errors"}).content)
        seen = table(client.get(address, {"only": "WRONG", "as": "xlsx"}).content)
        assert [line[1] for line in seen if line[0] and str(line[0])[0].isdigit()] == ["có lỗi"] * 3
        assert "Đơn vị chủ trì: Không có đơn vị “Chi bộ không có”." in str(seen)
        head = next(line for line in copy if "Chủ trì" in line)
        at = head.index("Lỗi: Chủ trì")
        assert head[at - 1] == "Chủ trì" and any("Không có đơn vị" in str(line[at]) for line in copy)
        client.post(reverse("enter_sheet", args=[sheet.public_id]), {"once": "a"})
        work()
        assert Assignment.objects.count() == 9
        right, rows = task_rows(12, 0), copy[copy.index(head) + 1 :]
        own = [n for n, title in enumerate(head) if not str(title).startswith("Lỗi")]
        for n, line in enumerate(rows[:12]):
            for place, column in enumerate(own):
                line[column] = right[n][place]
        again = send(client, cast.incoming, workbook(rows, heads=head))
        assert (again.field_at()[head.index("Chủ trì")], counts(again)) == ("unit", {"CREATES": 3, "SAME": 9})
        client.post(reverse("enter_sheet", args=[again.public_id]), {"once": "b"})
        work()
        assert Assignment.objects.count() == 12
        for form in ("csv", "xlsx"):
            file = client.get(reverse("obligations"), {"as": form}).content
            out = send(client, cast.incoming, file, f"nhiem-vu.{form}")
            assert {key: n for key, n in counts(out).items() if key != "HEADING"} == {"SAME": 12}, form
        central = client.get(reverse("obligations"), {"as": "central"}).content.decode("utf-8-sig").splitlines()
        assert central[0].split(",") == [
            row.split("`")[1] for row in DOC.read_text("utf-8").splitlines() if row.startswith("| `")
        ]
        assert len(central) == 1 + 12 and ",Chi bộ NN-A03," in "".join(central)
        told = Told.objects.filter(act="importing.export").latest("id")
        assert told.payload.body == {"page": "obligations", "things": [], "form": "csv", "rows": 12, "filters": {}}
        assert "Tải ra tệp" in client.get(reverse("journal")).content.decode()
        for page in ("imports", "take_sheet"):
            assert client.get(reverse(page)).status_code == 200
