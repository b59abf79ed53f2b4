"""Version of the program (phiên bản); part of every report's stamp. ``pyproject.toml`` says the same."""

VERSION = "0.1.0"
