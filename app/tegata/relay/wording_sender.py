"""How servers word that they object to the sender's address, to how much one sends, or to where from."""

from tegata.relay.diagnosis import Cause
from tegata.relay.rule import DOOR, LETTER, LOGIN, MAILBOX, RECIPIENT, SENDER, Rule

_C = Cause


OWNERSHIP = (
    Rule(
        _C.SENDER_NOT_OWNED,
        12,
        """
        relay … {denied} as @
        {from} must (be the|be your|equal|match) … (authori|authenticat|login|account|user)
        not own … {from}
        not the owner … {from}
        only send (mail|mails|email|messages)? (from|as)
        only use … own … (sender|from|address)
        """,
        at=SENDER | RECIPIENT | LETTER,
        never_at=LOGIN,
    ),
    Rule(
        _C.SENDER_NOT_OWNED,
        11.3,
        """
        not owned by
        (authenticat|login|logged in|user|account) … not (match|correspond|equal|same) … {from}
        must (be|equal|match) … (same|equal|match|authori)
        must (match|equal) … (authenticat|login|log in|account|user)
        {from} … (non|pas|no) (autoris|permess|autoriz|permit) … (compte|account|cuenta)
        absender … nicht … (zugelassen|erlaubt|berechtigt|gestattet)
        same as (the)? (auth|login|account|user)
        send as denied
        (send|sending|sends|submit) (mail|mails|email|messages)? (as|on behalf) … {denied}
        (allow|permit|permission) … (to)? send (mail|mails|email|messages)? (as|on behalf|under)
        (authori|right|entitled) … (to)? send (mail|mails|email|messages)? (as|on behalf|under)
        not (allowed|permitted|authori) to (send|use) … (from|this|that|with) … (address|sender|domain|from)
        not (allowed|permitted|authori) to send (mail|email)? (as|from)
        not (allowed|permitted|authori) to use
        {sender} … not (been)? (verified|registered|confirmed|a registered|a verified)
        (identity|identities|email address|address) (is|are)? not (been)? verified
        (unverified|unregistered|unconfirmed|unauthori) (use of)? (the|this)? ({from}|identity)
        {from} … (not|no) … (match|belong|correspond|equal|gehor|concorda|coincide)
        {from} … (mismatch|differ|spoof|not (conform|agree))
        {from} (is|address|domain)? not (been)? (verified|registered|confirmed|configured)
        {from} (is|address|domain)? not (been)? (authori|permitted|allowed)
        (sending|sender|from) (from)? (domain|address) … (not|un) (allowed|permitted|verified|registered)
        (sending|sender|from) (from)? (domain|address) … (not|un) (configured|authori|confirmed)
        (unverified|unregistered|unconfirmed|unconfigured|unauthori) (sending|sender|from)
        (not|can not) (use|send) … (from|sender) (address|domain|name)
        not authori … to send … from
        ({from}|address) … not (one of)? (your|yours|associated|assigned)
        (match|correspond) … ({from}|account) … (authenticat|login|account|user)
        unauthori … use of … {from}
        not local sender
        verified sender
        sender signature
        {sender} (address|is)? not (allowed|permitted|authori) … (for|by|to|on)
        ({from}|address) … not (allowed|permitted|valid|authori) … (account|user|login)
        差出人 … (一致|異な|登録)
        送信者 … (一致|異な|認証)
        发件人 … (不一致|不匹配|认证)
        (may|can) not (send|use) (mail|mails|email|message|messages)? (as|from|under|on behalf)
        {from} … (nie nalezy|nie należy|niezgodn|не соответств|не принадлеж|non corrispond|no coincid)
        {from} … (ne correspond|stimmt nicht|nicht uberein|일치하지)
        (gehort|gehoert) nicht zu
        (appartient|appartiene|pertenece) … (account|compte|cuenta)
        """,
        at=SENDER | RECIPIENT | LETTER,
        never_at=LOGIN,
        unless="spf. / dmarc / dkim / syntax / null / empty / {relay} / unauthenticated (sender|user|client)",
    ),
    Rule(
        _C.SENDER_NOT_OWNED,  # how some providers answer a foreign From
        9,
        """
        mailbox unavailable
        mailbox not available
        """,
        at=LETTER | SENDER,
        never_at=LOGIN | RECIPIENT | DOOR,
    ),
)

REJECTION = (
    Rule(
        _C.SENDER_REJECTED,
        11,
        """
        anti spoof
        spf.
        dmarc
        dkim
        sender policy framework
        (sender|message|mail|email) is unauthenticated
        unauthenticated (email|mail|message) (from|is)
        authentication (level|results|checks|information)
        mail from domain … listed
        (sender|sending|from|your) domain … (listed|{black}|not|does|must|has|invalid|unknown|reject|no.)
        domain of (the)? sender
        your domain … no
        domain … (present|listed) (in|on) … (dbl|rhsbl|domain block)
        bad mail from
        (sender|callback|callout) (address)? (verify|verification)
        (sender|from) (address|domain|mailbox) (is|was|has been)? … {black}
        {from} … must contain
        remote ip check
        """,
        at=SENDER | RECIPIENT | LETTER | DOOR,
        never_at=LOGIN,
    ),
    Rule(
        _C.SENDER_REJECTED,
        8.3,
        """
        {from} … ({absent}|{denied}|unvalidated|black list|block list|missing|required|banned|spam)
        ({absent}|{denied}|bad|banned|blocked|black listed) … {from}
        (valid|recogni) … sender
        (required|needed|missing) (for|in) (the)? sender
        sender … fully
        {from} … format
        (null|empty|bad) (sender|return path)
        host denies the sender
        domain … (no|without|missing) … (mx|dns|a record)
        {from} … (必要|拒否|拒绝|存在|無効|不明)
        """,
        at=SENDER | RECIPIENT | LETTER | DOOR,
        never_at=LOGIN,
    ),
    Rule(_C.SENDER_REJECTED, 5.5, "{denied}", at=SENDER, never_at=LOGIN | DOOR | RECIPIENT | LETTER),
    Rule(
        _C.SENDER_REJECTED,
        7.5,
        """
        (domain|host|mx|dns) … ({absent}|no.|fail|resolve)
        ({absent}|bad) … (domain|host|mx)
        """,
        at=SENDER,
        never_at=LOGIN | DOOR | RECIPIENT | LETTER,
    ),
)

RATE = (
    Rule(
        _C.RATE_LIMIT,
        11,
        """
        (credit|credits) (exceed|exhaust|used up) / (out of|not enough|insufficient|no) credits
        (message|messages|mail|mails|email|emails|sending) (limit|quota) (is|was|has been)? (reach|exceed)
        """,
        at=LOGIN | SENDER | LETTER,
    ),
    Rule(
        _C.RATE_LIMIT,
        10.6,
        """
        {many} … {goods} … {period}
        {goods} … (per|this|each|a|in the last|in one|every) {period}
        (sending|submission|daily|hourly|relay|outgoing|outbound|smtp|sender) … quota
        quota … (sending|submission|sender|{period})
        {period} … (limit|quota)
        (limit|quota|maximum|allowance) … (per|a|each) {period}
        (unusual|excessive|high|abnormal) (rate|volume|number|sending|amount|traffic)
        unexpected volume
        rate limit
        throttl
        (relay|smtp|peak|customer|daily|hourly|sending) … (limit|limits) … {excess}
        {excess} … (its|your|the|their) (sending|daily|hourly|relay|mail|message|email) (limit|quota)
        too many (concurrent|simultaneous|open|smtp|parallel)? (connection|session)
        (connection|session) … too many
        (send|sending|sender|mail) (rate|frequency|limit|limits) … {excess}
        (message|connection|submission|email) (rate|frequency|limit|limits) … {excess}
        {excess} … (send|sending|sender|mail|message) (rate|frequency|limit|limits)
        {excess} … (messaging|connection|submission|email) (rate|frequency|limit|limits)
        frequency limit
        (credit|credits|allowance|budget) … {excess}
        """,
        never_at=LOGIN,
    ),
    Rule(
        _C.RATE_LIMIT,
        8.5,
        """
        too many … (message|mail|email|concurrent|session|simultaneous|request|transaction|send|thread)
        too (fast|quickly|frequent|often|rapid)
        too much (mail|email|traffic)
        receiving mail … (rate|quick)
        concurrent
        thread limit
        (message|messages|mail|mails) from … deferred
        (max|maximum|number|limit) … (message|connection|session|mail|email) … (exceed|reach|per|limit)
        {excess} … (message|messages|connection|connections|session|mail|mails|emails|rate|thread)
        max (number)? (of)? (connection|message|session|mail)
        slow down
        per (session|connection)
        (allowed|permitted) number of (message|mail|email|connection)
        (volume|burst) … (limit|exceed|high)
        zu viele (verbindung|nachricht|mail|e mail)
        trop de (message|mail|courriel|connexion)
        troppe (mail|email|messagg|connession)
        demasiad (mensaje|correo|conexion)
        (送信|接続) … (数|回数|通数|頻度) … (制限|上限|超)
        (頻繁|频繁|频率|过于频繁|发信超限)
        """,
        never_at=LOGIN,
    ),
    Rule(
        _C.RATE_LIMIT,
        9,
        """
        too many (concurrent|simultaneous)? (connection|session)
        (maximum|max) … connection
        """,
        at=MAILBOX,
    ),
    Rule(
        _C.RATE_LIMIT, 10, "(mail|mails|email|message) quota", at=SENDER, never_at=RECIPIENT | LETTER | LOGIN
    ),
    Rule(_C.RATE_LIMIT, 4, "too many / limit / volume", never_at=LOGIN),
)

WHERE_FROM = (
    Rule(
        _C.IP_BLOCKED,
        9,
        """
        blocked using
        (recent|known|source of) … spam source
        spam source
        source of spam
        (ip.|host|server|address|you) … not … (white list|allow list|whitelist)
        (is|are) in (an|a|our|the) rbl
        (on|by|in|at|using|via) (the)? (spamhaus|spamcop|sorbs|xbl|sbl|pbl|zen)
        (on|by|in|at|using|via) (the)? (uceprotect|barracuda|cbl|njabl|dsbl|ordb)
        (client|host|server|ip) … listed
        listed (in|on|by|at) …
        dnsbl
        rbl.
        rhsbl
        ({line}|you|your) … {black}
        {black} … ({line}|you)
        {line} … (block|ban|banned|denied|refus|forbid)
        {line} … (not allowed|filter|prohibit|reject|reputation|not accept)
        (block|ban|banned|denied|refus|forbid|filter|reject) … {line}
        access … (by|from) your (ip|host|address|network)
        (poor|bad|low|ip|server|sender|mta) reputation
        due to … reputation
        (mail|mails|message|messages) from ipaddr … ({denied}|{black}|deferred)
        (mail|mails|message|messages) from your (ip|host|location) … ({denied}|{black}|deferred)
        (mail|mails|message|messages) from your (network|server) … ({denied}|{black}|deferred)
        (email|connection|connections|access) from ipaddr … ({denied}|{black}|deferred)
        (email|connection) from your (ip|host|location|network|server) … ({denied}|{black}|deferred)
        (connections|access) from your (ip|host|location|network|server) … ({denied}|{black}|deferred)
        permanently deferred
        bad (ip.|host)
        reverse (dns|name|hostname|lookup|mapping|resol|dns lookup|entry)
        rdns
        ptr.
        (dynamic|dial up|dial in|residential) … (ip|pool|address|host|range)
        (dynamic|dial up|dial in|residential) … (line|user|network|adresse|connection)
        (generic|consumer|home|dynamisch) … (ip|pool|address|host|range)
        (generic|consumer|home|dynamisch) … (line|user|network|adresse|connection)
        (helo|ehlo) … ({denied}|{absent}|bad|bogus|fully|forged|fake|not|spoof|listed|mismatch)
        (bad|invalid|forged|fake|{denied}) … (helo|ehlo)
        (helo|ehlo) … (should|must) … (fqdn|literal|qualified|host|domain|name)
        (not|can not) (find|resolve|verify|lookup) your (reverse)? (host|ip|address|name)
        not (allowed|authori|permitted) to (connect|send email directly|send mail directly)
        (mail|message|connection) from … ip … not
        an open (relay|proxy|resolver)
        (server|host) … open (relay|proxy)
        black ip
        (smtp|mail) (relay|server) at your (service|internet)? provider
        (use|through) your (isp|provider|internet provider|service provider)
        abused|botnet|zombie
        no smtp service
        (bad|poor) (neighborhood|neighbourhood|netblock|network)
        (not|no) (a)? legitimate mail server
        (untrusted|unauthorized|unauthorised|suspicious) (ip.|host|client|server|network)
        blocked for (abuse|spam|sending)
        (remove|removal|removed|delist) … (list|block|ip.)
        part of their network
        confirm this mail server
        adresse ip
        """,
        never_at=MAILBOX,
        unless="not listed / your domain / url / uri / link",
    ),
    Rule(
        _C.IP_BLOCKED,
        11.5,
        """
        foreign (country|ip|network|login) … (ip|access|address|block|restrict|denied|login|not)
        (overseas|abroad|country|countries) … (ip|access|address|block|restrict|denied|login|not)
        spam … from (your|this) (ip|host|network|address|server)
        (geo|region|outside of japan|ausland|etranger) … (ip|access|address|block|restrict|denied|login|not)
        (access|login|ip|connection|block|restrict) … (overseas|foreign country|abroad)
        (access|login|ip|connection|block|restrict) … (your country|country|region)
        海外
        国外
        境外
        """,
    ),
    Rule(
        _C.IP_BLOCKED,
        7.5,
        """
        black list
        block list
        deny list
        banned
        {denied}
        you are not
        not accept
        (ask|contact) your (postmaster|isp|provider|admin|internet|network|system)
        """,
        at=DOOR,
        never_at=SENDER | RECIPIENT | LETTER | LOGIN,
    ),
    Rule(
        _C.IP_BLOCKED,
        7,
        """
        reputation
        black list
        block list
        block listed
        your host
        your server
        """,
        never_at=LOGIN,
    ),
    Rule(
        _C.IP_BLOCKED,
        9.5,
        """
        spamhaus
        spamcop
        sorbs
        dnsbl
        rbl.
        bl.
        barracuda
        uceprotect
        abuseat
        mailspike
        manitu
        invaluement
        senderscore
        blocklist
        blacklist
        delist
        rdns
        ip lookup
        dsbl
        ordb
        njabl
        cbl.
        """,
        never_at=LOGIN,
        links=True,
    ),
)

NETEASE = (
    # Bare letters of 163.com, 126.com and yeah.net, as their help pages explain them.
    Rule(_C.RELAY_DENIED, 12, "rp frl"),
    Rule(_C.IP_BLOCKED, 12, "hl (rep|ihu|ipb|bli) / dt rbl / wm bli"),
    Rule(_C.RATE_LIMIT, 12, "hl (icc|ifc|itc|mep) / mi (sfq|stc|dmc|ccl) / rp (qrc|trc|cel)"),
    Rule(_C.TOO_MANY_RECIPIENTS, 12, "rp (drc|rcl)"),
    Rule(_C.SENDER_REJECTED, 11.9, "mi (spf|dma|imf)"),
    Rule(_C.SPAM_POLICY, 12, "dt (spm|sum)"),
    Rule(_C.ACCOUNT_BLOCKED, 12, "mi spb / wm blu"),
    Rule(_C.PROTOCOL_ERROR, 12, "mi (nhd|cel)"),
)
