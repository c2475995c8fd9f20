"""Words that servers use for the same thing, in the languages they speak. See `relay.phrases`."""

VOCABULARY = {
    "relay": """
        relay | relais | retransmi | weiterleit | third party | 3rd party | 中継 | リレー | 转发 | 中继
        轉發 | inoltro | reenvi | reencaminh | przekazyw | пересылк | ретрансляц | rele. | 릴레이 | 중계
    """,
    "auth": """
        authenti | authoris | authoriz | smtp auth | auth. | autentic | authentif | log in. | login
        logon | log on. | sign in. | anmeld | connexion | 認証 | 身份验证 | 身份認證 | 登录 | 认证
        uwierzyteln | autoryzac | аутентифик | авториз | iniciar sesion | logga in | inloggen | 인증 | 로그인
    """,
    "needed": """
        requi | need | must | necessary | mandatory | expected | first | erforderlich | notwendig
        benotigt | necessaire | obligatoire | richiest | necessari | requerid | obbligator | fehlt
        ください | 行って | missing | manquant | mancante | 必要 | 必須 | 需要 | 必须 | debe | deve
        devi | veuillez | bitte | abilitar | activer | activar | aktivier | wymagan | wlacz | włacz
        musisz | требу | необходим | включ | обязательн | kravs | vereist | 필요 | 하십시오
    """,
    "denied": """
        denied | deny | denies | disallow | not allow | not permit | prohibit | forbid | refus | reject
        block | disabled | not authori | unauthori | restrict | not accept | not enabled | illegal
        barred | interdi | verweiger | abgelehnt | abgewiesen | nicht erlaubt | nicht gestattet
        nicht zugelassen | unzulassig | non consent | non permess | non autori | denegad | no permitid
        no autoriz | negat | rifiutat | rejete | rechaz | pas autoris | odrzuc | geweigerd | 拒否
        許可されて | 許可しない | 禁止 | できません | 拒绝 | 拒絕 | 不允许 | no se permite | niedozwolon
        zabronion | niet toegestaan | nao permitid | nao autoriz | nekat | запрещ | отклон | отказ
        거부 | 허용되지
    """,
    "mailbox": """
        recipient | user | mailbox | mail box | mbox | account | acct | address | addressee | alias
        inbox | mail drop | local part | casilla | adressat | rcpt | adresse | empfanger | empfaenger
        benutzer | postfach
        nutzer | destinataire | utilisateur | boite | compte | destinatari | usuario | cuenta | buzon
        utente | casella | indirizzo | direccion | odbiorca | gebruiker | пользовател | 宛先 | 受信者
        ユーザ | メールボックス | メールアドレス | アドレス | アカウント | 用户 | 收件人 | 邮箱 | 帐号
        账号 | uzytkownik | użytkownik | skrzynk | konto | kont | получател | адресат | ящик | usuari
        ontvanger | mottagar | 수신자 | 사용자
    """,
    "box": """
        mailbox | mail box | postfach | casella | boite | buzon | casilla | skrzynk | ящик
        メールボックス | 邮箱
    """,
    "absent": """
        unknown | not found | no such | not exist | nonexist | non exist | invalid | not known
        not valid | not recogni | unrecogni | unrout | not here | not a (known|valid|local)
        not be found | not located | undeliverable | not listed | could not be (resolved|verified)
        unbekannt | existiert nicht | nicht gefunden | nicht vorhanden | nicht bekannt | ungultig
        ungueltig | inconnu | nexiste pas | n existe pas | inexist | introuvable | invalide | sconosciut
        non esiste | non valid | desconocid | no existe | no encontrad | nie istnieje | onbekend
        bestaat niet | не найден | 存在しません | 存在しない | 不明 | 見つかりません | 不存在 | 无效
        errat | inesistent | nie ma. | nieznan | не существует | неизвест | нет такого | нет в
        nao existe | finns inte | 존재하지
    """,
    "shut": """
        disabled | inactiv | suspend | deactivat | closed | frozen | discontinued | expired | not active
        locked | blocked | banned | terminated | dormant | unused | retired | cancel | deaktiviert
        gesperrt | stillgelegt | desactiv | bloque | suspendu | bloccat | sospes | disabilitat
        disattivat | bloquead | suspendid | desactivad | 停止 | 凍結 | 無効 | ロック | 利用できません
        冻结 | 锁定 | 停用 | 封禁 | zablokowan | zawieszon | wylaczon | заблокирован | отключен
        приостановлен | 정지 | 잠겨 | expirad | caducad | scadut | abgelaufen | inactiv | inaktiv
    """,
    "secret": """
        user name | username | user id | userid | user. | login | logon | password | passwd | passphrase
        credential | passwort | kennwort | benutzername | mot de passe | identifiant | contrasena
        clave | usuario | utente | account name | パスワード | ユーザ | 密码 | 账号 | 帐号 | 用户名
        haslo | hasło | парол | логин | имя пользователя | senha | wachtwoord | losenord | 비밀번호 | 암호
    """,
    "wrong": """
        fail | unsuccess | denied | reject | refus | invalid | incorrect | wrong | bad. | unknown
        error | erreur | errore | fehler | erron | not accept | not correct | mismatch | not match
        not valid | not known | unable
        not found | falsch | ungultig | ungueltig | fehlgeschlagen | fehlerhaft | nicht korrekt | echou
        echec | incorrecte | errat | sbagliat | non valid | no valid | fallid | non corrett | 失敗
        bledn | błedn | nieprawidlow | nieprawidłow | неверн | неправильн | ошибк | onjuist | felaktig
        エラー | 正しく | 誤 | 違 | 错误 | 失败 | 不正确
    """,
    "sender": """
        sender | mail from. | from. address | from. header | header from. | return path | envelope from.
        originator | sending address | absender | expediteur | emetteur | mittente | remitente | nadawca
        差出人 | 送信者 | 送信元メール | 发件人 | 寄件人 | отправител | afzender | avsandar | 발신자
    """,
    "letter": """
        message | mail | e mail | letter | attachment | content | file | nachricht | mensaje | messaggio
        anhang | courriel | correo | メール | メッセージ | 添付 | 邮件 | 信件 | 附件
    """,
    "secure": """
        tls | ssl | starttls | stls | encrypt | secure (connection|channel|login|session|auth) | secured
        verschlussel | verschluessel | chiffr | cifrat | cifrad | crittograf | 暗号化 | 加密
    """,
    "later": """
        try again | try later | retry later | later. | try … again | retry. | spater | spaeter
        plus tard | mas tarde | piu tardi | しばらく | 後ほど | 再度 | 稍后 | 稍後 | pozniej | później
        позже | позднее | mais tarde | 나중에
    """,
    "period": """
        hour | day | daily | hourly | minute | 24h | 24 h | tomorrow | per second | stunde | tag.
        heure | giorno | 時間 | 小时
    """,
    "account": """
        account | acct | user | login | customer | konto | benutzer | compte | cuenta | utente
        アカウント | ユーザ | 账号 | 帐号 | 用户 | kont | uzytkownik | аккаунт | учетн | пользовател
        conta. | 계정
    """,
    "without": "without | unless | until | sans. | ohne | senza | sin. | なし | していない | 未",
    "serve_as": """
        act as | work as | function as | be. | do. | allow | permit | accept | support | offer | provide
    """,
    "any_kind": "a. | an open | open | any | third party | mail | unauthori",
    "mechanism": "cram md5 | digest md5 | auth (plain|login) | ntlm | scram | gssapi | kerberos | apop",
    "absent_for_sure": "unknown | not exist | no such | not found | no (user|mailbox|account)",
    "password": """
        pass. | passwd | password | passwort | kennwort | mot de passe | contrasena | パスワード | 密码
    """,
    "pop_login": """
        log in. | login | logged (in|on) | logon | log on. | authenticat | authoriz | authoris | connect
        check | access
    """,
    "pop3": "pop. | pop3. | apop. | pop/imap | pop server | pop before",
    "take_in": """
        check | retriev | receiv | read. | fetch | get. | collect | download | poll. | pick up | pop
    """,
    "post": """
        mail | mails | email | emails | e mail | message | messages | inbox | post | courrier | courriel
        messagerie | boite | posta | correo | mailbox
    """,
    "elsewhere": """
        (non local|not local|remote|external|outside|foreign) (recipient|address|domain|e mail|email|user)
        (non local|not local|remote|external|outside|foreign) (mail|delivery)
        not a local (recipient|address|domain|user)
        (send|mail|deliver|relay) … to other (domain|host|server|network|site)
        (send|sending|deliver|delivery) (mail|mails|email|messages)? outside
    """,
    "not_ours": """
        not … (local|our) (domain|host) | not local host | no such domain at this location
        domain … not (in|on) … list
        (domain|host) … not … (handled|hosted|served|serviced|local.) | not … hosted here
        not one of our domains
        not (in|on) … list … domain
    """,
    "off": """
        disabled | not enabled | not open | switched off | turned off | deactivat | not allowed
        not activ | not available | not permitted | is off | no access | denied | deaktiviert
        nicht aktiv | nicht freigeschaltet | not switched on | gesperrt | block | desactiv | disattiv
        無効 | 利用できません | 未开启 | 未开通 | 关闭
    """,
    "open_line": """
        plaintext | plain text | cleartext | clear text | unencrypted | plain (auth|login|password)
        non (tls|ssl|encrypted) | klartext
    """,
    "from": """
        sender | from. | return path | mail from | mailfrom | originator | envelope sender
        sending address | your address | absender | expediteur | emetteur | mittente | remitente
        nadawc | отправител | 差出人 | 送信者 | 送信元 | 发件人
    """,
    "many": "too many | exceed | reached | over | more than | max | maximum | sent to",
    "goods": """
        message | messages | mail | mails | email | emails | e mail | recipient | recipients
        connection | connections | rcpt | sent | send | sending
    """,
    "excess": """
        exceed | reach | over | hit | above | beyond | uberschritten | ueberschritten | depasse
        superat | excedid | overschreden | exhaust | used up | 超 | 超过
    """,
    "addressees": """
        recipient | recipients | rcpt | addressee | destinatair | destinatari | empfanger | empfaenger
        to addresses
    """,
    "black": "black list | block list | deny list | blackhole | dnsbl | rbl. | listed",
    "line": """
        ip. | ips. | ip address | client | client host | your host | host. | your server | your network
        your address | your location | your mail server | sending mail server | sending server
        sending ip | mta | connection | connections | network | adresse ip
    """,
    "failing": """
        error | fail | failure | problem | trouble | fault | unavailable | not available | defer
        unable | could not | busy | stopped | fehler | erreur | errore | 障害 | エラー | 错误
    """,
}
