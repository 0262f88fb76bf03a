#!/bin/sh
# A small machine of its own, in private namespaces: this system's programs (/usr, read-only), a fresh /etc, evenhand
# installed by systemd/install.sh, and then systemd as its first process. Nothing of it is left when that process ends.
#
#   unshare --mount --pid --fork --kill-child --cgroup --uts --ipc --propagation private \
#     sh machine.sh ROOT SOURCE KEPT UV UV_CACHE
#
# The network is this machine's own, so that test servers on the loopback interface can be reached from inside.
set -eu
root=$1 source=$2 kept=$3 uv=$4 cache=$5

mount -t tmpfs -o mode=755 evenhand-machine "$root"
cd "$root"
mkdir -p dev/shm dev/pts etc/systemd/system home/somebody opt/evenhand proc root run src sys tmp usr var/lib var/log
for top in bin sbin lib lib32 lib64 libx32; do
  if [ -L "/$top" ]; then
    cp -P "/$top" .
  elif [ -d "/$top" ]; then
    mkdir "$top"
    mount --bind "/$top" "$top"
    mount -o remount,bind,ro "$top"
  fi
done
mount --bind /usr usr
mount -o remount,bind,ro usr
for file in ca-certificates dbus-1 group hosts ld.so.cache ld.so.conf ld.so.conf.d localtime nsswitch.conf os-release \
  passwd resolv.conf ssl; do
  [ ! -e "/etc/$file" ] || cp -a "/etc/$file" etc/
done
# With a machine-id it is no first boot, on which systemd would enable units by its presets.
systemd-id128 new >etc/machine-id
touch etc/fstab
echo "not for services" >home/somebody/private

mount -t proc proc proc
mount -t sysfs -o ro sysfs sys
# The kernel's settings are shared with everybody: they can be read only.
mount --bind proc/sys proc/sys
mount -o remount,bind,ro proc/sys
mount -t tmpfs -o mode=755 tmpfs dev
mkdir -p dev/shm dev/pts
for node in null zero full random urandom tty; do
  touch "dev/$node"
  mount --bind "/dev/$node" "dev/$node"
done
ln -s /proc/self/fd dev/fd
ln -s /proc/self/fd/0 dev/stdin
ln -s /proc/self/fd/1 dev/stdout
ln -s /proc/self/fd/2 dev/stderr
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts dev/pts
ln -s pts/ptmx dev/ptmx
mount -t tmpfs -o mode=1777 tmpfs dev/shm
mount -t tmpfs -o mode=755 tmpfs run
mount -t tmpfs -o mode=1777 tmpfs tmp

# The real installation. What it makes is kept between runs: a second one finds most of it done.
mkdir -p tmp/cache root/local/upper root/local/work
mount -t overlay -o lowerdir=/usr/local,upperdir=root/local/upper,workdir=root/local/work overlay usr/local
mount --bind "$kept" opt/evenhand
mount --bind "$source" src
mount -o remount,bind,ro src
mount --bind "$cache" tmp/cache
cp "$uv" tmp/uv
chroot . /usr/bin/env HOME=/root UV=/tmp/uv UV_CACHE_DIR=/tmp/cache PREFIX=/opt/evenhand sh /src/systemd/install.sh
umount tmp/cache src
rm tmp/uv

mount -t cgroup2 cgroup2 sys/fs/cgroup
hostname evenhand-machine
mkdir old
pivot_root . old
umount -l /old
rmdir /old
# LoadCredential= hands its files over by mount propagation.
mount --make-rshared /
exec env -i container=evenhand PATH=/usr/sbin:/usr/bin:/sbin:/bin \
  /lib/systemd/systemd --system --unit=basic.target --log-target=journal --show-status=no
