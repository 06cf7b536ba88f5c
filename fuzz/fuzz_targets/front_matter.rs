//! Front matter in YAML and in TOML, whole or broken.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((&sort, rest)) = data.split_first() else { return };
    let text = String::from_utf8_lossy(rest);
    let page = match sort % 4 {
        0 => format!("---\n{text}\n---\n# Title\n\n**It broke**\n"),
        1 => format!("+++\n{text}\n+++\n# Title\n"),
        2 => format!("---\n{text}"),
        _ => text.into_owned(),
    };
    ajuda_fuzz::check("en/page.md", &page, "");
});
