"""Russian descriptions of the keys of a plan and the words of closed lists.

They are read from `key_descriptions.yaml` when this module is imported. Editors show them; those of the words stand in
the dictionary of the published data, too.
"""

from pathlib import Path
from typing import Any

from csprog.yamltext.reader import load_file

_FILE: dict[str, Any] = load_file(Path(__file__).with_suffix(".yaml"))

CHOICES: dict[str, str] = _FILE["choices"]
"""The meaning of each word of a closed list."""
WORDS: dict[str, dict[str, str]] = _FILE["parts"]
"""The description of each part of a plan (under the empty key) and of each of its keys: a title, a colon, the rest."""
