"""The one tree of errors. A message says what happened, to which file, and what to do next."""


class ScrutineerError(Exception):
    """Base of every error that Scrutineer raises on purpose; its text is fit to be shown to a user."""


class SettingsError(ScrutineerError):
    """A setting in the environment or in the settings file has no meaning."""


class UnreadableError(ScrutineerError):
    """A file cannot be read: damaged, encrypted, empty, too large, or not what its suffix says."""


class StoreError(ScrutineerError):
    """Base of what can be wrong with an index."""


class NoIndexError(StoreError):
    """There is no index at this place yet."""


class IndexBusyError(StoreError):
    """Another process is writing to the index."""


class IndexMismatchError(StoreError):
    """The index was made by another embedding model or by an incompatible version."""


class IndexVersionError(IndexMismatchError):
    """The index was made by another version, whose catalogue is laid out otherwise."""


class ModelError(ScrutineerError):
    """The embedding model is missing or is not the one that was asked for."""


class NotHeldError(ScrutineerError):
    """No such paper, page or passage is held."""


class WithheldError(ScrutineerError):
    """It is held, and not for publication."""


class RequestError(ScrutineerError):
    """What another program asked for has no meaning: an order, a period or a page that there is not."""


class WriterError(ScrutineerError):
    """The language model that may write prose is not set up, not reached, or may not be asked now."""
