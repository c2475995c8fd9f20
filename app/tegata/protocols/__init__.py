"""What to say to SMTP and POP3 servers and what they mean, without any I/O.

A dialogue is a generator that reads like the RFC's example session. It yields `steps`, above all a Flight:
the commands that travel in one write, and cost one round trip. `network.line` carries them out.

    smtp_session  greeting, EHLO, STARTTLS, AUTH (smtp_auth); QUIT
    smtp_submit   MAIL, RCPT, DATA, the letter, the last dot -> an outcome for each recipient
    smtp_probe    would you take a letter?
    pop3          the login that opens the authentication window (pop3_auth)
    sasl          the proofs that both protocols carry: PLAIN, LOGIN, CRAM-MD5, SCRAM
    wire, stuffing, reader, extensions      text to octets, and octets to replies
    reply, outcome                          what was answered, and what came of it
"""
