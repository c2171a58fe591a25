#!/usr/bin/env bash
# base.sh OUT.tar: what the server's image stands on, without a container engine or a registry: the Debian
# libraries that its native code loads, extracted but not configured, and a Java runtime by jlink. No shell, no
# package manager. The tar is as "docker save" writes one, which Jib takes as a base image.
# Needs mmdebstrap and JAVA_HOME (a JDK 25).
set -euo pipefail

out=$(realpath -m "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

modules=java.se,jdk.crypto.ec,jdk.incubator.vector,jdk.jfr,jdk.management,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs
packages=base-files,libc6,libgcc-s1,libstdc++6,libpulse0,libxfixes3,libxrandr2,libxcomposite1,libfontconfig1,libfreetype6,tzdata

mkdir -p "$work/layer" "$work/image" "$(dirname "$out")"
mmdebstrap --quiet --mode="$([ "$(id -u)" = 0 ] && echo root || echo unshare)" --variant=extract \
  --include="$packages" "${VISAVIS_SUITE:-bookworm}" "$work/rootfs.tar"
tar -C "$work/layer" -xf "$work/rootfs.tar" --exclude=./dev --exclude=./usr/share/doc --exclude=./usr/share/man \
  --exclude=./var/cache --exclude=./var/lib/apt
# The licences of the packages stay.
tar -C "$work/layer" -xf "$work/rootfs.tar" --wildcards './usr/share/doc/*/copyright'
chmod 1777 "$work/layer/tmp"
# ONNX Runtime 1.29 crashes where this file is missing and its telemetry is on. It names no machine.
printf '%032d\n' 0 >"$work/layer/etc/machine-id"
echo 'visavis:x:10001:10001::/tmp:/usr/sbin/nologin' >"$work/layer/etc/passwd"
echo 'visavis:x:10001:' >"$work/layer/etc/group"
"$JAVA_HOME/bin/jlink" --output "$work/layer/opt/java" --strip-debug --no-header-files --no-man-pages \
  --compress zip-6 --add-modules "$modules"

tar -C "$work/layer" --sort=name --mtime='2026-01-01 00:00Z' --owner=0 --group=0 --numeric-owner -cf "$work/image/layer.tar" .
digest=$(sha256sum "$work/image/layer.tar" | cut -d' ' -f1)
cat >"$work/image/config.json" <<JSON
{"architecture":"amd64","os":"linux","created":"2026-01-01T00:00:00Z",
 "config":{"Env":["PATH=/opt/java/bin:/usr/bin:/bin","JAVA_HOME=/opt/java","LANG=C.UTF-8"]},
 "rootfs":{"type":"layers","diff_ids":["sha256:$digest"]},"history":[{"created":"2026-01-01T00:00:00Z"}]}
JSON
echo '[{"Config":"config.json","RepoTags":["visavis-base:latest"],"Layers":["layer.tar"]}]' >"$work/image/manifest.json"
tar -C "$work/image" -cf "$out" manifest.json config.json layer.tar
