#!/usr/bin/env bash
# Thư mục LDAP để thử: slapd lấy từ gói của Debian, mở ra trong một thư mục (không cài vào máy, có hay không có quyền root), chỉ nghe ở máy này.
#   tools/slapd.sh start FOLDER   in ra ldap://127.0.0.1:CỔNG#FOLDER/ca.pem cho DONDOC_SLAPD; thoát 3 nếu không có
#   tools/slapd.sh stop FOLDER
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin
python=$(cd "$(dirname "$0")/.." && pwd)/.venv/bin/python
folder=$2
root=$folder/root

fetch() { # the package and the libraries it needs beyond a plain Debian; what a release does not have is left out
  local options=(-q -o "APT::Sandbox::User=$(id -un)")
  mkdir -p "$folder/debs" "$root" && cd "$folder/debs"
  apt-get "${options[@]}" download slapd >/dev/null 2>&1 || { # no list of packages here, or an old one: one of our own
    options+=(-o "Dir::State::Lists=$folder/lists" -o "Dir::Cache=$folder/cache")
    mkdir -p "$folder/lists/partial" "$folder/cache/archives/partial"
    apt-get "${options[@]}" update >/dev/null 2>&1 && apt-get "${options[@]}" download slapd >/dev/null 2>&1 || return 1
  }
  for name in libldap-2.5-0 libldap2 libltdl7 libsasl2-2 libwrap0; do
    apt-get "${options[@]}" download "$name" >/dev/null 2>&1 || true
  done
  for deb in ./*.deb; do dpkg -x "$deb" "$root"; done
  cd /
}

run() { # a program of the package, with its own libraries
  local libraries
  libraries=$(find "$root/usr/lib" "$root/lib" -maxdepth 1 -type d -name '*-linux-*' 2>/dev/null | paste -sd :)
  LD_LIBRARY_PATH=$libraries "$root/usr/sbin/$@"
}

certificate() {
  "$python" - "$folder" <<'PY'
import datetime, ipaddress, sys
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

key, now = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.UTC)
name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
made = (
    x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
    .not_valid_after(now + datetime.timedelta(days=2)).add_extension(names, False)
    .add_extension(x509.BasicConstraints(True, None), True).sign(key, hashes.SHA256())
)
pem = serialization.Encoding.PEM
open(f"{sys.argv[1]}/ca.pem", "wb").write(made.public_bytes(pem))
plain = serialization.NoEncryption()
open(f"{sys.argv[1]}/key.pem", "wb").write(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
PY
}

settings() {
  local schema=$root/etc/ldap/schema modules
  modules=$(find "$root/usr/lib" -type d -name ldap | head -n 1)
  cat <<CONF
include $schema/core.schema
include $schema/cosine.schema
include $schema/inetorgperson.schema
modulepath $modules
moduleload back_mdb
pidfile $folder/slapd.pid
TLSCertificateFile $folder/ca.pem
TLSCertificateKeyFile $folder/key.pem
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="cn=tra-cuu,dc=co-quan,dc=test" read by * none
database mdb
suffix "dc=co-quan,dc=test"
directory $folder/data
CONF
}

people() {
  cat <<'LDIF'
dn: dc=co-quan,dc=test
objectClass: dcObject
objectClass: organization
dc: co-quan
o: Co quan thu nghiem

dn: cn=tra-cuu,dc=co-quan,dc=test
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: tra-cuu
userPassword: tra-cuu-thu-2026

dn: uid=le.bach,dc=co-quan,dc=test
objectClass: inetOrgPerson
uid: le.bach
cn: Bach Cong Le
sn: Bach
userPassword: thu-muc-thu-2026
LDIF
}

case "$1" in
  start)
    command -v apt-get >/dev/null && command -v dpkg >/dev/null || exit 3
    mkdir -p "$folder/data"
    fetch || exit 3
    certificate && settings >"$folder/slapd.conf" && people >"$folder/people.ldif"
    run slapadd -f "$folder/slapd.conf" -l "$folder/people.ldif" >"$folder/log" 2>&1 || exit 3
    port=$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    run slapd -f "$folder/slapd.conf" -h "ldap://127.0.0.1:$port/" >>"$folder/log" 2>&1 || exit 3
    echo "ldap://127.0.0.1:$port#$folder/ca.pem"
    ;;
  stop) [ ! -f "$folder/slapd.pid" ] || kill "$(cat "$folder/slapd.pid")" 2>/dev/null || true ;;
esac
