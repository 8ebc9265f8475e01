# shellcheck shell=bash
# The containers' root folder: one static busybox and a link for each of its commands; no registry is asked.

image_root() {
  local root=$STATE/busybox
  if [ ! -e "$root/bin/sh" ]; then
    mkdir -p "$root/bin" "$root/proc" "$root/tmp" "$root/etc"
    cp "$(command -v busybox)" "$root/bin/busybox"
    chroot "$root" /bin/busybox --install -s /bin ||
      die "$(command -v busybox) does not run by itself: the lab's containers need the package busybox-static"
  fi
  printf '%s' "$root"
}
