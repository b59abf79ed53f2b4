#!/bin/sh
# Cài doccheck từ thư mục này, không cần mạng. / Installs doccheck from this folder, without network.
#   sh install.sh [NƠI CÀI / TARGET]      (mặc định / default: ~/doccheck)
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
target=${1:-"${HOME:?}/doccheck"}
wanted=@PYTHON@

python=
for one in "${PYTHON:-}" "python$wanted" python3 python; do
  if [ -n "$one" ] && "$one" -c "import sys; sys.exit('%d.%d' % sys.version_info[:2] != '$wanted')" 2>/dev/null; then
    python=$one
    break
  fi
done
if [ -z "$python" ]; then
  echo "Cần Python $wanted (@SYSTEM@): các gói trong bộ cài dành cho bản này." >&2
  echo "Python $wanted (@SYSTEM@) is needed: the wheels are for it. Set PYTHON=/path/to/python if it is elsewhere." >&2
  exit 2
fi
if [ -e "$target" ] && [ ! -e "$target/pyvenv.cfg" ]; then
  echo "$target đã có và không phải nơi cài doccheck; chọn nơi khác. / exists already; choose another place." >&2
  exit 2
fi

"$python" -m venv --without-pip "$target"
for pip in "$here"/wheels/pip-*.whl; do :; done
"$target/bin/python" -s "$pip/pip" --isolated --disable-pip-version-check --no-cache-dir install --quiet --no-input \
  --no-index --find-links "$here/wheels" --upgrade "@WANTED@"
for extra in registry.db rules; do
  if [ -e "$here/$extra" ]; then cp -R "$here/$extra" "$target/"; fi
done
"$target/bin/doccheck" version
echo "Đã cài: $target/bin/doccheck (thử: $target/bin/doccheck demo)"
echo "Installed: $target/bin/doccheck (try: $target/bin/doccheck demo --lang en)"
