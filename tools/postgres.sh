#!/usr/bin/env bash
# PostgreSQL để thử: cài từ gói của Debian nếu được, chạy một cụm tạm chỉ nghe trên ổ cắm Unix.
#   tools/postgres.sh start FOLDER   in ra địa chỉ cho DONDOC_DATABASE_URL
#   tools/postgres.sh stop FOLDER
set -euo pipefail
. "$(dirname "$0")/debian.sh"
cd / # where the server's user may stand
bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }
as_server() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

install_it() {
  [ -n "$(bin)" ] && return 0
  debian_install postgresql || return 1
  [ -n "$(bin)" ]
}

folder=$2
case "$1" in
  start)
    install_it || exit 3
    mkdir -p "$folder" && chmod 755 "$folder"
    [ "$(id -u)" = 0 ] && chown postgres "$folder"
    as_server "$(bin)/initdb" -D "$folder/data" -A trust -U postgres -E UTF8 --locale=C.UTF-8 >/dev/null
    as_server "$(bin)/pg_ctl" -D "$folder/data" -w -l "$folder/log" -o "-k $folder -c listen_addresses= -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=60" start >/dev/null
    as_server "$(bin)/createdb" -h "$folder" -U postgres dondoc
    echo "postgres://postgres@/dondoc?host=$folder"
    ;;
  stop) as_server "$(bin)/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true ;;
esac
