"""Needs Docker, and the image: docker build -t xnat-mock ../.."""

import pytest
import requests
from testcontainers.core.container import DockerContainer
from testcontainers.core.waiting_utils import wait_for_logs


@pytest.fixture(scope="session")
def xnat():
    with DockerContainer("xnat-mock").with_exposed_ports(8080) as container:
        wait_for_logs(container, r"xnat-mock .* ready at ", timeout=30)
        yield f"http://{container.get_container_host_ip()}:{container.get_exposed_port(8080)}"


def test_a_scan_is_made_and_read(xnat):
    session = requests.Session()
    session.auth = ("member", "member")
    scan = f"{xnat}/data/experiments/XNAT_E00001/scans/6"
    made = session.put(scan, params={"xsiType": "xnat:mrScanData", "type": "T2w"})
    assert made.status_code == 200
    (item,) = session.get(scan, params={"format": "json"}).json()["items"]
    assert item["data_fields"]["type"] == "T2w"
