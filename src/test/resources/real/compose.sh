#!/bin/sh
# Runs natively what the compose file starts, under its names, on its network and in the places that it mounts, until the page
# about a Postfix that was stopped is there. Needs root, and a network and mounts of its own: unshare --net --mount.
#   MXPING=FOLDER MXPING_ARGS=… PROMETHEUS_ARGS=… compose.sh MOUNTS     a file of lines: SOURCE TARGET
set -eu
network=172.30.25

# a copy of the whole machine, to be thrown away
mount -t tmpfs copy /mnt
mkdir /mnt/upper /mnt/work /mnt/root
mount -t overlay -o lowerdir=/,upperdir=/mnt/upper,workdir=/mnt/work copy /mnt/root
for shared in /proc /sys /dev /tmp; do mount --rbind "$shared" "/mnt/root$shared"; done
while read -r source target; do
  mkdir -p "/mnt/root$(dirname "$target")"
  cp -r "$source" "/mnt/root$target"
done < "$1"
cp deploy/compose/postfix/main.cf /mnt/root/etc/postfix/main.cf
mkdir -p /mnt/root/opt/mxping
cp -r "$MXPING/." /mnt/root/opt/mxping
# the wait of one alert is cut short
sed -i '/alert: MxpingDomainDown$/,/for:/ s/for: .*/for: 2s/' /mnt/root/etc/prometheus/rules/alerts.yml

ip link set lo up
host=2
: > /mnt/root/etc/hosts
for name in postfix mxping prometheus alertmanager pager; do
  ip address add "$network.$host/24" dev lo
  echo "$network.$host $name" >> /mnt/root/etc/hosts
  host=$((host + 1))
done

running=
start() { chroot /mnt/root "$@" & running="$running $!"; }
# shellcheck disable=SC2329 # the trap runs it
ended() {
  chroot /mnt/root postfix stop 2> /dev/null || :
  # shellcheck disable=SC2086 # they are words
  kill $running 2> /dev/null || :
  wait
}
trap ended EXIT

start postfix start-fg
# shellcheck disable=SC2086
start /opt/mxping/bin/mxping $MXPING_ARGS
# shellcheck disable=SC2086
start prometheus $PROMETHEUS_ARGS
start prometheus-alertmanager --config.file=/etc/alertmanager/alertmanager.yml --storage.path=/run/alertmanager --cluster.listen-address=
start python3 -u /pager.py > /mnt/pages

# Waits until a command is content: at most for a minute.
until_true() {
  tries=0
  until "$@"; do
    tries=$((tries + 1))
    [ "$tries" -lt 240 ] || { echo "compose: not within a minute: $*" >&2; return 1; }
    sleep 0.25
  done
}
asked() { curl -sS --fail --max-time 5 --get --data-urlencode "query=$1" http://$network.4:9090/api/v1/query 2> /dev/null | grep -q '"value":'; }

until_true asked 'mxping_check_success{check="postfix"} == 1'
echo "compose: Postfix takes mail, and Prometheus knows it"
chroot /mnt/root postfix stop
until_true grep -q 'postfix: connect_refused' /mnt/pages
cat /mnt/pages
