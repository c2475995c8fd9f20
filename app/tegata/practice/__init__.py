"""A provider on your own machine: POP3 and SMTP servers with the essay's relay rules.

Nothing leaves this computer: every server listens on 127.0.0.1, and an accepted letter stays in memory.

Where a client is, is played in three ways, so that moving can be practised on every system:

* Through the door `here`, a client is on the line that `PracticeProvider.line` says. An account keeps its
  host and ports while its owner moves, as in life; moving cuts the connections that came this way.
* Through the door of a line, a client is on that line, always: for programs that only know host and port.
* A client that leaves from 127.0.0.11, .12 or .13 is on line A, B or C, whichever door it takes. Linux and
  Windows let a program leave from there, macOS does not.

Either way the provider believes that it sees an address of the line's own network, keys the window to it, and
tells it to the client in its EHLO reply (`Hello name [203.0.113.30]`), as Exim does. A mailer can therefore
notice the move even where its own local address stays 127.0.0.1.
"""
