#!/bin/sh
# Makes the virtual environment $1 with the Python $2 and uv at version $3 in it.
set -eu
venv=$1 python=$2 uv=$3

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
    echo "Péristyle needs Python 3.11 or newer as '$python'. On Debian: apt-get install python3; elsewhere: make PYTHON=/path/to/python3 …" >&2
    exit 1
}
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" -ne 0 ]; then
        echo "Python cannot make virtual environments here: ask an administrator to run 'apt-get install python3-venv', then try again." >&2
        exit 1
    fi
    echo "Installing from Debian: python3-venv"
    apt-get -qq update
    DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends python3-venv >/dev/null
fi
"$python" -m venv "$venv"
"$venv/bin/pip" install -qq --disable-pip-version-check "uv==$uv"
