"""Danh mục riêng của cơ quan trong nhà — the setting's file reaches the reader and the register; a broken one stops early."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest

from dondoc.cli.ready import refuse_unready
from dondoc.documents.fields import identity
from dondoc.documents.intake import read_now
from dondoc.documents.lifecycle import UploadState
from dondoc.shared.acts import Refused
from tests.cast import AT, Cast
from tests.papers import directive_docx

pytestmark = pytest.mark.acts


@pytest.fixture
def office(settings: Any, tmp_path: Path) -> Path:
    path = tmp_path / "co-quan.toml"
    path.write_text("[[body]]\nid = 'ĐUKM'\nname = 'Đảng ủy Khối Mẫu'\nsymbols = ['ĐUKM']\n", "utf-8")
    settings.DONDOC_CATALOGUE = str(path)
    return path


def test_a_reading_in_the_house_uses_the_file_and_names_it(cast: Cast, office: Path) -> None:
    row = read_now(unit=cast.root, data=directive_docx(), file_name="a.docx", by=cast.clerk, at=AT)
    assert row.state == UploadState.READ
    assert row.reading is not None
    assert "+" in row.reading.catalogue


def test_the_register_counts_by_the_same_file(office: Path) -> None:
    office.write_text(office.read_text("utf-8") + "[[kind]]\nname = 'Phiếu giao việc'\nparty = ['PGV']\n", "utf-8")
    assert identity("ĐUKM", "05-PGV/ĐUKM", date(2026, 3, 1)) == ("2025-2030", "ĐUKM2025:05-PGV/ĐUKM")


def test_a_broken_file_is_told_to_the_uploader_and_refused_to_the_register(cast: Cast, office: Path) -> None:
    office.write_text("bodys = []", "utf-8")
    row = read_now(unit=cast.root, data=directive_docx(), file_name="a.docx", by=cast.clerk, at=AT)
    assert (row.problem_code, "Báo người quản trị sửa tệp" in row.problem) == ("CATALOGUE", True)
    with pytest.raises(Refused, match="“bodys” không phải bảng"):
        identity("TW", "21-KL/TW", date(2021, 10, 25))


def test_the_house_does_not_start_on_a_broken_or_missing_file(office: Path, db: None) -> None:
    refuse_unready()
    office.write_text("bodys = []", "utf-8")
    with pytest.raises(click.ClickException, match="Danh mục riêng của cơ quan có lỗi"):
        refuse_unready()
    office.unlink()
    with pytest.raises(click.ClickException, match="co-quan"):
        refuse_unready()
