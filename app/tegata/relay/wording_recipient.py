"""How servers word that a recipient does not exist, does not want the letter, or has no room for it."""

from tegata.relay.diagnosis import Cause
from tegata.relay.rule import DOOR, LETTER, LOGIN, RECIPIENT, SENDER, Rule

_C = Cause


EXISTENCE = (
    Rule(
        _C.USER_UNKNOWN,
        8,
        """
        {mailbox} … {absent}
        {absent} … {mailbox}
        (recipient|address) … (can not|could not) be verified
        no … (mailbox|account|user|recipient|inbox|person|one here) … (here|name|that|found|address|at this)
        no such (user|mailbox|account|recipient|address|person|domain|alias|local)
        no (mailbox|user|account|recipient|alias|valid recipient)
        not (our|a|an) … (customer|user|recipient|mailbox|account|known)
        not (known|on|in) … (system|directory|server|list|database)
        (host|domain|dns|name server|mx) … (unknown|not found|not exist|no such)
        (host|domain|dns|name server|mx) … (unrout|invalid|not resolve|be resolved)
        (unknown|no such|invalid|bad|non existent) (host|domain)
        unrout
        by that name
        not have … account
        (not|no longer) works? here
        (unable|can not|could not|fail) … (resolve|resolv) … (domain|host|address)
        (null|no) mx
        bad (destination|recipient|address)
        recip not found
        address lookup fail
        (mailbox|address|user|account|recipient) … no longer (valid|exist|available|here|on)
        (user|mailbox|account) … (was|been) (removed|deleted)
        user not local
        (unable to|can not|could not|did not) (find|locate) … (user|mailbox|recipient)
        (unable to|can not|could not|did not) (find|locate) … (account|address|person)
        (undefined|illegal|wrong|incorrect) (user|address|alias|recipient|mailbox)
        (misspelled|mistyped|nonexistant) (user|address|alias|recipient|mailbox)
        not (a)? (registered|current) (user|customer|member|mailbox)
        (user|mailbox|account|address) (has been|was|is)? (deleted|removed|departed|gone)
        never heard
        (address|mailbox) … not in service
        not one of (our|my)
        (domain|address) … not … (hosted|served|accept mail)
        あて先 … (ありません|不明)
        (宛先|ユーザー|アドレス) … ありません
        """,
        at=RECIPIENT | LETTER,
        never_at=LOGIN | SENDER | DOOR,
    ),
    Rule(
        _C.USER_UNKNOWN,
        6.5,
        """
        not found
        does not exist
        no such
        no one with
        no longer (an|a|with|at|work|on|in)
        no route
        nie ma
        unknown
        user.
        """,
        at=RECIPIENT,
        never_at=LOGIN | SENDER | DOOR,
    ),
    Rule(
        _C.USER_UNKNOWN,
        8,
        """
        (mailbox|mail box|address|recipient|account|user) … (unavailable|not available)
        """,
        at=RECIPIENT,
        never_at=LOGIN | SENDER | DOOR | LETTER,
        code="5.*|",
    ),
    Rule(_C.USER_UNKNOWN, 9, "address rejected", at=RECIPIENT, code="5\\.1\\.[01]", unless="sender"),
    Rule(_C.USER_UNKNOWN, 9, "access denied", at=RECIPIENT, code="5\\.4\\.1", unless="{relay}"),
)

WILLINGNESS = (
    Rule(
        _C.RECIPIENT_REFUSED,
        10.5,
        """
        (by|in|due to|because of) (the|a)? (recipient|user) (s)? (reject|block|black|preference)
        (by|in|due to|because of) (the|a)? (recipient|user) (s)? (rule|filter|policy|setting)
        (user|domain|recipient) … sending to … has … policy
        polic … (target|recipient|destination) (address|mailbox|user)
        (badrcptto|badrecipientto|bad rcpt to|bad recipient to)
        (user|recipient) (is)? (in|on) … {black}
        """,
        at=RECIPIENT | LETTER,
    ),
    Rule(
        _C.RECIPIENT_REFUSED,
        9.5,
        """
        {mailbox} … {shut}
        {shut} … {mailbox}
        (mailbox|account) can not be (accessed|reached|opened)
        {mailbox} … (no longer|not) (accept|receiv|active|in use|want|able to receive|allowed to receive)
        not (currently|now)? (being)? accept … (for|to) (this|that|the) {mailbox}
        not accept (any)? (new|incoming)? (mail|message|email|sender)
        (rejected|refused|blocked|denied|declined) by (the)? (recipient|user|addressee|owner|destinat)
        (recipient|user|addressee|destinat) … (refus|reject list|preference|declin)
        (recipient|user|addressee|destinat) … (does not want|not want|blocks)
        (recipient|user|addressee) … (chose|decided|has blocked|has refused) … (you|your)?
        (recipient|user) s … (reject|block|black|preference|rule|filter|policy)
        recipient (policy|preference)
        recipient … {denied} … polic
        administrative prohibition
        restricted … (list|group|recipient|address|mailbox)
        (recipient|list|group) … restricted
        (recipient|user|mailbox|list|group|address) … only (accept|allow|receiv)
        only … (members|subscribers|internal|authori) … (post|send|mail|write)
        (members|subscribers) only
        allowed senders
        not allowed … (post|send) (mail|message|email)? to (this|the|that) … (list|group|recipient)
        not allowed … (write|mail) (mail|message|email)? to (this|the|that) … (list|group|recipient)
        not permitted … (post|send) (mail|message|email)? to (this|the|that) … (list|group|recipient)
        not permitted … (write|mail) (mail|message|email)? to (this|the|that) … (list|group|recipient)
        not authori … (post|send) (mail|message|email)? to (this|the|that) … (list|group|recipient)
        not authori … (write|mail) (mail|message|email)? to (this|the|that) … (list|group|recipient)
        not allowed … (post|send) (mail|message|email)? to (this|the|that) … (address|user|mailbox)
        not allowed … (write|mail) (mail|message|email)? to (this|the|that) … (address|user|mailbox)
        not permitted … (post|send) (mail|message|email)? to (this|the|that) … (address|user|mailbox)
        not permitted … (write|mail) (mail|message|email)? to (this|the|that) … (address|user|mailbox)
        not authori … (post|send) (mail|message|email)? to (this|the|that) … (address|user|mailbox)
        not authori … (write|mail) (mail|message|email)? to (this|the|that) … (address|user|mailbox)
        (may not|can not) … (post|send) (mail|message|email)? to (this|the|that) … (list|group|recipient)
        (may not|can not) … (write|mail) (mail|message|email)? to (this|the|that) … (list|group|recipient)
        (may not|can not) … (post|send) (mail|message|email)? to (this|the|that) … (address|user|mailbox)
        (may not|can not) … (write|mail) (mail|message|email)? to (this|the|that) … (address|user|mailbox)
        opted out
        unsubscribed
        (has|have) moved
        user … moved
        (left|retired from) (the|our) (company|organi)
        do not … mail to this
        受信 … 拒否
        受信者 … 拒否
        拒收
        """,
        at=RECIPIENT | LETTER,
        never_at=LOGIN | SENDER | DOOR,
    ),
    Rule(
        _C.RECIPIENT_REFUSED,
        6.8,
        """
        recipient … {denied}
        (address|mailbox|rcpt) … {denied}
        {denied} … recipient
        """,
        at=RECIPIENT,
        never_at=LOGIN | SENDER | DOOR,
    ),
)

ROOM = (
    Rule(
        _C.MAILBOX_FULL,
        9.5,
        """
        {mailbox} … (full.|over quota|out of (storage|space)|no space|lleno|llena|voll|pleine|piena)
        {mailbox} … (quota|storage|space) … {excess}
        {mailbox} … {excess} … (quota|storage|space|capacity|limit|allotted|size)
        {mailbox} (size|storage|space)? (limit|capacity) … {excess}
        over … (quota|allotment)
        {excess} … (quota|storage|mailbox|capacity|disk)
        quota … {excess}
        quota violat
        (quota|mailbox|storage|disk|inbox) … (full.|used up|is over)
        (disk|storage|system storage|file system|space) … (full.|insufficient|exhausted)
        (insufficient|not enough|no|out of|low on) (system|disk|mail|server)? (storage|space|disk)
        mail system full
        space shortage
        full (mailbox|inbox)
        too many (messages|mails) (on|in) (the|this|his) (server|mailbox|inbox)
        trouble in home directory
        speicherplatz
        (boite|boite aux lettres|casella|buzon|postfach|mailbox|quota) … (pleine|piena|llen|voll|depasse)
        (boite|boite aux lettres|casella|buzon) … (superat|excedid|uberschritten|ueberschritten)
        (postfach|mailbox|quota) … (superat|excedid|uberschritten|ueberschritten)
        zuviele mails
        メールボックス … (容量|一杯|いっぱい|満杯|フル)
        容量 … (超|不足|オーバー)
        邮箱 … (已满|空间|容量)
        (空间|容量) … (不足|已满)
        """,
        at=RECIPIENT | LETTER | SENDER,
        never_at=LOGIN,
    ),
)

TOO_MUCH_FOR_IT = (
    # What a mailbox gets too much of says nothing of who sends it. The second row goes by RFC 3463 section 3:
    # X.1 is about an address, of which X.1.7 and X.1.8 are the sender's, and X.2 about a mailbox.
    Rule(
        _C.RATE_LIMIT,
        0,
        """
        receiving (mail|message|email) … (rate|quick|fast|often)
        (recipient|user|mailbox) … (receiv|received) … too (many|much)
        too (many|much) … for (this|that|the) (recipient|user|mailbox)
        """,
        at=RECIPIENT,
    ),
    Rule(
        _C.RATE_LIMIT,
        0,
        "{many} / rate / limit / too / throttl / {excess}",
        at=RECIPIENT,
        unless="(sending|submission|daily|hourly|your) … (quota|limit|rate) / you … {excess}",
        code=r"4\.(1\.[0-6]|2\.\d{1,3})",
    ),
)
