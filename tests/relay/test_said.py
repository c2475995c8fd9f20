"""A reply taken apart: codes, words without names, and what a log has made of several lines."""

import pytest

from tegata.relay.said import fold, take_apart


@pytest.mark.parametrize(
    ("text", "code", "enhanced", "tag"),
    [
        ("550 5.7.1 Relaying denied", "550", "5.7.1", ""),
        ("550-5.7.26 No.\n550 5.7.26 Really.", "550", "5.7.26", ""),
        ("553 sorry (#5.7.1)", "553", "5.7.1", ""),
        ("Error 554: Relay access denied", "554", "", ""),
        ("553. First check your mail", "553", "", ""),
        ("5.7.64 TenantAttribution", "", "5.7.64", ""),
        ("-ERR [IN-USE] busy", "-err", "", "in-use"),
        ("blocked: 5.6.7.8", "", "", ""),
        ("connect ETIMEDOUT 192.0.2.9:587", "", "", ""),
    ],
)
def test_the_codes_are_found_where_they_are(text: str, code: str, enhanced: str, tag: str) -> None:
    said = take_apart(text)
    assert (said.code, said.enhanced, said.tag) == (code, enhanced, tag)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("550 <spam@relay.example>... User unknown", " @ ... user unknown"),
        ("SPF [relay3.example.com] with 192.0.2.22", "spf [ @ ] with  ipaddr "),
        ("Mail from x.xx.xx.xx not allowed", "mail from  ipaddr  not allowed"),
        ("see https://example.com/spam.htm now", "see  @  now"),
        ("said: no relay=mx.example.com[192.0.2.1]:25,", "said: no  "),
        ("Blocked to protect our users from spam, sorry", "blocked  , sorry"),
        ("Error: no such user", "no such user"),
    ],
)
def test_names_and_reasons_that_say_nothing_are_left_out(text: str, words: str) -> None:
    assert take_apart(text).words == words


@pytest.mark.parametrize(
    "line",
    [
        "host mx.b.example[192.0.2.1] said: 550 5.7.1 No. (in reply to RCPT TO command)",
        "SMTP error after RCPT TO:<bob@b.example>: host mx.b.example [192.0.2.1]: 550 5.7.1 No.",
        "Diagnostic-Code: smtp;550 5.7.1 No.",
        "Protocol: SMTP, Server Response: '550 5.7.1 No.",
        "550 5.7.1 No. (in reply to end of DATA command",
    ],
)
def test_what_a_log_puts_around_a_reply_is_none_of_its_words(line: str) -> None:
    said = take_apart(line)
    assert (said.code, said.enhanced, said.words) == ("550", "5.7.1", "no.")


def test_a_reply_that_quotes_another_stays_whole() -> None:
    said = take_apart("550 5.7.367 Remote server said: 554 5.7.1 No.")
    assert (said.code, said.words) == ("550", "remote server said: 554 5.7.1 no.")


def test_hosts_and_pages_are_kept_apart() -> None:
    said = take_apart("554 blocked using zen.spamhaus.org; https://check.spamhaus.org/?ip=192.0.2.1")
    assert "zen.spamhaus.org" in said.links
    assert "https://check.spamhaus.org/" in said.links
    assert "spamhaus" not in said.words


def test_a_log_puts_several_lines_into_one() -> None:
    said = take_apart("550-Verification failed for <a@b.example> 550-No such person 550 Sender verify failed")
    assert said.last == "sender verify failed"
    assert "no such person" in said.words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("RecipNotFound", "recip not found"),
        ("Postfach überfüllt", "postfach uberfullt"),
        ("doesn't, can’t, cannot, won't", "does not, can not, can not, will not"),
        ("ﾕｰｻﾞｰ不明", "ユーザー不明"),
    ],
)
def test_writing_does_not_matter(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_nothing_said_is_no_mistake() -> None:
    assert take_apart("").words == ""
    assert take_apart("\r\n").last == ""
