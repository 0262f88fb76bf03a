"""Which exit code an exception means, and what to tell a person. One exception class for each remedy."""

from classifiers.model import ModelError
from config.problems import ConfigurationError
from config.secrets import SecretError
from daemon.inbox import FolderMissing, LoginRefused, ServerUnreachable, TlsRefused
from daemon.main import CONFIGURATION, FAILED, UNREACHABLE
from daemon.outbox.outbox import ServerRefuses

NEED_CONFIGURATION = (ConfigurationError, SecretError, LoginRefused, TlsRefused, FolderMissing)


def remedy(error: Exception) -> tuple[str, int]:
    """A sentence and an exit code for whatever ended a command."""
    if isinstance(error, NEED_CONFIGURATION):
        return str(error), CONFIGURATION
    if isinstance(error, ServerUnreachable | ServerRefuses):
        return str(error), UNREACHABLE
    if isinstance(error, OSError) and error.filename is not None and error.strerror:
        return f"{error.filename} can't be used: {error.strerror}", FAILED
    if isinstance(error, OSError | ModelError | ValueError):
        return str(error) or type(error).__name__, FAILED
    return f"{type(error).__name__}: {error} (EVENHAND_TRACEBACK=1 shows where)", FAILED
