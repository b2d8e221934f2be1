"""PDF từ Word — by LibreOffice, where the machine has it: an office's own form is known to Word alone."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

SECONDS = 90


class NoPdf(RuntimeError):
    """Không chuyển được sang PDF."""


def soffice() -> str:
    """Where LibreOffice is; "" where it is not."""
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


def to_pdf(docx: bytes) -> bytes:
    """Chuyển DOCX sang PDF — in a folder and under settings of its own; raises NoPdf where it cannot, or takes over 90 seconds."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "paper.docx").write_bytes(docx)
        asked = [soffice(), f"-env:UserInstallation=file://{folder}/settings", "--headless", "--norestore", "--convert-to", "pdf", "--outdir", folder, f"{folder}/paper.docx"]  # fmt: skip
        try:
            subprocess.run(asked, check=True, capture_output=True, timeout=SECONDS)
            return (place / "paper.pdf").read_bytes()
        except (OSError, subprocess.SubprocessError) as problem:
            raise NoPdf from problem
