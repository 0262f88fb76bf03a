#!/bin/sh
# Put the service in place: program below $PREFIX, configuration in /etc/evenhand, unit in /etc/systemd/system.
# $EXTRAS: further optional parts of the program, such as "vectors" (docs/judgement.md).
# `--remove` takes program and unit away again; configuration, store and the mailbox stay as they are.
set -eu
PREFIX=${PREFIX:-/opt/evenhand}
UNIT=/etc/systemd/system/evenhand.service
ETC=/etc/evenhand
here=$(cd "$(dirname "$0")/.." && pwd)

[ "$(id -u)" = 0 ] || { echo "run this as root: sudo make install" >&2; exit 1; }

if [ "${1:-}" = --remove ]; then
  systemctl disable --now evenhand 2>/dev/null || true
  rm -rf "$UNIT" "$PREFIX/venv" /usr/local/bin/evenhand
  systemctl daemon-reload 2>/dev/null || true
  echo "removed. Left as they are: $ETC, /var/lib/evenhand (store and model)"
  exit 0
fi

# The service sees no home directories: an interpreter that lives in one can't be used.
python=${SERVICE_PYTHON:-}
for candidate in ${python:-/usr/bin/python3 /usr/local/bin/python3}; do
  if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    case $(readlink -f "$candidate") in /home/* | /root/*) continue ;; esac
    found=$candidate
    break
  fi
done
[ -n "${found:-}" ] || { echo "no Python 3.11+ outside of home directories; name one: SERVICE_PYTHON=/path make install" >&2; exit 1; }

mkdir -p "$PREFIX"
# An environment that is there already is brought up to date; another interpreter starts a new one.
[ "$("$PREFIX/venv/bin/python" -c 'import sys; print(sys.version, sys.base_prefix)' 2>/dev/null)" = \
  "$("$found" -c 'import sys; print(sys.version, sys.base_prefix)')" ] ||
  "$UV" venv --quiet --clear --python "$found" "$PREFIX/venv"
requirements=$(mktemp)
trap 'rm -f "$requirements"' EXIT
# shellcheck disable=SC2046  # words are wanted
"$UV" export --quiet --frozen --no-dev --no-emit-project $(printf -- '--extra %s ' postgresql ${EXTRAS:-}) --project "$here" -o "$requirements"
# Compiled now: at run time nothing may be written there, and the start takes a third of the time.
"$UV" pip sync --quiet --python "$PREFIX/venv/bin/python" --compile-bytecode --link-mode=copy \
  --require-hashes "$requirements"
"$UV" pip install --quiet --python "$PREFIX/venv/bin/python" --compile-bytecode --link-mode=copy --no-deps --reinstall "$here"
ln -sf "$PREFIX/venv/bin/evenhand" /usr/local/bin/evenhand

# The service's user exists only while it runs, so the configuration has to be readable by all. No secret stands in it:
# those lie in files of root's own, which systemd hands over (LoadCredential=).
mkdir -p "$ETC"
chmod 755 "$ETC"
if [ ! -e "$ETC/evenhand.toml" ]; then
  "$PREFIX/venv/bin/evenhand" init --output "$ETC/evenhand.toml"
  chmod 644 "$ETC/evenhand.toml"
fi
sed "s|/opt/evenhand|$PREFIX|g" "$here/systemd/evenhand.service" >"$UNIT"
chmod 644 "$UNIT"
systemctl daemon-reload 2>/dev/null || true

cat <<TEXT
evenhand is in place. Three steps are left:
  1. edit $ETC/evenhand.toml
  2. evenhand check --connect
  3. systemctl enable --now evenhand      (then: journalctl -fu evenhand)
TEXT
