"""Where a library lies: is it on this computer at all?"""

from __future__ import annotations

from pathlib import Path

MOUNTS = Path("/proc/mounts")
_NETWORK = frozenset(
    {"9p", "afs", "beegfs", "ceph", "cifs", "davfs", "glusterfs", "gpfs", "lustre", "ncpfs", "nfs"}
    | {"nfs4", "orangefs", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs"}
    | {f"fuse.{name}" for name in ("ceph", "davfs2", "gvfsd-fuse", "rclone", "s3fs", "sshfs")}
    | {f"fuse.{name}" for name in ("glusterfs", "juicefs", "smbnetfs", "vmhgfs-fuse")}
)


def network(folder: Path, mounts: Path | None = None) -> str | None:
    """Return the kind of network file system a folder is on, or None if it is on a disk here.

    SQLite's locks and shared memory need one computer (https://www.sqlite.org/useovernet.html).
    Linux tells in /proc/mounts; elsewhere None is all that is known.
    """
    try:
        lines = (mounts or MOUNTS).read_text().splitlines()
    except OSError:
        return None
    real = folder.resolve()
    best: tuple[int, str] = (-1, "")
    for line in lines:
        _, where, kind, *_ = line.split()
        mount = Path(where.replace("\\040", " "))
        if real == mount or mount in real.parents:
            best = max(best, (len(mount.parts), kind), key=lambda known: known[0])
    return best[1] if best[1] in _NETWORK else None
