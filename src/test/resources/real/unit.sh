#!/bin/sh
# Runs the lines of the unit as systemd would, in the places that it names: unit.sh UNIT DISTRIBUTION CHECKS
# Needs root, a network and mounts of its own: unshare --net --mount. CHECKS becomes /etc/mxping.
set -eu
unit=$1 distribution=$(realpath "$2") checks=$(realpath "$3")

ip link set lo up
mount -t tmpfs places /mnt
mkdir /mnt/upper /mnt/work
mount -t overlay -o lowerdir=/etc,upperdir=/mnt/upper,workdir=/mnt/work etc /etc
mount -t tmpfs opt /opt
mkdir /opt/mxping /etc/mxping
mount --bind "$distribution" /opt/mxping
mount --bind "$checks" /etc/mxping

value() { sed -n "s/^$1=//p" "$unit"; }
as_service='setpriv --reuid=61184 --regid=61184 --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all'
step() { echo "unit: $1"; }

step verified
systemd-analyze verify --man=no "$unit"

step ExecStartPre
$as_service sh -c "umask $(value UMask); $(value ExecStartPre)"

step ExecStart
$as_service sh -c "umask $(value UMask); exec $(value ExecStart)" &
MAINPID=$!
export MAINPID
trap 'kill -KILL "$MAINPID" 2> /dev/null || :' EXIT
trap 'kill -KILL "$MAINPID" 2> /dev/null || :' EXIT

step ExecStartPost
timeout "$(value TimeoutStartSec)" sh -c "$(value ExecStartPost)"
curl -sS --fail http://127.0.0.1:9025/-/ready

step ExecReload
read_at() {
  curl -sS --fail http://127.0.0.1:9025/metrics | awk '$1 == "mxping_config_last_reload_success_timestamp_seconds" { print $2 }'
}
first=$(read_at)
sh -c "$(value ExecReload)"
tries=0
while [ "$(read_at)" = "$first" ]; do
  tries=$((tries + 1))
  [ "$tries" -lt 100 ] || { echo "unit: it does not read its checks again" >&2; exit 1; }
  sleep 0.1
done

step SIGTERM
kill -TERM "$MAINPID"
timeout "$(value TimeoutStopSec)" tail --pid="$MAINPID" -f /dev/null
wait "$MAINPID"
step ended
