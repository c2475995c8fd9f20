"""What is said of every cause, fact and deed, to a person at home: no word of the trade unexplained."""

from tegata.relay.diagnosis import Because, Cause, Remedy
from tegata.words.gettext import N_

_C = Cause

STATEMENTS: dict[Cause, str] = {
    _C.NEEDS_POP_BEFORE_SMTP: N_("From this network, the server wants a POP login first"),
    _C.RELAY_DENIED_AUTH_NEEDED: N_("The server wants SMTP AUTH: a login inside SMTP"),
    _C.RELAY_DENIED_NEVER: N_("This server passes on letters for nobody"),
    _C.RELAY_DENIED: N_("The server does not know that you may send through it"),
    _C.AUTH_REQUIRED: N_("The server wants to know who you are before it takes a letter"),
    _C.WRONG_CREDENTIALS: N_("The server did not take the user name or the password"),
    _C.APP_PASSWORD_OR_OAUTH: N_("Your provider does not take the usual password from a mail program"),
    _C.AUTH_UNSUPPORTED: N_("The server does not offer a login in a way that Tegata may use"),
    _C.LOGIN_THROTTLED: N_("There were too many logins in a short time"),
    _C.ACCOUNT_BLOCKED: N_("Your provider has locked this account, or keeps it from sending"),
    _C.TLS_REQUIRED: N_("The server wants a secure line (TLS) before anything else"),
    _C.TLS_NOT_OFFERED: N_("The settings ask for a secure line, and the server does not offer one"),
    _C.SENDER_NOT_OWNED: N_("The server does not let this account send under this address"),
    _C.SENDER_REJECTED: N_("The server does not take the sender’s address or its domain"),
    _C.USER_UNKNOWN: N_("The recipient does not exist"),
    _C.RECIPIENT_REFUSED: N_("The recipient’s mailbox does not take this letter"),
    _C.MAILBOX_FULL: N_("The recipient’s mailbox is full"),
    _C.MESSAGE_TOO_BIG: N_("The letter is bigger than the server takes"),
    _C.TOO_MANY_RECIPIENTS: N_("There are too many recipients for one letter"),
    _C.RATE_LIMIT: N_("You have sent as much as the server allows for now"),
    _C.GREYLISTED: N_("The server turns away senders it does not know yet"),
    _C.IP_BLOCKED: N_("The server does not take mail from this line’s address"),
    _C.SPAM_POLICY: N_("The server takes the letter for something unwanted"),
    _C.SERVER_TEMPORARY: N_("The server has trouble of its own"),
    _C.PROTOCOL_ERROR: N_("The server and Tegata did not understand each other"),
    _C.MAILBOX_LOCKED: N_("Another program has the mailbox open right now"),
    _C.CONN_TIMEOUT: N_("The server did not answer in time"),
    _C.CONN_REFUSED: N_("Nothing answers at this server and port"),
    _C.CONN_UNREACHABLE: N_("There is no way to the server from this network"),
    _C.CONN_DROPPED: N_("The line broke before the letter was handed over"),
    _C.DNS_FAILURE: N_("The server’s name was not found"),
    _C.TLS_CERT: N_("The server’s certificate does not prove that it is the right server"),
    _C.TLS_HANDSHAKE: N_("The secure line could not be set up"),
    _C.SMTPUTF8_NOT_OFFERED: N_(
        "An address holds other letters than A to Z before the @, and the server cannot carry those"
    ),
    _C.NO_PASSWORD: N_("Tegata needs the password"),
    _C.WEAKER_LOGIN: N_(
        "This server used to know a login that keeps the password here; today it wants the password itself, "
        "readable for anybody on the way"
    ),
    _C.NO_MAILBOX: N_("The account has no POP3 server to log in to"),
    _C.SPOOL_LOST: N_("Tegata’s own copy of the letter is damaged or gone"),
    _C.CANCELLED: N_("The letter waits in the outbox"),
    _C.PERHAPS_DELIVERED: N_("The line broke after the last dot and before the receipt"),
}
"""One sentence each, without a full stop."""

ADVICE: dict[Cause, str] = {
    _C.NEEDS_POP_BEFORE_SMTP: N_(
        "A POP login is what fetching mail begins with. Tegata can make one now and send the letter right "
        "behind it."
    ),
    _C.RELAY_DENIED_AUTH_NEEDED: N_(
        "With SMTP AUTH, Tegata shows your user name and password while it sends. Switch it on in the "
        "settings: it works from any network."
    ),
    _C.RELAY_DENIED_NEVER: N_(
        "It may be the wrong server. Compare its name with your provider’s instructions, or ask the provider."
    ),
    _C.RELAY_DENIED: N_(
        "A login shows the server who you are: by POP right before sending, or by SMTP AUTH while sending."
    ),
    _C.AUTH_REQUIRED: N_(
        "Switch on SMTP AUTH in the settings: Tegata then shows your user name and password while it sends."
    ),
    _C.WRONG_CREDENTIALS: N_(
        "Type the password once more; Tegata will not try it again by itself. Some providers want the whole"
        " mail address as the user name."
    ),
    _C.APP_PASSWORD_OR_OAUTH: N_(
        "Sign in on its web pages. There you can allow mail programs (POP3, SMTP), or make a password for "
        "programs (an app password) and enter that one here."
    ),
    _C.AUTH_UNSUPPORTED: N_(
        "Compare server, port and security with your provider’s instructions. Port 587 or 465 is usually "
        "the right one for a login."
    ),
    _C.LOGIN_THROTTLED: N_(
        "The server wants a pause, and Tegata keeps it. Other programs that look into this mailbox count as"
        " well."
    ),
    _C.ACCOUNT_BLOCKED: N_(
        "Sign in on the provider’s web pages, or call its help desk. An old password, an open bill or spam "
        "sent in your name are the usual reasons."
    ),
    _C.TLS_REQUIRED: N_("Choose STARTTLS or TLS for this server in the settings."),
    _C.TLS_NOT_OFFERED: N_(
        "Another port may have it: 587 with STARTTLS, 465 or 995 with TLS. On a strange network, somebody "
        "may be standing in between."
    ),
    _C.SENDER_NOT_OWNED: N_(
        "Send under the address that belongs to the account, or have your provider add the other one to it."
    ),
    _C.SENDER_REJECTED: N_(
        "Look for a typing mistake in your own address. If it is right, your provider has to mend what is "
        "on record for its domain (SPF, DKIM, DMARC: who may send in its name)."
    ),
    _C.USER_UNKNOWN: N_("A typing mistake is the usual reason. Correct the address and send again."),
    _C.RECIPIENT_REFUSED: N_(
        "It may be closed, or keep out some senders. The recipient can tell you, if you ask another way."
    ),
    _C.MAILBOX_FULL: N_(
        "Try again later, when there is room. It may help to tell the recipient another way."
    ),
    _C.MESSAGE_TOO_BIG: N_(
        "Make the pictures smaller, send attachments in several letters, or share them with a link."
    ),
    _C.TOO_MANY_RECIPIENTS: N_("Send the letter to some of them at a time."),
    _C.RATE_LIMIT: N_(
        "Tegata waits and tries again by itself. Such limits mostly end within the hour or on the next day."
    ),
    _C.GREYLISTED: N_("A second try some minutes later usually passes. Tegata makes it by itself."),
    _C.IP_BLOCKED: N_(
        "It is the line that is unwelcome, not you: another network, or a login at your own provider’s "
        "server, often helps. If not, the help desk can have the address taken off the list."
    ),
    _C.SPAM_POLICY: N_(
        "Attachments, links or certain words can be the reason. Change the letter, or ask the help desk."
    ),
    _C.SERVER_TEMPORARY: N_("There is nothing for you to do. Tegata tries again by itself."),
    _C.PROTOCOL_ERROR: N_(
        "Try again. If it happens again, the help desk will want to see the server’s words below."
    ),
    _C.MAILBOX_LOCKED: N_("Close it there, or wait some minutes: the lock goes away by itself."),
    _C.CONN_TIMEOUT: N_("Look whether other pages open. If they do, try port 587, or another network."),
    _C.CONN_REFUSED: N_("Compare the server’s name and port with your provider’s instructions."),
    _C.CONN_UNREACHABLE: N_("Look whether this computer is on the net. Tegata tries again by itself."),
    _C.CONN_DROPPED: N_("Nothing was delivered, and Tegata tries again by itself."),
    _C.DNS_FAILURE: N_("Is this computer on the net? If so, look for a typing mistake in the server’s name."),
    _C.TLS_CERT: N_(
        "Your password has stayed here. Compare the server’s name with your provider’s instructions; on a "
        "strange network, rather wait for another one."
    ),
    _C.TLS_HANDSHAKE: N_(
        "Security and port may not fit together: TLS belongs to 465 and 995, STARTTLS to 587 and 110."
    ),
    _C.SMTPUTF8_NOT_OFFERED: N_("Ask the recipient for another address, with A to Z alone before the @."),
    _C.NO_PASSWORD: N_("Enter it once. If you like, the system’s keyring keeps it for you."),
    _C.WEAKER_LOGIN: N_(
        "Somebody on this network may be standing in between; on another network it may be as before. Safest "
        "is TLS: look whether the settings can have it. Log in anyway only if your provider has changed this."
    ),
    _C.NO_MAILBOX: N_(
        "Enter it in the settings. Your provider’s instructions call it POP3 or the server for incoming mail."
    ),
    _C.SPOOL_LOST: N_("Open the letter, look it over and send it again."),
    _C.CANCELLED: N_("It has not been delivered. Try again whenever you like."),
    _C.PERHAPS_DELIVERED: N_("Ask the recipient whether it has arrived before you send it again."),
}
"""One or two sentences each, with full stops."""

BECAUSE: dict[Because, str] = {
    Because.SERVER_SAYS_SO: N_("The server says so itself"),
    Because.OTHER_NETWORK: N_("You are not on your provider’s own network"),
    Because.NO_LOGIN_FROM_HERE: N_("No POP login has been made from here"),
    Because.WINDOW_HAD_CLOSED: N_("The window has closed, earlier than expected"),
    Because.BEFORE_DATA: N_("It happened before the letter was handed over, so trying again is safe"),
    Because.ACCOUNT_HAS_POP: N_("The account has a POP mailbox to log in to"),
    Because.PORT_25: N_("Many lines block port 25 against spam. Port 587 gets through."),
    Because.LOGGED_IN_JUST_NOW: N_("A POP login was made just now, and did not help"),
    Because.LOGIN_PAGE: N_(
        "In hotels and trains, a page to agree to may answer instead of the server: open any web page first"
    ),
    Because.FROM_ABROAD: N_(
        "Some providers take no login from another country until you allow it on their web pages"
    ),
}

BUTTONS: dict[Remedy, str] = {
    Remedy.POP_LOGIN_AND_RETRY: N_("Log in by &POP and try again"),
    Remedy.SWITCH_TO_AUTH: N_("Switch to SMTP &AUTH…"),
    Remedy.ENTER_PASSWORD: N_("Enter the pass&word…"),
    Remedy.EDIT_RECIPIENTS: N_("&Correct address"),
    Remedy.EDIT_LETTER: N_("&Edit letter"),
    Remedy.OPEN_SETTINGS: N_("Look at the se&ttings…"),
    Remedy.LOG_IN_ANYWAY: N_("Lo&g in anyway"),
    Remedy.USE_PORT_587: N_("&Use port 587…"),
    Remedy.LOOK_IN_MAILBOX: N_("Loo&k in the mailbox…"),
    Remedy.TRY_NOW: N_("T&ry now"),
    Remedy.WAIT: N_("Lea&ve it to Tegata"),
    Remedy.ASK_PROVIDER: N_("Copy for the &help desk"),
}
