"""Set-up errors: what stops a command before any document is judged.

::

    DoccheckError            exit 2
    ├── UsageError           exit 2   wrong option, missing folder
    ├── RulebookError        exit 3   invalid rule files; carries every mistake of every file
    └── RegistryError        exit 4   registry missing, unreadable or not a registry

A bad *document* never raises: it is a :class:`doccheck.model.report.Trouble` inside its record.
"""


class DoccheckError(Exception):
    """A set-up error; ``exit_code`` is the process's exit code."""

    exit_code = 2


class UsageError(DoccheckError):
    """A wrong option or an input that is not there."""


class RulebookError(DoccheckError):
    """Invalid rule files: ``mistakes`` holds one ``file:line:column message`` line each."""

    exit_code = 3

    def __init__(self, mistakes: tuple[str, ...]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


class RegistryError(DoccheckError):
    """The registry file is missing, unreadable, or not a registry."""

    exit_code = 4
