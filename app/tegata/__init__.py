"""Tegata: a mini mailer for the desktop that sends mail from home and from wherever the laptop has travelled.

The map of the house; imports look down only, rooms on one line do not see each other:

    __main__                          takes the command line apart
    assembly | self_test              puts the rooms together for the window, and owns the tasks | tries them
    gui | cli | practice              the window | the terminal | a provider on your own machine
    words                             facts and causes in a person's words, English and Japanese
    delivery                          takes one letter from the outbox to an attempt, and judges it
    store | network | keys            what must survive | a dialogue on a socket | passwords
    relay                             the heart, pure: may we relay now?
    accounts | protocols              who sends through which servers | what to say to SMTP and POP3 servers
    mail                              what is sent: draft, letter, envelope, addresses
    secret | clock | zones | tasks | profile  the ground
    private_files                     writes so that a power cut loses nothing and nobody else reads it

One sent mail: `gui.compose_window` makes a Draft; `mail.seal` makes it a Letter, or names its Flaws;
`store` puts it on disk; `delivery.courier` takes it out; `relay.policy` plans; `network` carries out the
dialogues of `protocols`; `store` records the Attempt; `delivery.schedule` says what comes next.
"""

__version__ = "0.1.0"
