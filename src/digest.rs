//! Names made of what something is made of: two things with one digest are one thing.
//!
//! The program itself is part of every digest, so that what one version of it made is never taken for
//! what another would make.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The sources of this program and of all that it consists of, as `build.rs` found them.
const PROGRAM: &str = env!("AJUDA_PROGRAM");

/// The first 16 bytes of a BLAKE3 hash: no two things share one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Digest([u8; Digest::LENGTH]);

impl Digest {
    /// In bytes.
    pub const LENGTH: usize = 16;

    /// One that was made before.
    pub fn new(bytes: [u8; Digest::LENGTH]) -> Digest {
        Digest(bytes)
    }

    /// The digest itself.
    pub fn as_bytes(&self) -> &[u8; Digest::LENGTH] {
        &self.0
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// What something is made of, part by part. Each part is taken in with its length, so that two lists of
/// parts are one only where every part is.
#[derive(Clone)]
pub struct Parts(blake3::Hasher);

impl Parts {
    /// No parts yet, of a sort of thing; things of two sorts never share a digest.
    pub fn of(sort: &str) -> Parts {
        Parts::by(PROGRAM, sort)
    }

    fn by(program: &str, sort: &str) -> Parts {
        Parts(blake3::Hasher::new()).text(program).text(sort)
    }

    /// The same and these bytes.
    #[must_use]
    pub fn bytes(mut self, bytes: &[u8]) -> Parts {
        self.0.update(&(bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    /// The same and this text.
    #[must_use]
    pub fn text(self, text: &str) -> Parts {
        self.bytes(text.as_bytes())
    }

    /// The same and whether something is so.
    #[must_use]
    pub fn flag(self, is_so: bool) -> Parts {
        self.bytes(&[u8::from(is_so)])
    }

    /// The same and what another digest is of, which need not be there.
    #[must_use]
    pub fn digest(self, digest: Option<Digest>) -> Parts {
        self.bytes(digest.as_ref().map_or(&[], |digest| digest.as_bytes()))
    }

    /// The same and this number.
    #[must_use]
    pub fn number(self, number: usize) -> Parts {
        self.bytes(&(number as u64).to_le_bytes())
    }

    /// The same and a text that need not be there.
    #[must_use]
    pub fn maybe(self, text: Option<&str>) -> Parts {
        match text {
            Some(text) => self.flag(true).text(text),
            None => self.flag(false),
        }
    }

    /// The same and each of these, as `each` takes it in, behind how many there are.
    #[must_use]
    pub fn all_of<T>(
        self,
        things: impl ExactSizeIterator<Item = T>,
        each: impl FnMut(Parts, T) -> Parts,
    ) -> Parts {
        let parts = self.number(things.len());
        things.fold(parts, each)
    }

    /// Their digest.
    pub fn all(self) -> Digest {
        let mut digest = [0; Digest::LENGTH];
        self.0.finalize_xof().fill(&mut digest);
        Digest(digest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_into_each_other() {
        let digest = |parts: &[&str]| parts.iter().fold(Parts::of("x"), |all, part| all.text(part)).all();
        assert_eq!(digest(&["ab", "c"]), digest(&["ab", "c"]));
        assert_ne!(digest(&["ab", "c"]), digest(&["a", "bc"]));
        assert_ne!(digest(&["ab"]), digest(&["ab", ""]));
        assert_ne!(digest(&["a"]), Parts::of("y").text("a").all());
        assert_ne!(Parts::of("x").digest(None).all(), digest(&[]));
        assert_ne!(Parts::by("another program", "x").all(), digest(&[]));
    }
}
