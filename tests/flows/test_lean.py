"""Processes that read papers do without torch, and with fewer rounds of the garbage collector."""

import subprocess
import sys
from pathlib import Path

import pytest

from flows.lean import needs_torch


def said(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()


def test_spacy_is_imported_without_torch():
    program = "from flows import lean\nwith lean.torch_absent():\n    import spacy\nimport sys\nprint('torch' in sys.modules)"
    assert said(program) == "False"


def test_torch_can_be_imported_afterwards():
    pytest.importorskip("torch")
    program = (
        "from flows import lean\nwith lean.torch_absent():\n    import thinc\nimport torch\nprint(torch.ones(2).sum().item())"
    )
    assert said(program) == "2.0"


def test_modules_that_are_there_stay():
    program = "import sys\nsys.modules['torch'] = 7\nfrom flows import lean\n"
    program += "with lean.torch_absent():\n    print(sys.modules['torch'])"
    assert said(program) == "7"


def test_collector_passes_over_what_is_there():
    assert said("import gc\nfrom flows import lean\nlean.be_patient()\nprint(gc.get_freeze_count() > 1000)") == "True"


def test_shipped_models_need_no_torch(tmp_path: Path):
    assert not needs_torch("fast")
    assert needs_torch("en_core_web_trf")
    assert needs_torch(str(tmp_path))
    (tmp_path / "encoder").mkdir()
    (tmp_path / "encoder" / "card.json").write_text("{}")
    assert not needs_torch(str(tmp_path))
