from __future__ import annotations

import logging
import os
from pathlib import Path

logger = logging.getLogger('xnat4tests')

XNAT4TESTS_HOME = Path(os.environ.get('XNAT4TESTS_HOME') or Path.home() / '.xnat4tests')


def set_loggers(loglevel: str) -> None:
    """Shows what the calls of this module do."""
    logger.setLevel(loglevel.upper())
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter('%(asctime)s - %(name)s - %(levelname)s - %(message)s'))
    logger.addHandler(handler)
