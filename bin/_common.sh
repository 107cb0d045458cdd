# Shared by the commands beside it; sourced, not run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

root=$PWD
tools=$root/.tools
stamps=$tools/stamps
python=$root/.venv/bin/python
# What is compiled once is kept: a run of the tests starts some hundred processes.
unset PYTHONDONTWRITEBYTECODE
# Node may live in .tools, where bin/setup puts it when the machine has none.
export PATH="$tools/bin:$PATH"

# Trust the certificates that this machine trusts: Node has a list of its own otherwise.
if [ -z "${NODE_EXTRA_CA_CERTS:-}" ] && [ -r /etc/ssl/certs/ca-certificates.crt ]; then
  export NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
fi

say() { printf '%s\n' "$*"; }

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# digest FILE…: one word that changes when any of the files does.
digest() { cat -- "$@" | sha256sum | cut -c1-32; }

# fresh NAME DIGEST: was this step already done with exactly this input?
fresh() { [ -f "$stamps/$1" ] && [ "$(cat "$stamps/$1")" = "$2" ]; }

stamp() {
  mkdir -p "$stamps"
  printf '%s' "$2" > "$stamps/$1"
}

# step WHAT COMMAND…: run it and say how many seconds it took.
step() {
  local what=$1 began=$SECONDS
  shift
  say "── $what"
  "$@" || fail "✗ $what failed after $((SECONDS - began)) s"
  say "✓ $what: $((SECONDS - began)) s"
}

# beside WHAT COMMAND…: begin a step that waits more than it computes. What it says is kept until `together`.
besides=()
beside() {
  local what=$1 said
  said=$(mktemp)
  shift
  (step "$what" "$@") > "$said" 2>&1 &
  besides+=("$! $said")
  trap together EXIT # where another step fails they are waited for, too
}

# Waits for all that runs beside, says what each said, and ends the build where one failed.
together() {
  local one ended=0
  for one in "${besides[@]}"; do
    wait "${one%% *}" || ended=1
    cat "${one#* }"
    rm "${one#* }"
  done
  besides=()
  trap - EXIT
  [ "$ended" = 0 ] || exit 1
}
