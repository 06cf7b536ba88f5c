//! Markdown with all its dialects, in any language; what stands behind a zero byte may be included.
#![no_main]

use libfuzzer_sys::fuzz_target;

const PATHS: [&str; 6] = [
    "en/page.md",
    "pt-BR/faq.md",
    "ja/troubleshooting.md",
    "fr/faq/page.md",
    "zh-cn/errors/AB1021.md",
    "ru/faq.yml",
];

fuzz_target!(|data: &[u8]| {
    let Some((&place, rest)) = data.split_first() else { return };
    let text = String::from_utf8_lossy(rest);
    let (page, included) = text.split_once('\0').unwrap_or((&text, ""));
    ajuda_fuzz::check(PATHS[usize::from(place) % PATHS.len()], page, included);
});
