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
            echo "Python 无法建立 $folder：Debian 和 Ubuntu 需要先安装软件包 python3-venv。" >&2
            echo "Python could not create $folder." \
                "On Debian and Ubuntu the package python3-venv is needed for it." >&2
            exit 1
        }
        exit 0
    fi
done

echo "需要 Python 3.11 或更高版本，未找到：请安装，或用 make run HCA_PYTHON=/路径/python3.11 指明。" >&2
echo "Python 3.11 or newer is needed, and none of these is: $candidates." \
    "Install one, or name it: make run HCA_PYTHON=/path/to/python3.11" >&2
exit 1
