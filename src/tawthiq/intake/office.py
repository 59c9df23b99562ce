"""Old formats of Microsoft Office through LibreOffice, where it is installed: in a process of its own, with a time limit.

The converter works in a folder of its own with a profile of its own; macros do not run in a conversion.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tawthiq.intake.limits import Limits
from tawthiq.model import Loss

_PROGRAMS = ("soffice", "libreoffice")
_REFUSED = {"doc": "T121", "xls": "T124", "ppt": "T132"}


def convert(content: bytes, suffix: str, to: str, limits: Limits) -> bytes | Loss:
    """The bytes in another format, or why not: without LibreOffice, what a person can do instead."""
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        return Loss(_REFUSED[suffix], detail=suffix.upper())
    with tempfile.TemporaryDirectory(prefix="tawthiq-") as name:
        folder = Path(name)
        source = folder / f"in.{suffix}"
        source.write_bytes(content)
        result = folder / "out" / f"in.{to}"
        command = [
            program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck",
            "--nodefault", "--convert-to", to, "--outdir", str(folder / "out"), str(source),
        ]
        try:
            subprocess.run(  # noqa: S603 - a fixed program, and names that are ours
                command, check=False, capture_output=True, timeout=limits.converter_seconds, cwd=folder, env=_environment(folder),
            )
        except (subprocess.TimeoutExpired, OSError) as problem:
            return Loss("T139", suffix.upper(), type(problem).__name__)
        if not result.is_file() or result.stat().st_size > limits.file_bytes:
            return Loss("T139", suffix.upper())
        return result.read_bytes()


def _environment(folder: Path) -> dict[str, str]:
    """No settings of the user's, and no way out: a proxy that does not exist keeps linked pictures unfetched."""
    nowhere = "http://127.0.0.1:9"
    return {
        "PATH": os.environ.get("PATH", ""), "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8",
        "http_proxy": nowhere, "https_proxy": nowhere, "ftp_proxy": nowhere,
    }
