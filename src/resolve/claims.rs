//! Who lies where in the built site: each place has one owner.
//!
//! Names are compared as the least able file system does, without case and in one normal form (NFC),
//! so that two files never become one on a disk or a host that does not tell them apart; and no file
//! takes the name of a folder.

use std::collections::{BTreeSet, HashMap};

use unicode_normalization::UnicodeNormalization as _;

use crate::config::Config;
use crate::model::{Locale, SitePath};

/// What every site has of its own, whatever its content: nothing of the content may stand there.
const OWN: &[&str] = &[
    "404.html",
    "api",
    "index.html",
    "robots.txt",
    "search",
    "sitemap",
    "sitemap.xml",
    "theme",
    "widget",
    "widget.js",
];

/// The same in the folder of each locale, as far as its settings ask for them.
fn own_of_locale(config: &Config) -> impl Iterator<Item = &'static str> {
    let has_address = config.base_url.is_some();
    let own = [
        ("404.html", true),
        ("feed.xml", has_address),
        ("opensearch.xml", has_address),
        ("llms.txt", config.llms),
        ("translations", config.translations_page),
    ];
    own.into_iter().filter(|(_, is)| *is).map(|(name, _)| name)
}

/// The places that are taken.
pub(super) struct Claims {
    /// By folded path. Only looked up, never walked, so its order does not matter.
    places: HashMap<String, Place>,
}

#[derive(Clone, Debug)]
enum Place {
    /// A file, as written, and whose it is.
    File { path: String, owner: String },
    /// A folder, and who was the first in it.
    Folder { owner: String },
    /// A file or folder of the site itself.
    Own,
}

/// Why a place cannot be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Clash {
    /// It is this one's.
    Taken(String),
    /// Only the case of letters, or how accents are written, keeps it from being this one's.
    Case(String),
}

impl Claims {
    /// The places of a site without content.
    pub(super) fn new(locales: &BTreeSet<Locale>, config: &Config) -> Claims {
        let mut own: Vec<String> = OWN.iter().map(|path| (*path).to_owned()).collect();
        own.extend(config.llms.then(|| "llms.txt".to_owned()));
        own.extend((!config.card_fonts.is_empty()).then(|| "social".to_owned()));
        for name in own_of_locale(config) {
            own.extend(locales.iter().map(|locale| folded(&format!("{}/{name}", locale.path()))));
        }
        Claims { places: own.into_iter().map(|path| (path, Place::Own)).collect() }
    }

    /// Takes a place for an owner, named as messages name it.
    pub(super) fn claim(&mut self, url: &SitePath, owner: &str) -> Result<(), Clash> {
        let path = url.file();
        let folded = folded(&path);
        if let Some(clash) = self.clash(&path, &folded) {
            return Err(clash);
        }
        for (at, _) in folded.match_indices('/') {
            if !self.places.contains_key(&folded[..at]) {
                self.places.insert(folded[..at].to_owned(), Place::Folder { owner: owner.to_owned() });
            }
        }
        self.places.insert(folded, Place::File { path, owner: owner.to_owned() });
        Ok(())
    }

    fn clash(&self, path: &str, folded: &str) -> Option<Clash> {
        for (at, _) in folded.match_indices('/') {
            match self.places.get(&folded[..at]) {
                Some(Place::File { owner, .. }) => return Some(Clash::Taken(owner.clone())),
                Some(Place::Own) => return Some(Clash::Taken("the site itself".to_owned())),
                Some(Place::Folder { .. }) | None => {}
            }
        }
        match self.places.get(folded)? {
            Place::File { path: same, owner } if same == path => Some(Clash::Taken(owner.clone())),
            Place::File { owner, .. } => Some(Clash::Case(owner.clone())),
            Place::Folder { owner } => Some(Clash::Taken(owner.clone())),
            Place::Own => Some(Clash::Taken("the site itself".to_owned())),
        }
    }

    /// The first free place of those a numbered name gives: `faq-2/`, `faq-3/`.
    pub(super) fn claim_numbered(&mut self, url: &SitePath, owner: &str) -> SitePath {
        let path = url.as_str();
        let (stem, tail) = match path.strip_suffix('/') {
            Some(folder) => (folder, "/"),
            None => path
                .rfind('.')
                .filter(|at| *at > path.rfind('/').map_or(0, |at| at + 1))
                .map_or((path, ""), |at| path.split_at(at)),
        };
        let mut number = 2u64;
        loop {
            let numbered = SitePath::new(&format!("{stem}-{number}{tail}"));
            if self.claim(&numbered, owner).is_ok() {
                return numbered;
            }
            number += 1;
        }
    }
}

fn folded(path: &str) -> String {
    if path.is_ascii() {
        path.to_ascii_lowercase()
    } else {
        path.nfc().flat_map(char::to_lowercase).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without_content() -> Claims {
        Claims::new(&BTreeSet::from([Locale::english()]), &Config::without_file(None))
    }

    fn claims(paths: &[&str]) -> Claims {
        let mut claims = without_content();
        for path in paths {
            claims.claim(&SitePath::new(path), path).unwrap();
        }
        claims
    }

    #[test]
    fn a_place_has_one_owner_whatever_the_case_and_the_accents() {
        let mut claims = claims(&["en/faq/", "en/ação/"]);
        let mut claim = |path: &str| claims.claim(&SitePath::new(path), "new");
        assert_eq!(claim("en/faq/"), Err(Clash::Taken("en/faq/".into())));
        assert_eq!(claim("en/FAQ/"), Err(Clash::Case("en/faq/".into())));
        assert_eq!(claim("en/ac\u{327}a\u{303}o/"), Err(Clash::Case("en/ação/".into())));
        assert_eq!(claim("EN/other/"), Ok(()));
    }

    #[test]
    fn nothing_is_a_file_and_a_folder() {
        let mut claims = claims(&["en/a", "en/b/c/"]);
        let mut claim = |path: &str| claims.claim(&SitePath::new(path), "new");
        assert_eq!(claim("en/a/"), Err(Clash::Taken("en/a".into())));
        assert_eq!(claim("en/b"), Err(Clash::Taken("en/b/c/".into())));
        assert_eq!(claim("en/b/C"), Err(Clash::Taken("en/b/c/".into())));
    }

    #[test]
    fn the_sites_own_places_are_not_to_be_had() {
        let mut claims = without_content();
        for path in [
            "theme/site.js",
            "Theme/style.css",
            "search",
            "404.html",
            "sitemap.xml/",
            "api/v1/x.json",
            "en/404.html",
            "EN/404.html/",
            "widget.js",
        ] {
            assert_eq!(
                claims.claim(&SitePath::new(path), "new"),
                Err(Clash::Taken("the site itself".into())),
                "{path}"
            );
        }
        assert_eq!(claims.claim(&SitePath::new("en/theme/"), "new"), Ok(()));
        // Without an address there is no feed.
        assert_eq!(claims.claim(&SitePath::new("en/feed.xml"), "new"), Ok(()));
        let config = Config::without_file(None).with_base_url(Some("https://example.com".into()));
        let mut claims = Claims::new(&BTreeSet::from([Locale::english()]), &config);
        let taken = Err(Clash::Taken("the site itself".into()));
        assert_eq!(claims.claim(&SitePath::new("en/feed.xml"), "new"), taken);
    }

    #[test]
    fn numbered_places_are_free_ones() {
        let mut claims = claims(&["en/faq/", "en/faq-2/", "en/a.b/c.png"]);
        let mut numbered = |path: &str| claims.claim_numbered(&SitePath::new(path), "new").to_string();
        assert_eq!(numbered("en/FAQ/"), "en/FAQ-3/");
        assert_eq!(numbered("en/a.b/C.png"), "en/a.b/C-2.png");
        assert_eq!(numbered("en/a.b/c"), "en/a.b/c-2");
    }
}
