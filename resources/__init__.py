"""What Tegata shows and knows besides its code: icons, catalogues, the table of providers."""

from pathlib import Path

FOLDER = Path(__file__).parent
"""By its place: `importlib.resources` unpacks archives, which there are none of, for 10 ms and a MiB."""
