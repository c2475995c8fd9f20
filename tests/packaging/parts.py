"""Files of `packaging/` as modules. They are loaded by path: a distribution of that name is installed too."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

TOP = Path(__file__).parent.parent.parent


def part(path: str) -> ModuleType:
    """Return the module at `path` below `packaging/`. Raises FileNotFoundError."""
    name = f"packaging_{Path(path).stem}"
    spec = spec_from_file_location(name, TOP / "packaging" / path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
