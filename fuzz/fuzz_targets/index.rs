//! Files of an index with other bytes: said to be damaged, or what they say is what it was.
#![no_main]

use std::path::PathBuf;
use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;

const QUERY: &str = "pasword senhas Kontoeinstellungen パスワード: the request timed out after 00:01:00";

/// The files of the index, and what it answers while they are whole.
fn whole() -> &'static (Vec<(PathBuf, Vec<u8>)>, Vec<String>) {
    static WHOLE: OnceLock<(Vec<(PathBuf, Vec<u8>)>, Vec<String>)> = OnceLock::new();
    WHOLE.get_or_init(|| {
        let folder = ajuda_fuzz::site::index();
        let files = ajuda::fs::list(folder).unwrap().into_iter();
        let files = files.map(|(name, _)| folder.join(name)).map(|file| (file.clone(), std::fs::read(file).unwrap()));
        (files.collect(), ajuda_fuzz::site::ask(folder, QUERY, None).unwrap())
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
    match ajuda_fuzz::site::ask(ajuda_fuzz::site::index(), QUERY, None) {
        Ok(found) => assert_eq!(found, *answers, "{}", path.display()),
        Err(error) => assert!(format!("{error:#}").contains("run `ajuda build`"), "{}: {error:#}", path.display()),
    }
    std::fs::write(path, bytes).unwrap();
});
