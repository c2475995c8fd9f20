"""What Windows shows of the program in the properties of its files."""

# PyInstaller reads this with classes of these names. The two numbers at 041104B0 and 040904B0 are a language
# (Japanese, English of the United States) and the code page 1200, Unicode.
_TEMPLATE = """\
VSVersionInfo(
  ffi=FixedFileInfo(
    filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, OS=0x40004, fileType=1, subtype=0
  ),
  kids=[
    StringFileInfo([
      StringTable("040904B0", [{english}]),
      StringTable("041104B0", [{japanese}]),
    ]),
    VarFileInfo([VarStruct("Translation", [0x409, 1200, 0x411, 1200])]),
  ],
)
"""
_ENGLISH = "Tegata: a mini mailer that sends mail from home and from anywhere"
_JAPANESE = "Tegata：自宅からも旅先からも送れるミニメーラー"


def version_resource(version: str, copyright_line: str) -> str:
    """Return the text of a version file for PyInstaller. `version` has up to four numbers between dots."""
    numbers = tuple([*map(int, version.split(".")), 0, 0, 0, 0][:4])
    return _TEMPLATE.format(
        numbers=numbers,
        english=_strings(_ENGLISH, version, copyright_line),
        japanese=_strings(_JAPANESE, version, copyright_line),
    )


def _strings(description: str, version: str, copyright_line: str) -> str:
    texts = {
        "CompanyName": "Tegata",
        "FileDescription": description,
        "FileVersion": version,
        "InternalName": "tegata",
        "LegalCopyright": copyright_line,
        "OriginalFilename": "tegata.exe",
        "ProductName": "Tegata",
        "ProductVersion": version,
    }
    return ", ".join(f"StringStruct({name!r}, {text!r})" for name, text in texts.items())
