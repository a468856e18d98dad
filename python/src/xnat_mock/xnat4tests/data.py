from __future__ import annotations

from ..copying import copy
from ..errors import XnatMockError
from ..server import start
from .base import running
from .config import Config, Named

AVAILABLE_DATASETS = ['dummydicom', 'user-training', 'openneuro-t1w', 'simple-dir']


def add_data(dataset: str, config_name: Named = 'default', upload_method: str = 'direct-archive') -> None:
    """Adds one of the data sets of xnat4tests: its names and shapes, with small files of the same kinds.

    Sessions that are there already stay as they are. `upload_method` is of no effect.
    """
    if dataset not in AVAILABLE_DATASETS:
        raise XnatMockError(f"there is no data set '{dataset}'", AVAILABLE_DATASETS)
    target = running(Config.load(config_name))
    with start(seed=dataset) as source:
        copy(source, target)
