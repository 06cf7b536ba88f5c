//! What programs say, made of pieces of messages and of bytes, explained: the same twice, and only lines that
//! there are.
#![no_main]

use ajuda::model::Locale;
use libfuzzer_sys::fuzz_target;

/// Pieces of logs; a byte below their number is one, any other stands for itself.
#[rustfmt::skip]
const PIECES: [&str; 16] = [
    "\n", "\r\n", "error: ", "the request timed out after ", "00:05:00", "99:99:99", "0x80070005",
    "-2147024891", "access to \"C:\\data\" is denied", "access to ", " is denied",
    "2026-11-24T10:00:00.000Z [WARN] ", "\u{1b}[31m", "é", "\u{200b}", "{0}",
];

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
    let explain = || ajuda_fuzz::site::opened().explain(&text, &reader).unwrap();
    let found = explain();
    assert_eq!(found, explain());
    for explanation in found {
        assert!((1..=text.lines().count()).contains(&explanation.matched.line), "{explanation:?}");
    }
});
