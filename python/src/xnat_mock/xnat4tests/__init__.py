"""The calls of xnat4tests, with xnat-mock in place of its container: `from xnat_mock.xnat4tests import start_xnat, connect, Config`."""
from .base import connect, restart_xnat, start_xnat, stop_xnat
from .config import BuildArgs, Config
from .data import AVAILABLE_DATASETS, add_data
from .utils import set_loggers

__all__ = ['AVAILABLE_DATASETS', 'BuildArgs', 'Config', 'add_data', 'connect', 'restart_xnat', 'set_loggers', 'start_xnat', 'stop_xnat']
