//! Files of an index with other bytes: said to be damaged, or what they say is what it was.
#![no_main]

use std::path::PathBuf;
use std::sync::OnceLock;

use ajuda_fuzz::site::Opened;
use libfuzzer_sys::fuzz_target;

const QUERY: &str = "pasword senhas Kontoeinstellungen パスワード: the request timed out after 00:01:00";

fn ask() -> anyhow::Result<Vec<String>> {
    Opened::new(ajuda_fuzz::site::index())?.ask(QUERY, None)
}

/// The files of the index, and what it answers while they are whole.
fn whole() -> &'static (Vec<(PathBuf, Vec<u8>)>, Vec<String>) {
    static WHOLE: OnceLock<(Vec<(PathBuf, Vec<u8>)>, Vec<String>)> = OnceLock::new();
    WHOLE.get_or_init(|| {
        let folder = ajuda_fuzz::site::index();
        let files = ajuda::fs::list(folder).unwrap().into_iter().map(|(name, _)| folder.join(name));
        let files = files.map(|file| (file.clone(), std::fs::read(file).unwrap()));
        (files.collect(), ask().unwrap())
    })
}

fuzz_target!(|data: &[u8]| {
    let [file, way, at @ .., byte] = data else { return };
    let (files, answers) = whole();
    let (path, bytes) = &files[usize::from(*file) % files.len()];
    let at = at.iter().fold(0, |at, byte| (at << 8 | usize::from(*byte)) % bytes.len().max(1));
    let mut changed = bytes.clone();
    match way % 4 {
        0 => changed.truncate(at),
        1 => changed.insert(at, *byte),
        _ if at < changed.len() => changed[at] = *byte,
        _ => {}
    }
    std::fs::write(path, &changed).unwrap();
    match ask() {
        Ok(found) => assert_eq!(found, *answers, "{}", path.display()),
        Err(error) => {
            let said = format!("{error:#}");
            assert!(said.contains("run `ajuda build`"), "{}: {said}", path.display());
        }
    }
    std::fs::write(path, bytes).unwrap();
});
