//! The versions of a product that a help centre is about.

use super::PageKey;

/// A version's place in `Versions`: 0 is the latest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VersionId(pub u32);

impl VersionId {
    /// What pages belong to that lie in no version's folder.
    pub const LATEST: VersionId = VersionId(0);
}

/// The versions of a product, the latest first; none where the site does not tell any apart. Each is a
/// folder of its name, right below a locale's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Versions(Vec<String>);

impl Versions {
    /// Of their names, the latest first.
    pub fn new(names: Vec<String>) -> Versions {
        Versions(names)
    }

    /// Their names, the latest first.
    pub fn names(&self) -> impl Iterator<Item = (VersionId, &str)> {
        (0..).map(VersionId).zip(self.0.iter().map(String::as_str))
    }

    /// What a version is called.
    pub fn name(&self, version: VersionId) -> &str {
        self.0.get(version.0 as usize).map_or("", String::as_str)
    }

    /// The version that a page belongs to, and what it is called in every version: its key without the
    /// version's folder.
    pub fn place<'k>(&self, key: &'k PageKey) -> (VersionId, &'k str) {
        let (first, rest) = key.as_str().split_once('/').unwrap_or((key.as_str(), ""));
        match self.names().find(|(_, name)| *name == first) {
            Some((version, _)) => (version, rest),
            None => (VersionId::LATEST, key.as_str()),
        }
    }

    /// Whether there are any to choose from.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_right_below_the_locale_is_a_version() {
        let versions = Versions::new(vec!["v3".into(), "v2".into()]);
        let place = |key: &str| {
            let key = PageKey::new(key);
            let (version, rest) = versions.place(&key);
            (version.0, rest.to_owned())
        };
        assert_eq!(place("v2/guide/start"), (1, "guide/start".into()));
        assert_eq!(place("v2"), (1, String::new()));
        assert_eq!(place("v3/guide/start"), (0, "guide/start".into()));
        assert_eq!(place("guide/v2/start"), (0, "guide/v2/start".into()));
        assert_eq!(place("v20/start"), (0, "v20/start".into()));
    }
}
