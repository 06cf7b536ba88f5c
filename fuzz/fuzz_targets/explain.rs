//! What programs say, made of pieces of messages and of bytes, explained: the same twice, and only lines that
//! there are.
#![no_main]

use ajuda::index::{Library, Messages, explain};
use ajuda::model::Locale;
use libfuzzer_sys::fuzz_target;

/// Pieces of logs; a byte below their number is one, any other stands for itself.
const PIECES: [&str; 16] = [
    "\n", "\r\n", "error: ", "the request timed out after ", "00:05:00", "99:99:99", "0x80070005", "-2147024891",
    "access to \"C:\\data\" is denied", "access to ", " is denied", "2026-11-24T10:00:00.000Z [WARN] ",
    "\u{1b}[31m", "é", "\u{200b}", "{0}",
];

fn messages() -> Messages {
    Library::open(ajuda_fuzz::site::index()).and_then(|library| library.messages()).unwrap()
}

fuzz_target!(|data: &[u8]| {
    let mut said = Vec::new();
    for &byte in data {
        match PIECES.get(usize::from(byte)) {
            Some(piece) => said.extend_from_slice(piece.as_bytes()),
            None => said.push(byte),
        }
    }
    let text = String::from_utf8_lossy(&said);
    let reader = Locale::parse("pt-BR").unwrap();
    let found = explain(&messages(), &text, &reader, 10).unwrap();
    assert_eq!(found, explain(&messages(), &text, &reader, 10).unwrap());
    for explanation in found {
        assert!(explanation.score <= 1000, "{explanation:?}");
        assert!((1..=text.lines().count()).contains(&explanation.matched.line), "{explanation:?}");
    }
});
