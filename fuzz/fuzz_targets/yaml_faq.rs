//! YAML files of questions, whole or broken.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((&sort, rest)) = data.split_first() else { return };
    let text = String::from_utf8_lossy(rest);
    let file = match sort % 3 {
        0 => format!("### YamlMime:FAQ\n{text}"),
        1 => format!(
            "### YamlMime:FAQ\nsections:\n  - questions:\n      - question: {text}\n        answer: x\n"
        ),
        _ => format!(
            "### YamlMime:FAQ\nsections:\n  - questions:\n      - question: Why?\n        answer: |\n          {text}\n"
        ),
    };
    ajuda_fuzz::check("en/faq.yml", &file, "");
});
