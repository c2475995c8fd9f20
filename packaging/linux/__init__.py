"""Tegata at home on the Linux desktop: from `dist/tegata`, the bundle, to a Debian package and a tar.gz.

`python -m linux deb` and `python -m linux tarball`, run with this folder's parent on the path and with the
Python that made the bundle (see the Makefile). The map, each line above what it uses:

    deb | tarball           a package for Debian and its relatives | an archive with install.sh for others
    share                   what both put under share/: desktop entry, metainfo, icons, manual, licences
    metainfo | depends      what software centres show | which packages of Debian the bundle needs
    copyright               the licences of everything in the bundle, as one text
    owners                  whose each file in the bundle is; one that nobody owns is an error
    tidy                    trees that come out the same every time
    wheels | debian | elf   what Python packages say | what the package manager says | what a library needs
    changes | dates         releases in CHANGELOG.md | the one date that a package bears
"""
