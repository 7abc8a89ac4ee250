"""UWV's codes in our words: which law a benefit is under, which contract an employment has.

A code without a word of ours is carried as itself and noticed.
"""

import json
from collections.abc import Mapping
from pathlib import Path

_CODES = json.loads(Path(__file__).with_name("codes.json").read_text(encoding="utf-8"))
LAWS: Mapping[str, str] = _CODES["CdSrtIkv"]["benefits"]
WAGES: frozenset[str] = frozenset(_CODES["CdSrtIkv"]["wages"])
CONTRACTS: Mapping[str, str] = _CODES["CdAardIkv"]
LAW_WORDS: frozenset[str] = frozenset([*LAWS.values(), "wia"])  # WIA: IVA or WGA, not said which
UNKNOWN = "unknown"  # what the dossier leaves out, said in so many words
