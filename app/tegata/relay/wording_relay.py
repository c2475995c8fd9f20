"""How servers word that they do not relay, and which proof of who one is they want."""

from tegata.protocols.outcome import Phase
from tegata.relay.diagnosis import Cause
from tegata.relay.rule import DOOR, LETTER, LOGIN, RECIPIENT, SENDER, Rule

_C = Cause
_BEFORE_DATA = SENDER | RECIPIENT
_A_TABLE_OF_POSTFIX = "relay recipient table"
"""Where it looks recipients up: who is not in it does not exist."""

_WANTS_A_LOGIN = """
    smtp auth … {needed}
    {auth} (is|are|was)? {needed}
    {needed} (to|be)? (smtp)? {auth}
    (need.|send.|issue.|use.) … auth. (command)? (first|before|now)?
    please (first|smtp)? {auth}
    (not|un) (yet)? (been)? authenticated
    (not|must be|have to be|to be) (logged|signed) in
    {without} (smtp|prior|valid)? (auth|login|logging in|signing in)
    auth. first
    only (authenticated|registered|logged in) (user|client|sender|customer)
    (log in|login|logon|sign in|authenticate) before send
    no (auth|login|log in)
    {needed} … (user name|username|password|credential)
    (user name|username|password|credential) … {needed}
    anonymous
    unauthenticated (sender|client|user|connection|submission|session)
    """

_SPEAKS_OF_A_LOGIN = """
    authenticat
    smtp auth
    login
    (log|sign) (in|on)
    認証
    """

POP_FIRST = (
    Rule(
        _C.NEEDS_POP_BEFORE_SMTP,
        12,
        """
        (pop|pop3|imap) … before … smtp
        (pop|pop3|imap) … before (send|relay)
        smtp after (pop|pop3|imap)
        {relay} … (pop.|pop3.)
        (pop.|pop3.) … {relay}
        """,
        never_at=LOGIN,
    ),
    # What else would it have to do with sending?
    Rule(_C.NEEDS_POP_BEFORE_SMTP, 6, "pop. / pop3.", at=_BEFORE_DATA, never_at=LOGIN | DOOR | LETTER),
    Rule(
        _C.NEEDS_POP_BEFORE_SMTP,
        12,
        """
        (pop|pop3) (przed|prima|avant|antes|vor|fore|voor) … smtp
        (need|have|must) to pop.
        pop. first
        before (send|relay) … (pop|pop3)
        {relay} … (read|retrieve|fetch|collect|download) (your|the|new)? (new)? {post}
        {pop_login} … {pop3}
        (log in|login|log on|logon|connect|check) … to your (mailbox|mail box|inbox)
        {pop3} … {pop_login}
        {take_in} … {post} … (first|before|prior)
        (first|before|must) … {take_in} … {post}
        please {take_in} … {post}
        (send|sent) … after (check|read|receiv|retriev|fetch|collect)
        {take_in} … {post} … then
        not (checked|retrieved|received|read|fetched|collected|downloaded) … {post}
        (zuerst|erst|vorher) … {post} … (abruf|abhol|empfang)
        (ruf|hol|empfang) … {post} … (zuerst|vorher|vor.)
        (relev|consult|verifi|recev|recup) … {post} … (avant|abord)
        (scaric|riceve|controll|legg) … {post} … prima
        prima … (scaric|riceve|controll|legg|consult) … {post}
        (revis|recib|consult|descarg) … {post} … antes
        受信 … 送信
        送信 … 受信して
        送信 … 前 … 受信
        送信 … 受信 … (ください|必要)
        先に … 受信
        受信 … 先に
        pop認証
        先 … (收信|接收|收取)
        """,
        never_at=LOGIN,
        unless="""
        check … (address|recipient|setting|spelling) / address … check / smtp auth … (pop|pop3|imap)
        """,
    ),
)

RELAYING = (
    Rule(
        _C.RELAY_DENIED_AUTH_NEEDED,
        11.8,
        """
        {relay}
        {elsewhere}
        """,
        at=_BEFORE_DATA | LETTER,
        never_at=LOGIN,
        along=_WANTS_A_LOGIN + _SPEAKS_OF_A_LOGIN,
    ),
    Rule(
        _C.RELAY_DENIED_AUTH_NEEDED,
        11.8,
        """
        {relay} … ({without}|require) … {auth}
        {relay} … {auth} … {needed}
        {relay} … {needed} … {auth}
        {relay} … (please|use|turn on|enable) … {auth}
        {relay} … (unauthenticated|not authenticated)
        {relay} … (only|after|when) … {auth}
        {auth} … ({needed}|only) … {relay}
        (authenticat|login|log in|smtp auth) … (to|for|before) relay
        {needed} … {auth} … {relay}
        (turn on|enable|use|verwenden|utilis) … smtp auth … {relay}
        {relay} … (smtp auth|authenticate|log in|sign in|identify)
        rcpthosts … {auth}
        (unauthenticated|not authenticated|not logged in) … {relay}
        {auth} … {elsewhere}
        {elsewhere} … {auth}
        """,
        at=_BEFORE_DATA | LETTER,
        never_at=LOGIN,
    ),
    Rule(
        _C.RELAY_DENIED_NEVER,
        10.2,
        """
        (do|does|will|would|shall) not {serve_as}? {any_kind}? relay
        (no|not an?) (open|public) (mail|smtp|email)? relay
        (do|does|will) not … (handle) (mail|messages) for
        not a (mail)? (relay|gateway)
        never relay
        """,
        unless="for (that|this|the) (user|recipient|mailbox)",
    ),
    Rule(
        _C.RELAY_DENIED,
        11,
        """
        (do|does|will) not {serve_as}? relay … (for|to|from) (your|this|that) (host|network|address|ip|domain)
        not local host
        not configured to relay
        tenant attribution
        """,
    ),
    Rule(
        _C.RELAY_DENIED,
        9.2,
        """
        {relay} … {denied}
        {denied} … {relay}
        {relay} … fail
        not (be)? relay
        can not deliver (mail|message) for
        (unable|unwilling|impossible) to relay
        no relay
        not (allowed|permitted|authori) … (through|via|thru) (this|our|my) (server|host|system)
        not (allowed|permitted|authori) … (through|via|thru) (this|our|my) (gateway|mta|mail)
        not (allowed|permitted|authori) to use (this|our) … (server|host|system|gateway|mta)
        (must|only) … (local|own) (domain|recipient|user)
        (foreign|external|outside|other) domain
        anti relay
        rcpthosts
        rcpt hosts
        non accepted domain
        {not_ours}
        delivery … not allowed to this address
        delivery … to (remote|external|foreign|non local) … {denied}
        (remote|external|foreign|non local|outside) (recipient|address|domain|delivery) … {denied}
        mail … to … (outside|external|remote) … {denied}
        (not|unable to) (forward|deliver|send) … (non local|remote|external|outside)
        non local (recipient|domain|address|user|mail)
        """,
        at=_BEFORE_DATA | LETTER | DOOR,
        unless=_A_TABLE_OF_POSTFIX,
    ),
    Rule(
        _C.RELAY_DENIED,
        10,
        """
        {denied} … {elsewhere}
        not accept (mail|message|messages) for … (outside|elsewhere|from you|from your)
        not … domain we (accept|handle|serve|host)
        (forward|forwarding) … (other|remote|foreign|external) (host|domain|server|site|system)
        """,
        at=_BEFORE_DATA,
        never_at=LOGIN,
    ),
    Rule(_C.RELAY_DENIED, 5, "{relay}", at=_BEFORE_DATA, unless=_A_TABLE_OF_POSTFIX),
)

IDENTITY = (
    Rule(
        _C.AUTH_REQUIRED,
        10,
        _WANTS_A_LOGIN,
        at=_BEFORE_DATA | LETTER | {Phase.EHLO},
        never_at=LOGIN,
        unless="spf. / dkim / dmarc / unauthenticated (email|mail|message)",
    ),
    Rule(
        _C.AUTH_REQUIRED,
        9,
        """
        {auth} … {needed}
        {needed} … {auth}
        please … {auth}
        unauthenticated … (submission|submit|sending|posting)
        (turn on|enable|switch on|activate|use|activ|einschalten) … {auth}
        {auth} … (enable|turn on|switch on|activ)
        {auth} … (turned|switched) off
        """,
        at=_BEFORE_DATA | LETTER | {Phase.EHLO},
    ),
    # What else would it have to do with sending?
    Rule(
        _C.AUTH_REQUIRED,
        6.5,
        _SPEAKS_OF_A_LOGIN,
        at=_BEFORE_DATA,
        never_at=LOGIN | DOOR | LETTER,
        unless="""
        spf. / dkim / dmarc / as @ / {sender} / authenticated as / auth … fail / (helo|ehlo) before auth
        """,
    ),
    Rule(
        _C.AUTH_REQUIRED,
        7,
        """
        not authori … to send
        you are not authori
        permission to (submit|send)
        """,
        at=_BEFORE_DATA,
        never_at=DOOR,
    ),
    # So a submission port, too; other servers mean the recipient.
    Rule(_C.AUTH_REQUIRED, 7.6, "recipient address {denied} access denied", at=RECIPIENT, code=r"5\.7\.1"),
    # On a submission port; at the door the same words mean that the address is blocked.
    Rule(_C.AUTH_REQUIRED, 10.5, "client host {denied} access denied", at=_BEFORE_DATA, never_at=DOOR),
    Rule(
        _C.RECIPIENT_REFUSED,
        12,
        """
        resolver rst (auth|sender|not)
        sender not authenticated for
        authenticat … (to send|post) to this (group|list|recipient|mailbox)
        (group|list|recipient|mailbox) … only accept … (authenticated|internal)
        """,
    ),
)
