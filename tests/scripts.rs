//! The minified twins of the theme's scripts are those of the scripts as they are, and small.
//!
//! `UPDATE_EXPECT=1 cargo test --test scripts` makes them anew with terser, which takes node and the
//! network.

#[path = "../build/script.rs"]
mod script;

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

/// What makes a twin.
const TERSER: &[&str] = &[
    "--yes",
    "terser@5.51.4",
    "--ecma",
    "2022",
    "--compress",
    "passes=3,ecma=2022,pure_getters=true,keep_fargs=false,unsafe_arrows=true",
];

/// The twin of a script below `static/`, made anew where that is asked for.
#[track_caller]
fn twin(path: &str, options: &[&str]) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("static").join(path);
    let name = path.file_name().unwrap().to_str().unwrap();
    let served = script::served(&path);
    if std::env::var_os("UPDATE_EXPECT").is_some() && script::minified(&path, &served).is_none() {
        let folder = tempfile::tempdir().unwrap();
        let bundle = folder.path().join(name);
        fs::write(&bundle, &served).unwrap();
        let mut terser = Command::new("npx");
        let made =
            terser.args(TERSER).args(options).arg("--").arg(&bundle).output().expect("npx comes with node");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let twin = String::from_utf8(made.stdout).unwrap();
        let first =
            format!("// Made by tests/scripts.rs of {name} and its parts: {}", script::fingerprint(&served));
        fs::write(path.with_extension("min.js"), format!("{first}\n{twin}")).unwrap();
    }
    let minified = script::minified(&path, &served);
    minified.unwrap_or_else(|| panic!("{name} has changed: run `UPDATE_EXPECT=1 cargo test --test scripts`"))
}

/// How many bytes of it travel.
fn gzipped(script: &str) -> usize {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(script.as_bytes()).unwrap();
    gzip.finish().unwrap().len()
}

/// Names of the search that neither its index nor a caller knows.
const OWN_NAMES: &str = "builtins=true,regex=/^(candidates|frequency|impacts|pairs|weight|brief|begun|parts|\
    documents|groups?|number|pages|others|idf|forms?|place|document|phrases|without|own|few|list|terms?|hits|\
    records?|shard|kinds|entry|to)$/";

#[test]
fn scripts_that_must_be_small_are_served_minified() {
    let search =
        twin("search/search.js", &["--module", "--mangle", "toplevel=true", "--mangle-props", OWN_NAMES]);
    assert!(search.contains("export async function open("), "it is a module");
    let widget = twin("widget.js", &["--mangle"]);
    assert_eq!(widget.matches("AJUDA_SETTINGS").count(), 1, "the site's settings have their place");
    // All that the widget ever loads of scripts.
    let both = (gzipped(&widget), gzipped(&search));
    assert!(both.0 + both.1 < 8 * 1024, "{both:?} bytes gzipped");
}
