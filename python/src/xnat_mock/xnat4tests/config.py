from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Union

from ..errors import XnatMockError
from .utils import XNAT4TESTS_HOME


@dataclass
class BuildArgs:
    """What xnat4tests builds its image with: taken, and of no effect."""

    xnat_version: str = '1.8.11'
    xnat_cs_plugin_version: str = ''
    xnat_batch_launch_plugin_version: str = ''
    java_ms: str = ''
    java_mx: str = ''


@dataclass
class Config:
    """The configuration of xnat4tests. Host and port say where the server is; the rest is taken, and of no effect."""

    xnat_root_dir: Path = XNAT4TESTS_HOME / 'xnat_root' / 'default'
    xnat_mnt_dirs: list[str] = field(default_factory=lambda: ['home/logs', 'home/work', 'build', 'archive', 'prearchive'])
    docker_build_dir: Path = XNAT4TESTS_HOME / 'build'
    docker_image: str = 'xnat4tests'
    docker_container: str = 'xnat4tests'
    docker_host: str = 'localhost'
    xnat_port: Union[str, int] = '8080'
    docker_registry_image: str = 'registry'
    docker_registry_container: str = 'xnat4tests-docker-registry'
    docker_network_name: str = 'xnat4tests'
    registry_port: Union[str, int] = '80'
    connection_attempts: int = 20
    connection_attempt_sleep: int = 5
    build_args: Any = field(default_factory=dict)
    loaded_from: Path | None = None

    xnat_user: ClassVar[str] = 'admin'
    xnat_password: ClassVar[str] = 'admin'

    def __post_init__(self) -> None:
        self.xnat_root_dir = Path(self.xnat_root_dir)
        self.docker_build_dir = Path(self.docker_build_dir)
        if isinstance(self.build_args, dict):
            self.build_args = BuildArgs(**self.build_args)

    @classmethod
    def load(cls, name: Named) -> Config:
        """A configuration as it is, or from a YAML file by its path or its name below XNAT4TESTS_HOME; `default` needs none."""
        if isinstance(name, Config):
            return name
        explicit = isinstance(name, Path) or '/' in name or '\\' in name
        file = Path(name) if explicit else XNAT4TESTS_HOME / 'configs' / f'{name}.yaml'
        if not file.exists():
            if name == 'default':
                return cls()
            raise (FileNotFoundError if explicit else KeyError)(f'Could not find configuration file at {file}')
        return cls(loaded_from=file, **(_read(file) or {}))

    # as the README of xnat4tests has it
    load_config = load

    @property
    def xnat_uri(self) -> str:
        return f'http://{self.docker_host}:{self.xnat_port}'

    @property
    def registry_uri(self) -> str:
        return self.docker_host


Named = Union[str, Path, Config]


def _read(file: Path) -> Any:
    try:
        import yaml
    except ImportError:
        raise XnatMockError(f'PyYAML is needed to read {file}: pip install pyyaml') from None
    return yaml.safe_load(file.read_text())
