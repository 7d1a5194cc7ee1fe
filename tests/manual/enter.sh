#!/bin/bash
# Run in namespaces of its own: a copy of this machine whose changes are kept in memory and go with it, without a network.
# Arguments: the folder with walk.sh, the repository and the wheels; the folder of the stand-ins.
set -euo pipefail
given=$1 stand_ins=$2

mount --make-rprivate /
copy=$(mktemp -d)
mount -t tmpfs none "$copy"
mkdir "$copy"/{changes,work,machine}
mount -t overlay overlay -o "lowerdir=/,upperdir=$copy/changes,workdir=$copy/work" "$copy/machine"
cd "$copy/machine"
for folder in tmp run; do mount -t tmpfs none $folder; done
mount -t proc none proc
mount --rbind /dev dev
mkdir -p tmp/walk
mount --bind "$given" tmp/walk
install "$stand_ins"/{systemctl,apt-get} usr/local/sbin/
ip link set lo up
exec chroot . bash /tmp/walk/walk.sh
