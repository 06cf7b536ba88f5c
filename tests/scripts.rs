//! The minified twins of the theme's scripts are those of the scripts as they are, and small.
//!
//! `UPDATE_EXPECT=1 cargo test --test scripts` makes them anew with terser, which takes node and the
//! network.

#[path = "../build/script.rs"]
mod script;

use std::fs;
use std::path::Path;
use std::process::Command;

/// What makes a twin.
const TERSER: &[&str] = &[
    "--yes",
    "terser@5.51.4",
    "--module",
    "--ecma",
    "2020",
    "--compress",
    "passes=3,ecma=2020,pure_getters=true,keep_fargs=false",
    "--mangle",
    "toplevel=true",
];

#[test]
fn the_search_client_is_served_minified() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/search/search.js");
    let served = script::served(&path);
    if std::env::var_os("UPDATE_EXPECT").is_some() && script::minified(&path, &served).is_none() {
        let folder = tempfile::tempdir().unwrap();
        let bundle = folder.path().join("search.js");
        fs::write(&bundle, &served).unwrap();
        let made =
            Command::new("npx").args(TERSER).arg("--").arg(&bundle).output().expect("npx comes with node");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let twin = String::from_utf8(made.stdout).unwrap();
        let first = format!(
            "// Made by tests/scripts.rs of search.js and its parts: {}",
            script::fingerprint(&served)
        );
        fs::write(path.with_extension("min.js"), format!("{first}\n{twin}")).unwrap();
    }
    let minified = script::minified(&path, &served);
    let minified = minified.expect("search.js has changed: run `UPDATE_EXPECT=1 cargo test --test scripts`");
    assert!(minified.contains("export{"), "it is a module");
    assert!(minified.len() < 14_000, "{} bytes before gzip", minified.len());
}
