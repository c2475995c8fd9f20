"""The tables, and the way from each version of them to the next. A version once released is never changed.

An older program refuses a newer version, says so and changes nothing; its own last state lies beside the file
as `tegata.db.schema-N`. No version is readable by an older one. What an older program cannot pass over is a
new version, too, even with an empty step: above all a new word of an enum that a row holds, for it would
leave that letter alone (`parcel_reading`).
"""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE parcel (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            account TEXT NOT NULL,
            message_id TEXT NOT NULL UNIQUE,
            subject TEXT NOT NULL,
            sender TEXT NOT NULL,
            smtputf8 INTEGER NOT NULL,
            size INTEGER NOT NULL,
            state TEXT NOT NULL,
            hold TEXT,
            queued_at TEXT NOT NULL,
            changed_at TEXT NOT NULL,
            due TEXT,
            tries INTEGER NOT NULL DEFAULT 0,
            draft TEXT NOT NULL
        )""",
        "CREATE INDEX parcel_by_state ON parcel (state, account)",
        """CREATE TABLE recipient (
            parcel INTEGER NOT NULL REFERENCES parcel (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            address TEXT NOT NULL,
            outcome TEXT,
            PRIMARY KEY (parcel, position),
            UNIQUE (parcel, address)
        )""",
        """CREATE TABLE original (
            parcel INTEGER NOT NULL REFERENCES parcel (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            size INTEGER NOT NULL,
            changed_ns INTEGER NOT NULL,
            PRIMARY KEY (parcel, position)
        )""",
        """CREATE TABLE attempt (
            parcel INTEGER NOT NULL REFERENCES parcel (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            began TEXT NOT NULL,
            ended TEXT NOT NULL,
            steps TEXT NOT NULL,
            transcript TEXT NOT NULL,
            PRIMARY KEY (parcel, number)
        )""",
        """CREATE TABLE draft (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            saved_at TEXT NOT NULL,
            content TEXT NOT NULL
        )""",
        """CREATE TABLE login_window (
            account TEXT PRIMARY KEY,
            content TEXT NOT NULL
        )""",
        """CREATE TABLE own_network (
            account TEXT NOT NULL,
            local_address TEXT NOT NULL,
            family INTEGER NOT NULL,
            server_sees TEXT NOT NULL,
            PRIMARY KEY (account, local_address, family, server_sees)
        )""",
        """CREATE TABLE login (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            account TEXT NOT NULL,
            at TEXT NOT NULL,
            useful INTEGER NOT NULL DEFAULT 0
        )""",
        "CREATE INDEX login_by_time ON login (account, at)",
    ),
    ("CREATE TABLE learned (account TEXT PRIMARY KEY, content TEXT NOT NULL)",),
    ("ALTER TABLE parcel ADD COLUMN departure TEXT",),
    (
        """CREATE TABLE draft_version (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            draft INTEGER NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
            saved_at TEXT NOT NULL,
            pinned INTEGER NOT NULL,
            content TEXT NOT NULL
        )""",
        "CREATE INDEX draft_version_by_draft ON draft_version (draft, pinned)",
    ),
    ("ALTER TABLE parcel ADD COLUMN checksum TEXT",),
    ("CREATE TABLE reckoning (boot_id TEXT NOT NULL, wall_at_boot TEXT NOT NULL)",),
)
"""Entry N leads from version N to N + 1, the number in the file's `user_version`."""

VERSION = len(MIGRATIONS)
