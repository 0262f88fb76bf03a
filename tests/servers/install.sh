#!/bin/sh
# Install the mail servers that the journeys run against, where that is possible without asking: as root on Debian or
# Ubuntu. Elsewhere the tests that need them are skipped with the one command that would help; in CI that is a failure.
set -eu
PACKAGES="dovecot-imapd dovecot-lmtpd postfix openssl systemd"
missing=""
for package in $PACKAGES; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
  echo "not installed:$missing. The tests that need them are skipped; this helps: sudo apt-get install$missing" >&2
  exit 0
fi
# Nothing may start by itself: the tests run private instances of their own.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
  trap 'rm -f "$policy"' EXIT
fi
apt-get update -qq || true
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
