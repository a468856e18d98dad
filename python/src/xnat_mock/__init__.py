"""An XNAT to test against: starts xnat-mock, and rules it."""
from .errors import XnatMockError
from .http import Answer
from .server import Server, start
from .space import Clock, Faults, Xnat

__all__ = ['Answer', 'Clock', 'Faults', 'Server', 'Xnat', 'XnatMockError', 'start']
