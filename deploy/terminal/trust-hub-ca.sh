#!/bin/sh
# Lets the Chromium of this user trust the hub's own authority, which a camera needs (HTTPS). Run it on the terminal as the user that
# the kiosk runs as; running it again changes nothing. Debian: apt install libnss3-tools openssl
#   trust-hub-ca.sh https://hub.example 3F2A:91CC:…
set -eu

[ $# -eq 2 ] || { echo "usage: $0 <https address of the hub> <fingerprint of its authority>" >&2; exit 2; }
for program in certutil openssl; do
  command -v "$program" >/dev/null || { echo "$program is missing: apt install libnss3-tools openssl" >&2; exit 1; }
done

bare() { tr -cd '0-9A-Fa-f' | tr a-f A-F; }
wanted=$(printf %s "$2" | bare)
[ ${#wanted} -eq 64 ] || { echo "the fingerprint has 64 hexadecimal digits, with or without colons" >&2; exit 2; }

address=${1#https://}
address=${address%%/*}
case $address in *:[0-9]*) ;; *) address=$address:443 ;; esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Nothing is believed yet: of what the server shows only the certificate with the wanted fingerprint is taken.
openssl s_client -connect "$address" -showcerts </dev/null 2>/dev/null |
  awk -v to="$work/shown" '/-----BEGIN CERTIFICATE-----/ { n++; on = 1 } on { print > (to n ".pem") } /-----END CERTIFICATE-----/ { on = 0 }'

for shown in "$work"/shown*.pem; do
  [ -e "$shown" ] || break
  digest=$(openssl x509 -in "$shown" -noout -fingerprint -sha256 | sed 's/.*=//' | bare)
  [ "$digest" = "$wanted" ] || continue
  # Where Chromium on Linux looks (docs/linux/cert_management.md of Chromium).
  database=$HOME/.pki/nssdb
  mkdir -p "$database"
  [ -e "$database/cert9.db" ] || certutil -N -d "sql:$database" --empty-password
  certutil -D -d "sql:$database" -n etapiste-hub 2>/dev/null || true
  # C: trusted for servers; nothing else is.
  certutil -A -d "sql:$database" -n etapiste-hub -t C,, -i "$shown"
  echo "Chromium of $(id -un) trusts the authority of $address now."
  exit 0
done
echo "the server at $address shows no certificate with this fingerprint: nothing was changed" >&2
exit 1
