//! Queries as people and programs write them, asked of an index in four languages, for the same answer twice.
#![no_main]

use ajuda::index::Kind;
use libfuzzer_sys::fuzz_target;

const KINDS: [Option<Kind>; 4] = [None, Some(Kind::Page), Some(Kind::Question), Some(Kind::Error)];

fuzz_target!(|data: &[u8]| {
    let Some((&kind, rest)) = data.split_first() else { return };
    let query = String::from_utf8_lossy(rest);
    let kind = KINDS[usize::from(kind) % KINDS.len()];
    let ask = || ajuda_fuzz::site::opened().ask(&query, kind);
    assert_eq!(ask().unwrap(), ask().unwrap());
});
