//! `ajuda.toml`: refused with a place in it, or settings that hold what they promise.
#![no_main]

use std::path::Path;

use ajuda::config::Config;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data).into_owned();
    match Config::parse(text, "ajuda.toml", Path::new("/site")) {
        Ok(config) => {
            let base = config.base_path();
            assert!(base.starts_with('/') && base.ends_with('/'), "{base}");
            let runs_code = ["javascript", "vbscript", "data"];
            assert!(!config.link_schemes.iter().any(|scheme| runs_code.contains(&scheme.as_str())));
        }
        Err(finding) => assert!(finding.location.is_some() && !finding.message.is_empty(), "{finding:?}"),
    }
});
