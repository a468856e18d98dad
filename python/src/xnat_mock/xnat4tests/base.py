from __future__ import annotations

from typing import Any

from ..errors import XnatMockError
from ..server import Server, start
from .config import Config, Named
from .utils import logger

# those started in this process, by their address
_started: dict[str, Server] = {}


def start_xnat(config_name: Named = 'default', keep_mounts: bool = False, rebuild: bool = True, relaunch: bool = False) -> Server:
    """Starts an empty XNAT where the configuration says, or finds the one that is there; it ends with this process.

    relaunch: starts anew one that was started in this process, so that it is empty again.
    The other parameters are those of xnat4tests, and of no effect.
    """
    config = Config.load(config_name)
    if relaunch:
        stop_xnat(config)
    running = find(config)
    if running is not None:
        logger.info('Found an XNAT at %s, reusing it', config.xnat_uri)
        return running
    # by the name that the configuration has for it, whatever that resolves to here
    server = start(seed='empty', port=int(config.xnat_port))
    _started[config.xnat_uri] = server
    logger.info('Started an XNAT at %s', config.xnat_uri)
    return server


def stop_xnat(config_name: Named = 'default') -> None:
    """Ends the XNAT, if it was started in this process."""
    config = Config.load(config_name)
    server = _started.pop(config.xnat_uri, None)
    if server is None:
        logger.info('No XNAT was started here at %s', config.xnat_uri)
    else:
        server.stop()


def restart_xnat(config_name: Named = 'default') -> None:
    """Ends all sessions, as a restart does; what is in the archive stays."""
    running(Config.load(config_name)).reset(only='sessions')


def connect(config_name: Named = 'default') -> Any:
    """A connection of xnatpy, as the administrator."""
    import xnat

    config = Config.load(config_name)
    logger.info("Connecting to %s as '%s'", config.xnat_uri, config.xnat_user)
    return xnat.connect(config.xnat_uri, user=config.xnat_user, password=config.xnat_password)


def running(config: Config) -> Server:
    """The XNAT that the configuration names. Raises XnatMockError where there is none."""
    found = find(config)
    if found is None:
        raise XnatMockError(f'there is no XNAT at {config.xnat_uri}; start_xnat starts one')
    return found


def find(config: Config) -> Server | None:
    server = _started.get(config.xnat_uri) or Server(config.xnat_uri, config.xnat_user, config.xnat_password)
    try:
        server.spaces()
    except (OSError, XnatMockError):
        return None
    return server
