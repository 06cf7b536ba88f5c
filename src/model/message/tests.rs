//! Messages as they are seen, and their patterns.

use super::*;

/// Words as they are, holes by their names.
fn pattern(text: &str) -> String {
    let shown = read(text).into_iter().filter(|piece| !piece.in_quotes).map(|piece| match piece.kind {
        Kind::Word => text[piece.range].to_owned(),
        Kind::Code => format!("={}", &text[piece.range]),
        Kind::Hole(hole) => format!("‹{}›", format!("{hole:?}").to_lowercase()),
    });
    shown.collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(pattern(text), expected, "{text}");
}

#[test]
fn what_varies_is_a_hole() {
    check("timed out after 00:02:00.", "timed out after ‹time›");
    check("[2024-03-01T10:11:12.345Z] down", "‹time› down");
    check("Session MMA-a4f595bd-f567-49a7-b963-20fa4e370329 failed", "Session MMA ‹guid› failed");
    check(
        "between 4 and 2160, 30s or 512MB or -3 (10%)",
        "between ‹number› and ‹number› ‹number› or ‹number› or ‹number› ‹number›",
    );
    check("upgrade to v2.4.5-p3, 4.0.0-rc-2129", "upgrade to ‹number› ‹number›");
    check("at 0x7ffe1c and a4f595bd", "at ‹hex› and ‹hex›");
    check("port 10.0.0.1:3306 refused", "port ‹number› refused");
    check("see https://a.example/b?c=d, now", "see ‹url› now");
    check("no mailbox for ana.b@example.com.", "no mailbox for ‹email›");
    check(
        "<domain>\\<user> {0} ${name} %s %1$s 100%",
        "‹placeholder› ‹placeholder› ‹placeholder› ‹placeholder› ‹placeholder› ‹placeholder› ‹number›",
    );
}

#[test]
fn dates_and_times_are_read_as_programs_write_them() {
    for time in [
        "2024-03-01",
        "2024/03/01",
        "3/1/2024",
        "01/03/24",
        "10:11",
        "10:11:12",
        "00:05:00.1234567",
        "10:11:12,345",
        "2024-03-01T10:11:12Z",
        "2024-03-01T10:11:12+00:00",
        "20240301T10:11:12",
    ] {
        check(&format!("failed at {time} again"), "failed at ‹time› again");
    }
    for date in [
        "12 de março de 2024",
        "Mar 3, 2024",
        "March 3rd, 2024",
        "3 March 2024",
        "12. März 2024",
        "12 août 2024",
        "12 марта 2024",
        "2024年3月12日",
        "2024년 3월 12일",
    ] {
        check(&format!("failed on {date} again"), "failed on ‹time› again");
    }
    check("Mar  3 10:11:12 host: down", "‹time› ‹time› host down");
    check("you may 3 times, in March 2024", "you may ‹number› times in March ‹number›");
    // The day and the hour may be two.
    check("at 2024-03-01 10:11:12.345 on", "at ‹time› ‹time› on");
    // With points between, it is a number as versions are; either way it varies.
    check("am 12.03.2025 um", "am ‹number› um");
}

#[test]
fn identifiers_in_any_dress_are_holes() {
    check(
        "{A4F595BD-F567-49A7-B963-20FA4E370329} of (a4f595bd-f567-49a7-b963-20fa4e370329)",
        "‹placeholder› of ‹guid›",
    );
    check("at 0xDEADBEEF12 and deadbeef42", "at ‹hex› and ‹hex›");
    check(
        "SQLSTATE[42S02] AADSTS50034: ERR_SSL_PROTOCOL_ERROR",
        "=SQLSTATE[42S02] =AADSTS50034 =ERR_SSL_PROTOCOL_ERROR",
    );
    check("ftp://a.example/x mailto ana+b@mail.example.org", "‹url› mailto ‹email›");
    check(
        "{name} {{name}} %d %1 %@ <your-shop>",
        "‹placeholder› ‹placeholder› ‹placeholder› ‹placeholder› ‹placeholder› ‹placeholder›",
    );
    check("「名前」 «nome» „Name“ `name'", "‹quoted› ‹quoted› ‹quoted› ‹quoted›");
}

#[test]
fn paths_are_told_from_words_with_a_slash() {
    check("open /etc/app.conf: denied", "open ‹path› denied");
    check(r"read C:\Users\ana\x.txt, \\host\share and lib\project.dll", "read ‹path› ‹path› and ‹path›");
    check("in app/etc/env.php and ../a.b", "in ‹path› and ‹path›");
    check("TCP/IP and/or read/write 24/7", "TCP IP and or read write ‹number›");
}

#[test]
fn quoted_names_are_holes_and_quoted_sentences_are_text() {
    check("Cannot open 'readme.md' or \"a b\" or “c”", "Cannot open ‹quoted› or ‹quoted› or ‹quoted›");
    check("the user's don't d'accès l’erreur", "the user s don t d accès l erreur");
    check("says \"the table does not exist here\"", "says the table does not exist here");
    let pieces = read("open 'a b'");
    assert_eq!(pieces.iter().map(|piece| piece.in_quotes).collect::<Vec<_>>(), [false, false, true, true]);
}

#[test]
fn codes_stay() {
    check("error NU1101: x", "error =NU1101 x");
    check("(0x80070005) -2147024891 2147942405", "=0x80070005 =-2147024891 =2147942405");
    check("SQLSTATE[HY000] [1045] no", "=SQLSTATE[HY000] ‹number› no");
    check("net::ERR_CONN_RESET, ORA-00942", "net =ERR_CONN_RESET =ORA-00942");
    check("1709290000 SHA256", "‹number› SHA256");
}

#[test]
fn every_piece_lies_in_the_text_whatever_it_is() {
    let odd = "ação 'ção' 「税」 İ\u{307} <\u{200b}> %ç '\u{301}' C:\\ // .. ~ 😀 x@ @ 1\u{301} 0x é:// {ç} ＜a＞ -1";
    for (start, _) in odd.char_indices() {
        for piece in read(&odd[start..]) {
            assert!(odd[start..].get(piece.range.clone()).is_some_and(|text| !text.is_empty()), "{piece:?}");
        }
    }
}

#[test]
fn reading_takes_linear_time() {
    for part in ["'", "<", "{", "a'", "/", "a/", "1.", "1:", "-1", "a@", "%", "\"a ", "http://"] {
        let text = part.repeat(20_000);
        assert!(read(&text).len() <= text.len());
    }
}
