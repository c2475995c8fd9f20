"""How programs, systems and TLS libraries word that no reply came at all."""

from tegata.relay.diagnosis import Cause
from tegata.relay.rule import Rule

_C = Cause


NO_REPLY = (
    Rule(
        _C.CONN_TIMEOUT,
        10,
        """
        etimedout
        wsaetimedout
        timed out
        timeout
        time out
        10060
        (errno|error|os error) (110|60).
        0x800ccc19
        0x800ccc18
        not … respond
        no (response|answer|reply|greeting)
        greeting never
        タイムアウト
        応答 … (ありません|ない|なし|待)
        zeituberschreitung
        delai … (depasse|expire)
        (tempo|tiempo) … (scaduto|agotado|esaurito)
        antwortet nicht
        连接超时
        超时
        """,
    ),
    Rule(
        _C.CONN_REFUSED,
        9.8,
        """
        econnrefused
        wsaeconnrefused
        connection … refused
        connect … refused
        refused … connect
        actively refused
        10061
        (errno|error|os error) (111|61).
        verbindung … (verweigert|abgelehnt)
        connexion refusee
        connessione rifiutata
        conexion rechazada
        接続 … 拒否
        连接被拒绝
        """,
    ),
    Rule(
        _C.CONN_UNREACHABLE,
        9.9,
        """
        (network|host|net|destination) (is)? (unreachable|down)
        no route
        (ehost|enet) (unreach|down)
        ehostunreach
        enetunreach
        ehostdown
        enetdown
        10051
        10065
        10050
        (errno|error|os error) (101|113|51|65|64).
        unreachable
        (netzwerk|netz|host) … nicht erreichbar
        到達できません
        ネットワーク … 到達
        inaccessible
        no internet
        not connected to the internet
        offline
        """,
    ),
    Rule(
        _C.CONN_DROPPED,
        9.5,
        """
        econnreset
        econnaborted
        epipe
        broken pipe
        connection (abort|closed|reset|lost)
        connectionclosed
        (connection|socket|session|link) … (reset|aborted|closed|lost|dropped)
        (connection|socket|session|link) … (interrupted|terminated|broken|stopped|hung up)
        (reset|aborted|closed|lost|dropped|interrupted|terminated) … (connection|socket)
        lost connection
        (server|socket|client|host|peer) (unexpectedly)? (has)? (disconnect|hung up|hang up|closed)
        forcibly closed
        hang up
        unexpected (eof|end of file|disconnect|close)
        end of (file|stream)
        eof.
        10053
        10054
        0x800ccc0f
        (errno|error|os error) (104|32|54|103).
        remote host … closed
        接続 … (解除|切断|切れ|リセット)
        verbindung … (zuruckgesetzt|abgebrochen|getrennt|geschlossen|beendet|unterbrochen)
        connexion … (interrompue|fermee|perdue|reinitialisee)
        连接 … (重置|断开|关闭)
        """,
    ),
    Rule(_C.CONN_DROPPED, 11, "disconnected before secure"),
    Rule(
        _C.DNS_FAILURE,
        10.2,
        """
        enotfound
        enodata
        (esrv|serv) fail
        eai (again|noname|fail)
        getaddrinfo
        gai error
        gethostbyname
        name or service not known
        nodename nor servname
        unknown host
        no such host
        (not|could not|can not|unable to|failed to) (be)? (resolve|resolv|lookup)
        (not|could not|can not|unable to|failed to) (be)? (look up|find the server|find the host)
        resolve … (host|name|address|failed)
        host (name)? (was|could)? (not)? (be)? not (be)? found
        (server|host) (name|address)? … not (be)? found
        11001
        11004
        11002
        nxdomain
        (name|host|dns) lookup
        name resolution
        name not resolved
        no address associated
        0x800ccc0d
        dns
        名前解決
        名前 … 解決
        (サーバー|ホスト) … 見つかりません
        (server|host) … (nicht gefunden|introuvable|non trovato|no encontrado)
        域名解析
        """,
    ),
)

TLS = (
    Rule(
        _C.TLS_CERT,
        10.5,
        """
        certificate … (verif|expir|invalid|not valid|not trusted|untrusted|unknown|revoked|mismatch|self)
        certificate … (not match|chain|reject|problem|fail|error|not yet|hostname|wrong|does not)
        (invalid|expired|untrusted|bad|self signed|unverified) … (certificate|cert)
        (unable … verify|unable to get|unknown|no valid|revoked) … (certificate|cert)
        certificate verify
        self signed
        depth zero self
        certification path
        unable to verify
        (local)? issuer certificate
        issuer
        alt names
        altname
        x509
        pkix
        cert (has|not|authority|common|untrusted|date|expired|invalid|verify|chain)
        (err|error) cert
        unknown ca
        (hostname|common name|host name) … (mismatch|not match)
        not match … (hostname|host name|certificate)
        (trust|trusted) (anchor|root|store|failure)
        証明書
        zertifikat
        sicherheitszertifikat
        certificat
        certificado
        证书
        """,
    ),
    Rule(
        _C.TLS_HANDSHAKE,
        9.7,
        """
        handshake
        common algorithm
        wrong version number
        unsupported (protocol|ssl|version)
        protocol version
        (version|protocol) … (not support|too low|mismatch|disabled|inappropriate)
        dh key
        key too small
        (no|shared|common|suitable) cipher
        cipher
        ssl routines
        ssl error
        (tls|ssl) … (alert|error|negotiat|fail|fatal|violation)
        alert (internal|protocol|handshake|unexpected|illegal|insufficient)
        eproto
        bad record
        record (layer|mac|overflow)
        packet length
        unknown protocol
        http request
        schannel
        violation of protocol
        unexpected message
        unsafe legacy renegotiation
        renegotiation
        sslv3
        starttls … fail
        ssl
        """,
    ),
)
