#!/bin/sh
# Create a virtual environment with the first Python found that is new enough.
# Usage: create_environment.sh FOLDER      (HCA_PYTHON=/path/to/python chooses one)
set -eu
folder=$1
test='import sys; sys.exit(sys.version_info < (3, 11))'
candidates=${HCA_PYTHON:-python3 python3.13 python3.12 python3.11 python3.14 python}

for python in $candidates; do
    if command -v "$python" >/dev/null 2>&1 && "$python" -c "$test" 2>/dev/null; then
        echo "Creating $folder with $("$python" --version)."
        rm -rf "$folder"
        "$python" -m venv "$folder" || {
            rm -rf "$folder"
            echo "Python could not create $folder." \
                "On Debian and Ubuntu the package python3-venv is needed for it." >&2
            exit 1
        }
        exit 0
    fi
done

echo "Python 3.11 or newer is needed, and none of these is: $candidates." \
    "Install one, or name it: make run HCA_PYTHON=/path/to/python3.11" >&2
exit 1
