//! What the system says of a file without reading it, and how far that tells whether it was written to.
//!
//! When a file was written last, any program can set. When anything about it changed last (`ctime`), the system
//! alone says, so a file that is the same one, of the same length and the same times, has the bytes it had, but
//! for one case: what is written twice within the resolution of the clock has one time twice. Git, which has
//! the same to solve, calls such a file racily clean. Here a `Stat` is settled where its times are older than a
//! `Moment`, which is a time that the file system itself gave before the file was asked: whatever is written
//! after that has a later one.

use std::fs::{self, Metadata};
use std::path::Path;
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

const SECOND: i64 = 1_000_000_000;

/// How much older than a moment a time is at least, in nanoseconds: some file systems count in steps of two
/// seconds, and on some each machine has a clock of its own. Tests do not wait for that.
const APART: i64 = if cfg!(test) { 1 } else { 2 * SECOND };

/// What tells a file from what it was: its length and when it was written last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    length: u64,
    /// In nanoseconds since 1970; none where there is no such time, or it is not within 292 years.
    modified: Option<i64>,
}

impl Stamp {
    pub(super) fn of(metadata: &Metadata) -> Stamp {
        let modified = metadata.modified().ok().and_then(|time| match time.duration_since(UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_nanos()).ok(),
            Err(before) => i64::try_from(before.duration().as_nanos()).ok().map(|before| -before),
        });
        Stamp { length: metadata.len(), modified }
    }

    /// Whether a file that was written anew shows it. A whole second is the time of a file system that counts
    /// in seconds, or one that a program gives to every file.
    pub(super) fn is_telling(self) -> bool {
        self.modified.is_some_and(|modified| modified % SECOND != 0)
    }
}

/// A file's stamp; none where there is no file that can be asked.
pub fn stamp(file: &Path) -> Option<Stamp> {
    Some(Stamp::of(&fs::metadata(file).ok()?))
}

/// All that the system says of a file that has to do with its bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stat {
    stamp: Stamp,
    /// Which file it is, and when anything about it changed last; none where the system does not say.
    unforgeable: Option<Unforgeable>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Unforgeable {
    device: u64,
    inode: u64,
    /// In nanoseconds since 1970.
    changed: i64,
}

impl Stat {
    pub(super) fn of(metadata: &Metadata) -> Stat {
        Stat { stamp: Stamp::of(metadata), unforgeable: unforgeable(metadata) }
    }

    /// Whether everything that was written to the file after it was asked shows in another `Stat`, if it was
    /// asked after `moment`. It never does where the times are of another clock than the moment, or of whole
    /// seconds: file systems that count so often have no time of change, and show that of writing for it.
    pub fn is_settled(&self, moment: Moment) -> bool {
        let (Some(Unforgeable { device, changed, .. }), Some(modified)) =
            (self.unforgeable, self.stamp.modified)
        else {
            return false;
        };
        device == moment.device
            && changed % SECOND != 0
            && moment.time.checked_sub(changed.max(modified)).is_some_and(|older| older >= APART)
    }
}

#[cfg(unix)]
fn unforgeable(metadata: &Metadata) -> Option<Unforgeable> {
    use std::os::unix::fs::MetadataExt as _;
    let changed = metadata.ctime().checked_mul(SECOND)?.checked_add(metadata.ctime_nsec())?;
    Some(Unforgeable { device: metadata.dev(), inode: metadata.ino(), changed })
}

/// What the system says of a file can be set here, all of it.
#[cfg(not(unix))]
fn unforgeable(_: &Metadata) -> Option<Unforgeable> {
    None
}

/// All that the system says of a file, or of what a link leads to; none where there is nothing that can be asked.
pub fn stat(file: &Path) -> Option<Stat> {
    Some(Stat::of(&fs::metadata(file).ok()?))
}

/// A time that a file system gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    device: u64,
    time: i64,
}

/// What the names begin with of files that are made to be given a time.
const MOMENTS: &str = "moment";

/// The time that the file system of a folder gives now. The folder is made where it is not there; none where it
/// cannot be written, or the system does not say when files changed.
pub fn moment(folder: &Path) -> Option<Moment> {
    fs::create_dir_all(folder).ok()?;
    super::remove_unfinished(folder, MOMENTS);
    // Its end says whose it is: see `remove_unfinished`.
    let file = folder.join(format!("{MOMENTS}.{}", std::process::id()));
    let made = fs::write(&file, "").ok().and_then(|()| stat(&file));
    let _ = fs::remove_file(&file);
    let Unforgeable { device, changed, .. } = made?.unforgeable?;
    Some(Moment { device, time: changed })
}

/// Waits until the clock of a folder's file system has moved on; no longer than a moment is long.
#[cfg(all(test, unix))]
pub fn later(folder: &Path) -> Moment {
    let before = moment(folder).unwrap();
    loop {
        let now = moment(folder).unwrap();
        if now != before {
            return now;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn what_is_written_shows_whatever_time_and_length_it_is_given() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.md");
        fs::write(&file, "One").unwrap();
        let before = stat(&file).unwrap();
        assert!(before.is_settled(later(folder.path())));
        fs::write(&file, "Two").unwrap();
        let opened = fs::File::options().append(true).open(&file).unwrap();
        let time =
            UNIX_EPOCH + std::time::Duration::from_nanos(before.stamp.modified.unwrap().try_into().unwrap());
        opened.set_modified(time).unwrap();
        let after = stat(&file).unwrap();
        assert_eq!(after.stamp, before.stamp);
        assert_ne!(after, before);
        // Also where another file is put in its place.
        fs::write(folder.path().join("b.md"), "Two").unwrap();
        fs::rename(folder.path().join("b.md"), &file).unwrap();
        assert_ne!(stat(&file).unwrap(), after);
        assert!(stat(&folder.path().join("b.md")).is_none());
    }

    #[cfg(unix)]
    #[test]
    fn a_file_is_settled_where_it_is_older_than_a_moment_of_its_own_file_system() {
        let folder = tempfile::tempdir().unwrap();
        let moment = later(folder.path());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left of it");
        let file = folder.path().join("a.md");
        fs::write(&file, "One").unwrap();
        let stat = stat(&file).unwrap();
        assert!(!stat.is_settled(moment), "it is younger");
        let Unforgeable { device, inode, changed } = stat.unforgeable.unwrap();
        let at = |time| Moment { device, time };
        assert!(!stat.is_settled(at(changed)) && stat.is_settled(at(changed + APART)));
        assert!(!stat.is_settled(Moment { device: device ^ 1, time: changed + APART }), "of another clock");
        let other = |changed, modified| Stat {
            stamp: Stamp { modified: Some(modified), ..stat.stamp },
            unforgeable: Some(Unforgeable { device, inode, changed }),
        };
        assert!(other(changed, i64::MIN).is_settled(at(changed + APART)));
        assert!(!other(changed, changed + APART).is_settled(at(changed + APART)), "written in the future");
        assert!(!other(7 * SECOND, 7 * SECOND).is_settled(at(changed)), "of whole seconds");
        assert!(!other(i64::MIN + 1, i64::MIN).is_settled(at(i64::MAX)));
        assert!(!Stat { unforgeable: None, ..stat }.is_settled(at(changed + APART)));
        assert!(super::moment(&file.join("folder")).is_none());
    }
}
