# shellcheck shell=bash
# Sourced by ci/conform and ci/test. Sets the checkout up: the npm packages that package-lock.json names, with no
# install script run, and only when they are missing or the lock file changed since. Talks on stderr only.

say() { printf '%s\n' "$*" >&2; }

die() {
  say "$@"
  exit 3
}

# What was installed last is a copy of the lock file inside node_modules, written when npm was done.
packages_are_current() {
  cmp -s "$root/package-lock.json" "$root/node_modules/.set-up-lock.json" && return 0
  # Installed by hand with npm: it writes its own lock last.
  [[ ! -e $root/node_modules/.set-up-lock.json &&
    $root/node_modules/.package-lock.json -nt $root/package-lock.json ]]
}

install_packages() {
  say "set-up: installing the npm packages of package-lock.json into node_modules (about 430 packages, 430 MB;" \
    "Node 24 is among them, for machines that have an older one). No install script is run."
  # At loglevel error npm keeps quiet about engines that the Node 24 among the packages will meet.
  if ! npm ci --prefix "$root" --ignore-scripts --no-audit --no-fund --no-update-notifier --no-progress \
    --loglevel error </dev/null >&2; then
    die "set-up: npm ci failed, see above. It needs the npm registry that this machine is configured for."
  fi
  say "set-up: done"
}

set_up() {
  command -v node >/dev/null || die "set-up: there is no node on this machine: install Node 20 or newer, and npm"
  packages_are_current && return 0
  command -v npm >/dev/null || die "set-up: there is no npm on this machine: it has to install this project's packages"
  # The lock file itself is what two set-ups at once take turns on.
  {
    if ! flock --nonblock 9; then
      say "set-up: waiting for another set-up of this checkout to end"
      flock 9
    fi
    packages_are_current || install_packages 9<&-
    cp "$root/package-lock.json" "$root/node_modules/.set-up-lock.json"
  } 9<"$root/package-lock.json"
}

# The node to work with: the one among the packages where there is one, else the machine's.
find_node() {
  if [[ -x $root/node_modules/.bin/node ]]; then
    printf '%s' "$root/node_modules/.bin/node"
  else
    command -v node
  fi
}
