"""How servers word that they object to the letter, or to how it is handed over, or that it has to wait."""

from tegata.protocols.outcome import Phase
from tegata.relay.diagnosis import Cause
from tegata.relay.rule import DOOR, LETTER, LOGIN, MAILBOX, RECIPIENT, SENDER, Rule

_C = Cause


SIZE = (
    Rule(_C.MESSAGE_TOO_BIG, 10.8, "{excess} … (mailsize|mail. size|message size|body size)", never_at=LOGIN),
    Rule(
        _C.MESSAGE_TOO_BIG,
        9.3,
        """
        ({letter}|size) … too (big|large|long|heavy)
        ({letter}|size) … (exceed|over|above|beyond) … (size|bytes|length|mb.|kb.|megabyte|kilobyte)
        ({letter}|size) … (larger|bigger|greater) than … (size|bytes|length|mb.|kb.|megabyte|kilobyte)
        size … (exceed|over|larger|bigger|greater) … (limit|max|permitted|allowed)
        ({letter}) (size|length) … (exceed|limit|maximum|too|{excess})
        (exceed|over|max|maximum) … ({letter}) (file)? (size|length)
        (maximum|max) … size … exceed
        size violation
        size limit
        exceed … size limit
        (fixed|permitted|allowed) (maximum)? (message)? size
        databytes
        ({letter}) … (zu gross|trop grand|trop volumineu|trop gros|troppo grande|demasiado grande|zu groß)
        サイズ … (超|制限|大き|オーバー)
        ({letter}) … 大きすぎ
        (邮件|信件|附件) … (过大|太大|超过)
        """,
        never_at=LOGIN,
    ),
    Rule(
        _C.TOO_MANY_RECIPIENTS,
        11.2,
        """
        (too many|too much|maximum|max|number of|limit of) … {addressees}
        more {addressees} than
        (more than|over) … {addressees}
        {addressees} (limit|count|number|maximum) … ({excess}|reach)
        {addressees} … (too many|limit exceed|maximum exceed|over the limit)
        (zu viele|trop de|troppi|demasiados) … {addressees}
        (at most|up to|no more than|only) … {addressees}
        {addressees} (per|in one|in a single) (message|mail|transaction|session)
        (宛先|受信者|送信先) … (多すぎ|数|上限|制限)
        收件人 … (过多|太多|数量)
        """,
        never_at=LOGIN,
        unless="{period}",
    ),
)

CONTENT = (
    Rule(
        _C.SPAM_POLICY,
        9.8,
        """
        message is likely
        spam (filter|content|message|detect|score|point|refus|reject|policy|threshold)
        (as|due to|suspicion of|considered|like|similar to|probable|possible) … spam
        (virus|malware) … (detect|found|infect)
        (message|mail|email) … infected
        unsolicited
        (score|scoring) … (high|over|limit|threshold|exceed)
        """,
        at=LETTER | RECIPIENT | SENDER | DOOR,
        never_at=LOGIN,
    ),
    Rule(
        _C.SPAM_POLICY,
        8,
        """
        spam
        junk
        unsolicited
        bulk (mail|email|message)
        virus
        viren
        malware
        trojan
        infected
        phish
        suspicious
        {letter} … (content)? … (prohibit|forbidden|banned|not allowed|dangerous|executable|restricted)
        content … ({denied}|filter|unacceptable|violat)
        ({denied}|banned) … (content|attachment|file|extension|url|word|phrase|pattern)
        attachment … ({denied}|type|extension)
        (uri|url|link) … (block|list|prohibit|denied|reject)
        uribl
        surbl
        (policy|policies) … (violat|reason|restrict|reject|breach)
        (violat|breach|against) … (policy|policies|rule)
        (local|security|email|content|company) policy
        (fraud|scam|heuristic|profanity|obscene|offensive|unsafe|dangerous|harmful|objectionable)
        (blacklist|block list|banned) … (url|uri|link|domain in)
        (identified|classified|flagged|marked|tagged|recogni) … (as|by)
        quarantin
        tripped … filter
        policy reject
        security (issue|risk|reason|threat)
        dt (spm|sum)
        (score|scored) … point
        (score|scoring) … (high|over|limit|threshold)
        message looks like
        (迷惑メール|スパム|ウイルス|ウィルス)
        (垃圾|病毒|敏感)
        indesirable
        no deseado
        indesiderat
        (virus|spam) … (gefunden|erkannt)
        """,
        at=LETTER | RECIPIENT | SENDER | DOOR,
        never_at=LOGIN,
    ),
    Rule(
        _C.SPAM_POLICY,
        6,
        """
        policy
        {letter} … {denied}
        {denied} … {letter}
        content
        filter
        {denied}
        not accept
        """,
        at=LETTER,
        never_at=LOGIN | DOOR | RECIPIENT,
    ),
    Rule(_C.SPAM_POLICY, 5, "policy / content", never_at=LOGIN),
)

ORDER = (
    Rule(
        _C.PROTOCOL_ERROR,
        12,
        """
        (header|headers|mime|subject|from header|date) … (missing|invalid|malformed|duplicate|multiple)
        (header|headers|mime|subject|from header|date) … (syntax|illegal|too (long|many|large)|bad|fail)
        (lack|multiple|missing|duplicate|invalid|malformed) … (header|headers|from header|subject|date)
        (bad|no.|more than one|illegal|several) … (header|headers|from header|subject|date)
        missing … from
        multiple (from|address) … header
        (number|too many|maximum|max) … received
        (rfc|rfc5322|rfc822|rfc2822|rfc5321) … (compl|conform|violat)
        not (rfc|compliant|conform)
        """,
        at=LETTER,
        never_at=LOGIN,
    ),
    Rule(
        _C.PROTOCOL_ERROR,
        9.6,
        """
        (helo|ehlo) … (required|first|needed|expected|argument)
        (need|must|send.|issue) … (helo|ehlo|mail|rcpt|mail from|rcpt to) (from|to|command|first|before|and)
        (say.|expect|please) … (helo|ehlo|mail|rcpt|mail from|rcpt to) (from|to|command|first|before|and)
        (rcpt|mail|mail from|rcpt to) (command)? (first|required|must|needed|expected|before)
        (sender|recipient|rcpt|mail) … (already|must|required|first|not) … (specified|given|precede)
        (sender|recipient|rcpt|mail) … (already|must|required|first|not) … (before|first)
        """,
        unless="auth / log in",
    ),
    Rule(
        _C.PROTOCOL_ERROR, 11, "(bad|{absent}) … (name|host|domain|helo|ehlo|argument)", at=DOOR, code="501"
    ),
    Rule(
        _C.PROTOCOL_ERROR,
        11,
        """
        (address|sender|recipient|bad|path|domain|name) syntax
        (valid|legal|proper) rfc
        rfc … address
        syntactically
        """,
        never_at=LOGIN,
    ),
    Rule(
        _C.PROTOCOL_ERROR,
        10,
        """
        (no|need) (valid)? (recipient|rcpt)
        (no|need) (valid)? sender
        """,
        at=frozenset({Phase.DATA}),
        never_at=LOGIN | RECIPIENT | SENDER | DOOR,
    ),
    Rule(
        _C.PROTOCOL_ERROR,  # what RFC 5321 lets every server say, whatever it means
        7,
        """
        syntax error
        bad sequence of commands
        error in parameter
        (bad|invalid|improper|wrong) (command)? sequence
        """,
    ),
    Rule(
        _C.PROTOCOL_ERROR,
        9.6,
        """
        not comply
        syntax check
        syntactic
        (bad|wrong) … order
        out of (order|sequence)
        (command|verb|keyword) … (not|un) (recogni|known|implement|support|allowed|expected|accept)
        (command|verb|keyword) … (not|mis) understood
        (pass|user|rcpt|mail|data) (after|before) (pass|user|rcpt|mail|data|helo|ehlo)
        base64
        (unknown|unrecogni|invalid) (command|verb|keyword|argument|parameter|option)
        command … not valid
        not valid … (state|now)
        (bad|illegal|unimplemented|wrong) (command|verb|keyword|argument|parameter|option)
        (nested|duplicate|unsupported|unexpected|disabled) (command|verb|keyword|argument|parameter|option)
        (invalid|bad|missing|no) (argument|parameter|command)
        too many hops
        hop count
        (mail|routing|message|forwarding) loop
        loop … detect
        loops back
        possible loop
        no (valid)? (sender|recipient|rcpt) (specified|given)
        must have (sender|recipient)
        must contain
        nested
        line … (too long|limit|length)
        (bare|lone|naked) (lf|cr|linefeed|line feed|newline|carriage)
        stray newline
        malformed
        pipelin
        (parameter|parameters|option|options) … (not|un) (recogni|implement|support|known)
        (is|are) (unsupported|not supported|not implemented)
        argument not (permitted|allowed)
        protocol (error|violation|synchroni)
        synchroni
        attempted over
        ssl attempt
        start afresh
        8 bit … (not|header|data)
        (nul|null) (byte|character)
        smtp utf8
        no such message
        invalid (state|character|address format|input|data)
        argument … (invalid|missing|required)
        too many … (bad|unknown|unrecogni|protocol|syntax|invalid) … (command|error)
        """,
        unless="auth command",
    ),
)

LINE_ENDS = (
    Rule(
        _C.PROTOCOL_ERROR,
        9,
        """
        (authori|log in|login|user name|username|user.) first / before pass.
        (user name|username|user.|password|pass.) required
        """,
        at=MAILBOX,
        never_at=SENDER | RECIPIENT | LETTER,
    ),
    Rule(
        _C.PROTOCOL_ERROR,
        9.2,
        "already authenticat / auth syntax",
        at=LOGIN,
        never_at=SENDER | RECIPIENT | LETTER | MAILBOX,
    ),
    Rule(_C.PROTOCOL_ERROR, 9.5, "smtplf / bare lf", never_at=LOGIN, links=True),
)

LATER = (
    Rule(_C.GREYLISTED, 9.5, "greylist / graylist / postgrey", at=RECIPIENT, never_at=LOGIN, links=True),
    Rule(
        _C.GREYLISTED,
        10,
        """
        (gr[ea]y|grey|gray) list
        greylist
        graylist
        postgrey
        not whitelist … (again|later|retry)
        (first|initial|unknown|new) (time|sender|attempt) … (again|later|retry|deferred|delay)
        (first|initial|unknown|new) (contact|delivery|triplet) … (again|later|retry|deferred|delay)
        not yet … later
        come back in
        (liste grise|graulist|lista grigia|lista gris|szara lista|серый список)
        グレ(ー|イ)リスト
        灰名单
        灰色
        """,
    ),
    Rule(
        _C.GREYLISTED,
        7,
        """
        (try|retry) … (again)? in … (second|minute)
        (please)? (try|retry) again (in|after) …(second|minute)
        deferred … (try|retry)
        """,
        at=RECIPIENT,
        never_at=LOGIN | DOOR,
    ),
    Rule(
        _C.SERVER_TEMPORARY,
        10.5,
        """
        unverified address … (timed out|refused|unreachable|lost connection|connect to|temporar)
        could not complete
        verification in progress
        not accepting network messages
        (service|server|system) (is|has been)? (temporarily|currently) (disabled|closed|suspended)
        (service|server|system) (is|has been)? (temporarily|currently) (blocked|stopped)
        (callout|verification) … (timed out|temporar|defer|could not)
        """,
    ),
    Rule(
        _C.SERVER_TEMPORARY,
        11.5,
        """
        connection (refused|timed out|reset|dropped|lost)
        (spf|dkim|dmarc) (lookup|check|record|verification)? … (temp|timeout|lookup) … (error|fail)
        (spf|dkim|dmarc) (lookup|temp) … (error|fail)
        """,
        code="4.*",
        unless="{black} / list / polic / reputation",
    ),
    Rule(
        _C.SERVER_TEMPORARY,
        8,
        """
        temporar … {failing}
        temporar (reject|defer)
        {failing} … temporar
        internal (server)? (error|failure|problem|fault)
        (system|server|service|local|disk|database|ldap|backend) … {failing}
        (upstream|resource|queue|i/o|write|read|lookup|dns) … {failing}
        {failing} … (system|server|service|local|database|lookup|resource)
        (service|server|host) (is|currently|temporarily)? … (unavailable|not available|busy)
        (system|queue|mailbox) (is|currently|temporarily)? … (unavailable|not available|busy)
        (service|server|host|system|queue|mailbox) (is|currently|temporarily)? … (overload|down)
        (busy|overload|maintenance|shutting down|shutdown|going down)
        (not|out of|insufficient|low) … (memory|resources|system resources)
        load (average|too high)
        (メンテナンス|техническ|wartung|manutenzione|mantenimiento)
        (configuration|config) (error|problem)
        misconfig
        (lookup|callout|verify|verification|operation|request) … (timed out|timeout|not complete|could not)
        time out
        timed out
        (could not|can not|unable to|failed to|not be) … (saved|save|complete|open|scan|read)
        (could not|can not|unable to|failed to|not be) … (write|access|stat|process|queue|create)
        child crashed
        crash
        aack
        per resource forest
        name server
        (vorubergehend|voruebergehend|provisoire|temporaire|temporane|一時的|混雑|繁忙|系统忙)
        at present
        service (currently)? unavailable
        service refus
        connection (is|was)? (closed|lost)
        unable to open
        error in processing
        (mailbox|mail box|maildir) error
        """,
    ),
    Rule(_C.SERVER_TEMPORARY, 8, "{auth} error", code="4.*"),
    Rule(_C.SERVER_TEMPORARY, 6, "{later} / temporar / closing (transmission)? channel / come back"),
    Rule(
        _C.SERVER_TEMPORARY,
        4,
        """
        {failing}
        unavailable
        not available
        """,
        at=DOOR | LETTER | SENDER | MAILBOX,
        code="4.*|-err|",
    ),
)
