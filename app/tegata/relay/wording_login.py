"""How servers word that a login did not succeed: in SMTP, in POP3, before and without TLS."""

from tegata.protocols.outcome import Phase
from tegata.relay.diagnosis import Cause
from tegata.relay.rule import DOOR, LETTER, LOGIN, MAILBOX, RECIPIENT, SENDER, Rule

_C = Cause


CREDENTIALS = (
    Rule(
        _C.WRONG_CREDENTIALS,
        8,
        """
        {secret} … {wrong}
        {wrong} … {secret}
        auth … {wrong}
        authoris … {wrong}
        {wrong} … (auth|authenticat|authorization)
        sasl … {wrong}
        anmeld … {wrong}
        認証 … {wrong}
        {absent} … (user|mailbox|account)
        (user|mailbox|account) … {absent}
        no (user|mailbox|account)
        not (logged in|authenticated) … (password|credential)
        try … (another|different) password
        (password|passwort|kennwort|パスワード) … (again|prufen|verif|確認)
        authentication data
        validation (error|fail)
        chkpass
        log on fail
        log in fail
        can not log (in|on)
        (unable|impossible) to log (in|on)
        check your (user|password|login|account)
        """,
        at=LOGIN,
        never_at=RECIPIENT,
    ),
    Rule(_C.WRONG_CREDENTIALS, 10, "credentials … (no longer|expired|invalid)"),
    Rule(
        _C.WRONG_CREDENTIALS,
        9,
        "(could not|can not|unable to|failed to) (authenticat|log in|login|log you in|verify)",
        at=LOGIN,
        never_at=SENDER | RECIPIENT | LETTER | DOOR,
        code="5.*|-err",
    ),
    Rule(
        _C.WRONG_CREDENTIALS,
        4,
        """
        access denied
        permission denied
        not authori
        rejected
        {denied}
        """,
        at=LOGIN,
        never_at=SENDER | RECIPIENT | LETTER | DOOR,
    ),
    Rule(
        _C.APP_PASSWORD_OR_OAUTH,
        10,
        """
        app. (specific)? password
        (application|apps) (specific)? password
        password transition
        not meet the criteria
        security defaults
        service is not open
        password … for (external|third party) (app|application|program|client)
        oauth
        xoauth
        bearer
        access token
        token … expired
        basic auth … ({off}|not support)
        client authentication is disabled
        modern auth
        less secure
        (second|2nd) factor
        (two|2|multi) (factor|step)
        2fa
        web (browser|login|interface)
        via … browser
        (authorization|authorisation|auth|authentication) code
        enter your authorization
        授权码
        客户端专用密码
        アプリパスワード
        アプリケーションパスワード
        専用パスワード
        parol prilozheniya
        mot de passe d application
        """,
    ),
    Rule(
        _C.APP_PASSWORD_OR_OAUTH,
        11.2,
        """
        (pop|pop3|imap|smtp) (access|service|protocol|feature|login|auth)? … {off}
        (external|third party|foreign|other) (mail|email)? (program|app|client|software|access) … {off}
        {off} … (pop|pop3|imap|smtp) (access|service|protocol|feature)?
        (enable|activat|allow|turn on|open) … (pop|pop3|imap|smtp) (access|service|protocol|in)
        (enable|activat|turn on|switch on) … (pop|pop3|imap)
        access rights to this service
        (account|mailbox|user) … not (enabled|allowed) for (pop|imap|smtp|this|external)
        (account|mailbox|user) … not (permitted|configured) for (pop|imap|smtp|this|external)
        (protocol|service) … (disabled|not enabled|not open|switched off) … (account|user|mailbox|settings)
        has (no|not) permission
        no permission
        (not|un) … (support|offer|includ) … (pop|pop3|imap|smtp) (access|service|login)
        (pop|pop3|imap|smtp) … (not|un) (set|activ|open|enabled|available)
        (enable|activat|switch|turn) … (in|via|on) … (settings|preferences|options)
        """,
        at=LOGIN,
        never_at=SENDER | RECIPIENT | LETTER | DOOR,
    ),
    Rule(
        _C.AUTH_UNSUPPORTED,
        9.5,
        """
        auth … (not|un) (be)? (enabled|available|support|advertis|implement|offer|recogni|known|allowed on)
        (command|auth) used when not advertised
        (not|un) (support|implement|recogni|known|availab) … auth
        unrecogni … auth
        unsupported … (auth|mechanism|login)
        unknown auth (type|method|mechanism|mode)?
        unknown … (auth|mechanism) … (type|method|mechanism)
        mechanism … (not|un|in) (support|available|recogni|known|valid|offered|allowed)
        no … mechanism
        mechanism … weak
        no (form|way|method|kind) of auth
        auth … extension
        no supported … auth
        invalid … (auth)? mechanism
        auth (mode|mechanism|method|type) … (unsupport|invalid|unknown|disabled|denied)
        auth support error
        ehlo (before|first) … auth
        (command|verb) … auth … (unknown|unrecogni)
        (unknown|unrecogni|invalid|unimplemented|illegal) command … auth
        auth command (is|has been)? (disabled|denied|not)
        apop … not
        auth … mech … {wrong}
        sasl … not (available|configured|enabled)
        auth (is|was|has been)? (disabled|switched off)
        auth … (disabled|off) (on|for) this (connection|port|server|session|line)
        """,
        at=LOGIN | DOOR | SENDER,
        never_at=LETTER,
        unless="reason unavailable / user unknown / unknown user",
    ),
)

MECHANISMS = (
    Rule(
        _C.AUTH_UNSUPPORTED,  # whatever the command is called, it was AUTH
        11,
        """
        unimplemented
        (command|verb|keyword) … (not|un) (recogni|known|implement|support)
        (unknown|unrecogni|unsupported|invalid) (command|verb|keyword)
        not (implement|support)
        """,
        at=frozenset({Phase.AUTH}),
        never_at=SENDER | RECIPIENT | LETTER | DOOR | MAILBOX,
        code="50[0-4]",
    ),
    Rule(
        _C.AUTH_UNSUPPORTED,
        11,
        """
        (helo|ehlo) … auth
        auth … not (required|needed|necessary)
        auth … (helo|ehlo)
        {mechanism} … (not|un) (support|availab|enabled|offer|allowed|accept|known|implement)
        (not|un) (support|availab|known) … {mechanism}
        """,
        at=LOGIN,
        never_at=SENDER | RECIPIENT | LETTER,
    ),
)

STATE_OF_THE_ACCOUNT = (
    Rule(
        _C.LOGIN_THROTTLED,
        10,
        """
        login delay
        {pop_login} … (once|only) … minute
        brute force
        (login|check|access) … interval
        (login|logins|logons) … limited
        wait … (before|until) … (auth|log)
        rate limit
        (login|auth) rate
        auth … (error|fail) … (limit|exceed)
        too much … (fail|auth|login)
        (too|very) (many|frequent|often) … (login|logon|log in|log on|auth|password)
        (login|logon|logins|log in|auth|authentication) … too (many|frequent|often|soon|fast)
        (exceed|reach|maximum) … (login|logon|auth|password) (limit|attempt|rate|failure)
        (login|logon|auth) (rate|limit|attempts|failures) … (exceed|reach|limit|block)
        (authentication|password) (rate|limit|attempts|failures) … (exceed|reach|limit|block)
        (login|logins|logons) … apart
        (time|interval|wait) between (login|logon|pop)
        (repeated|multiple|frequent|excessive) … (login|auth|password) … fail
        (repeated|multiple|consecutive|excessive) (fail|attempt|tries)
        (auth|login) … (block|suspend|lock) … (fail|attempt|tries)
        (login|pop|pop3|mail) … (check|access|poll|connect) … too (often|frequent)
        (wait|warten|attend|aspett) … (minut|second|sekund) … (log|login|again|erneut)
        zu viele … (anmeld|login|fehl)
        zu (oft|haufig|haeufig|schnell)
        (abruf|haufigkeit|haeufigkeit|interval|frequen) … {excess}
        {excess} … (interval|frequen)
        abrufintervall
        (trop|troppo|demasiado) (souvent|frequent|spesso)
        trop de (connexions|tentatives)
        troppi (tentativi|login|accessi)
        demasiados (intentos|inicios)
        frequency limit
        (ログイン|接続|受信|アクセス) … (回数|間隔|制限)
        登录 … (频繁|次数|过多)
        """,
        at=LOGIN,
        never_at=LETTER | RECIPIENT,
    ),
    Rule(
        _C.LOGIN_THROTTLED,  # whatever else it says is locked, it is so for having tried too often
        11.5,
        """
        too many (bad|wrong|invalid|incorrect|failed|unsuccess|repeated)? (fail|attempt|tries)
        too many (bad|wrong|invalid|incorrect|failed|unsuccess|repeated)? (login|logon|password)
        """,
        at=LOGIN,
        never_at=LETTER | RECIPIENT,
    ),
    Rule(
        _C.LOGIN_THROTTLED,
        8.5,
        """
        (ip|address|host|client) … (blacklist|black list|blocked|banned)
        (temporarily|currently) (blocked|banned|locked out)
        too (often|frequent|soon|fast|many)
        (command|bandwidth) … limit
        (wait|try again (in|after)) … (minut|second|hour)
        (reduce|lower) the (frequency|number)
        """,
        at=MAILBOX,
        never_at=DOOR | SENDER | RECIPIENT | LETTER,
    ),
    Rule(
        _C.ACCOUNT_BLOCKED,
        10,
        """
        {account} … {shut}
        {shut} … {account}
        account … (review|verif|compromis|restricted|violation|unpaid|overdue|closed)
        account … abuse
        login … (disabled|suspended)
        locked out
        """,
        at=LOGIN | SENDER,
        never_at=RECIPIENT | DOOR,
    ),
    Rule(
        _C.ACCOUNT_BLOCKED,
        10,
        """
        {box} … {shut}
        {shut} … {box}
        """,
        at=LOGIN,
        never_at=RECIPIENT | DOOR | LETTER,
    ),
    Rule(
        _C.ACCOUNT_BLOCKED,
        11,
        """
        your (account|user|login) … {shut}
        your account … (spam|abuse)
        account (is|was|has been)? (suspend|terminat|banned)
        no longer send
        not send … (any longer|any more|anymore)
        password … (expired|too simple|too weak|too short|too old|must be changed|has to be changed)
        password is too
        (change|reset|update) your password
        out (going|bound) (mail|email|message|spam)? … (disabled|suspended|block|denied|not allowed)
        banned sender
        tenant … threshold
        spam abuse detected
        (sending|mail sending|smtp) … (disabled|suspended) … (account|user|domain|mailbox)
        (sending|mail sending|smtp) … (blocked|deactivated) … (account|user|domain|mailbox)
        (account|user|mailbox|domain) … (send|sending) … (disabled|suspended|blocked|deactivated)
        (not|no longer) (allowed|permitted|authori) to send (any|mail|email|message|outgoing)
        smtp access denied
        compromis
        送信 … (停止|制限されて)
        """,
        at=LOGIN | SENDER | LETTER,
        never_at=RECIPIENT,
        unless="send … (from|as) ",
    ),
    Rule(
        _C.ACCOUNT_BLOCKED,
        11,
        "bad outbound / outbound spam / account … not (yet)? (been)? activated",
        at=SENDER | LETTER,
    ),
    Rule(
        _C.MAILBOX_LOCKED,
        11,
        """
        in use. … (mailbox|maildrop|by|pid)
        (mailbox|mail box|maildrop|maildir|inbox|mail drop|mail spool|pop|pop3) … (lock|in use|busy)
        (lock|locked) … (mailbox|maildrop|maildir|session|process|spool)
        lock (busy|fail|file)
        (get|obtain|acquire) … lock
        (unable to|can not|could not) lock
        mail lock
        another (pop|pop3|session|client|process|connection|user|instance|mail|login)
        (already|still) (lock|in use|open|logged|active|connected|login)
        double login
        session … (active|open|in progress|exists)
        already … session
        (aktive|andere|laufende|bereits) … sitzung
        session … deja
        (gesperrt|in benutzung) … sitzung
        使用中
        他の … (接続|セッション|端末)
        """,
        at=MAILBOX,
        never_at=DOOR | SENDER | RECIPIENT | LETTER | {Phase.AUTH},
    ),
)

SAFE_LINE = (
    Rule(
        _C.TLS_REQUIRED,
        11,
        """
        issue … starttls
        (starttls|stls) … (required|first|before|needed|must|command|necessary)
        (before|without|use|need|must|please) (starttls|stls|tls|ssl)
        {secure} (connection|session|channel|layer|support|is|are|was)? … {needed}
        {secure} … (only|einschalten|aktivier|activ|enable)
        (only|until|unless|not) … (over|with|via|under|using|after|until|unless|in) … {secure}
        (until|unless|after|without) (the|a|you)? {secure}
        {needed} … {secure}
        require … {secure}
        (use|enable|with|over|only) … {secure} … (connect|port|first|encrypt)
        (use|enable|activate) (ssl|tls|starttls|encrypt)
        under a layer
        {open_line} … {denied}
        {open_line} … not support
        (disallow|not allowed|disabled|forbid|prohibit) … {open_line}
        non secure
        insecure (connection|session|channel|login|auth)
        {secure} … too weak
        not … (secure|encrypted) (connection|session|channel|line)
        """,
    ),
    Rule(
        _C.SERVER_TEMPORARY,
        12,
        """
        (tls|starttls|ssl) (is)? (currently|temporarily)? (not available|unavailable)
        (connection|contact) … (lost|refused|fail) … auth … server
        lost … auth … server
        auth … (server|service|backend|database) … (unavailable|not available|down.|busy|timed out)
        temporary (authentication|auth|login) (failure|error|problem)
        (authentication|auth|login) (server|service|backend|database) (has)? fail
        """,
    ),
)
