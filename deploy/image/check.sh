#!/usr/bin/env bash
# check.sh IMAGE.tar [PORT]: runs the image's files as its user and with its command, in a mount namespace of its
# own, where there is no container engine; asks the server whether it is ready. Root.
set -euo pipefail

image=$(realpath "$1")
port=${2:-18080}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/image" "$work/root"
tar -C "$work/image" -xf "$image"

read_json() { jq -r "$1" "$work/image/$2"; }
for layer in $(read_json '.[0].Layers[]' manifest.json); do
  tar -C "$work/root" --warning=no-unknown-keyword -xf "$work/image/$layer"
done
config=$(read_json '.[0].Config' manifest.json)
mapfile -t environment < <(read_json '.config.Env[]' "$config")
mapfile -t command < <(read_json '.config.Entrypoint[], .config.Cmd[]' "$config")
mkdir -p "$work/root/proc" "$work/root/dev" "$work/root/sys"

# shellcheck disable=SC2016
unshare --mount --pid --fork --kill-child bash -c '
  root=$1; shift
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
  mount --rbind /sys "$root/sys"
  exec env -i "$@"' - "$work/root" \
  "${environment[@]}" VISAVIS_LOG=json \
  "$(command -v chroot)" --userspec="$(read_json .config.User "$config")" "$work/root" \
  "${command[@]}" --port "$port" >"$work/log" 2>&1 &
server=$!
for _ in $(seq 120); do
  if curl -fs "http://127.0.0.1:$port/readyz" >/dev/null; then
    curl -fs "http://127.0.0.1:$port/" >"$work/page"
    # unshare itself takes no signal while it waits for its child, the server.
    kill "$(pgrep -P "$server")"
    wait "$server" 2>/dev/null || true
    cat "$work/log"
    grep -q '<title>' "$work/page" || { echo "The page is missing."; exit 1; }
    echo "The image serves."
    exit 0
  fi
  kill -0 "$server" 2>/dev/null || break
  sleep 1
done
cat "$work/log"
echo "The image does not serve."
exit 1
