# A PostgreSQL of our own, in a temporary folder, gone at the end; sourced after _common.sh.
postgresql_folder=

postgresql_programs() {
  local folder
  for folder in $(ls -d /usr/lib/postgresql/*/bin 2> /dev/null | sort -rV) "$(dirname "$(command -v initdb || true)")"; do
    if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then
      printf '%s' "$folder"
      return
    fi
  done
  return 1
}

require_postgresql() {
  postgresql_programs > /dev/null && return
  if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    say "Installing the system's PostgreSQL"
    DEBIAN_FRONTEND=noninteractive apt-get update -qq > /dev/null 2>&1 || true
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql > /dev/null 2>&1 || true
  fi
  postgresql_programs > /dev/null \
    || fail "The tests on PostgreSQL need its server: install it (on Debian: apt install postgresql) and call this again."
}

# The server refuses root: then it runs as the user that its package made.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

# start_postgresql [durable]: exports MANYHANDS_DATABASE. It listens on a socket in its folder only, so no port can be
# taken. Nothing in it survives a power cut; `durable`: what was committed survives the end of its processes.
start_postgresql() {
  require_postgresql
  local acknowledge=off
  [ "${1:-}" != durable ] || acknowledge=on
  local programs
  programs=$(postgresql_programs)
  postgresql_folder=$(mktemp -d /tmp/manyhands-postgresql.XXXXXX)
  [ "$(id -u)" != 0 ] || chown postgres "$postgresql_folder"
  trap stop_postgresql EXIT
  (
    cd "$postgresql_folder"
    as_postgres "$programs/initdb" -D "$postgresql_folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 > /dev/null
    printf '%s\n' "listen_addresses = ''" "unix_socket_directories = '$postgresql_folder'" "fsync = off" \
      "full_page_writes = off" "synchronous_commit = $acknowledge" >> "$postgresql_folder/data/postgresql.conf"
    as_postgres "$programs/pg_ctl" -D "$postgresql_folder/data" -w -l "$postgresql_folder/log" start > /dev/null
    as_postgres "$programs/createdb" -h "$postgresql_folder" -U postgres manyhands
  )
  export MANYHANDS_DATABASE="postgresql://postgres@/manyhands?host=$postgresql_folder"
}

stop_postgresql() {
  [ -n "$postgresql_folder" ] || return 0
  (cd / && as_postgres "$(postgresql_programs)/pg_ctl" -D "$postgresql_folder/data" -m immediate stop > /dev/null 2>&1) || true
  rm -rf "$postgresql_folder"
  postgresql_folder=
}
