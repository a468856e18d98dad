#!/bin/sh
# Marks a scan and shows it. Run it beside a server: npx xnat-mock exec -- ./scans.sh
set -eu

ask () {
  curl --silent --show-error --fail --user "$XNAT_USER:$XNAT_PASSWORD" "$@"
}

session="$XNAT_URL/data/experiments/XNAT_E00001"
ask --request PUT "$session/scans/2?quality=questionable"
ask "$session/scans?format=csv&columns=ID,type,quality" | cut -d, -f2-4

# what happened, by the control plane
ask "$XNAT_URL/_mock/requests?method=PUT&count"
echo
