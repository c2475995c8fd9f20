"""What is sent: draft, letter, envelope, addresses. Pure.

A draft is what was typed; `seal` judges it once and fixes what must never change again (Message-ID, Date,
recipients); `render` writes the letter as octets, once, in a stream.

Headers are written by this room alone, not by `email.message`: up to Python 3.11.14, 3.12.12 and 3.13.11
its folding decodes a subject such as `=?utf-8?q?Hi=0D=0ABcc:_evil@x.example?=` into a header of its own.
Two rules keep a header shut here: control characters are gone before anything is encoded, and whatever
could be read as an encoded word is encoded once more, so that reading back gives what was written.
"""
