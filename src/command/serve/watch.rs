//! Which files matter to the site, and word of their changes.
//!
//! 1. `Roots` names what to watch and what to pass over: the written site and index would
//!    otherwise call for a rebuild after every build.
//! 2. `Watch` asks the operating system for events. A folder that does not exist yet is waited for
//!    in the nearest one above it that does.
//! 3. `Changes` hands over what changed since it was last asked, a burst at once; what changes
//!    while a build runs waits for the next call.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use anyhow::Context as _;
use notify::event::{EventKind, ModifyKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::config::Config;
use crate::fs::real;

/// A burst is over after this long without a change: editors write, rename and touch within it.
const QUIET: Duration = Duration::from_millis(15);
/// A burst of more events than these is cut, so that a steady writer cannot hold a build up.
const LONGEST_BURST: usize = 4096;

/// What is watched, and what is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Roots {
    folders: Vec<PathBuf>,
    settings: PathBuf,
    ignored: Vec<PathBuf>,
}

impl Roots {
    /// What matters to a site with these settings, which were read from `settings` if that exists.
    pub(super) fn new(config: &Config, settings: &Path) -> Roots {
        let folders = [&config.content, &config.templates, &config.static_files];
        let written = [&config.out, &config.index].into_iter().chain(&config.cache);
        Roots {
            folders: folders.into_iter().map(|folder| real(folder)).collect(),
            settings: real(settings),
            ignored: written.map(|folder| real(folder)).collect(),
        }
    }

    /// Whether the site may differ once this path has changed. Hidden files are no sources, and
    /// neither is what a build writes.
    fn concerns(&self, path: &Path) -> bool {
        if path == self.settings {
            return true;
        }
        if self.ignored.iter().any(|ignored| path.starts_with(ignored)) {
            return false;
        }
        self.folders.iter().any(|folder| match path.strip_prefix(folder) {
            Ok(below) => !below.components().any(|segment| is_hidden(segment.as_os_str())),
            // A folder above one that is watched came or went.
            Err(_) => folder.starts_with(path),
        })
    }

    /// Whether the path is a watched folder or one above it: the watch itself must then be renewed.
    fn hold(&self, path: &Path) -> bool {
        self.folders.iter().any(|folder| folder.starts_with(path))
    }

    /// What to ask of the operating system: each path once, the deeper way of watching first.
    fn wanted(&self) -> Vec<(PathBuf, RecursiveMode)> {
        let mut whole = BTreeSet::new();
        let mut alone = BTreeSet::new();
        for folder in &self.folders {
            if folder.is_dir() {
                whole.insert(folder.clone());
            }
            alone.extend(folder.ancestors().skip(1).find(|above| above.is_dir()).map(Path::to_path_buf));
        }
        alone.extend(self.settings.parent().map(Path::to_path_buf));
        let alone = alone.difference(&whole).cloned().map(|path| (path, RecursiveMode::NonRecursive));
        let alone: Vec<_> = alone.collect();
        whole.into_iter().map(|path| (path, RecursiveMode::Recursive)).chain(alone).collect()
    }
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// Something that the build thread waits for.
pub(super) enum Message {
    /// The operating system says that something changed.
    Event(notify::Result<notify::Event>),
    /// The server is being ended.
    Stop,
}

/// A burst of changes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Burst {
    /// All that changed, in order of path; empty where the system lost count.
    pub(super) paths: BTreeSet<PathBuf>,
    /// Whether the system lost count.
    is_lost: bool,
    /// Whether what is watched came or went.
    moved: bool,
    /// What the system could not watch any more.
    pub(super) problems: Vec<String>,
}

/// Watches the roots and collects their changes.
pub(super) struct Watch {
    watcher: RecommendedWatcher,
    watched: Vec<PathBuf>,
    roots: Roots,
    messages: Receiver<Message>,
}

impl Watch {
    /// Starts to watch; the sender ends the wait with `Message::Stop`.
    ///
    /// # Errors
    /// When the operating system offers no events, or refuses to watch a folder.
    pub(super) fn start(roots: Roots) -> anyhow::Result<(Watch, Sender<Message>)> {
        let (sender, messages) = channel();
        let events = sender.clone();
        let watcher = notify::recommended_watcher(move |event| {
            // Nobody receives once the server is being ended.
            let _ = events.send(Message::Event(event));
        })
        .context("could not watch for changes")?;
        let mut watch = Watch { watcher, watched: Vec::new(), roots, messages };
        watch.renew()?;
        Ok((watch, sender))
    }

    /// Watches other roots from now on, where they differ; whether they do.
    ///
    /// # Errors
    /// When the operating system refuses to watch a folder.
    pub(super) fn follow(&mut self, roots: Roots) -> anyhow::Result<bool> {
        if roots == self.roots {
            return Ok(false);
        }
        self.roots = roots;
        self.renew()?;
        Ok(true)
    }

    fn renew(&mut self) -> anyhow::Result<()> {
        for path in std::mem::take(&mut self.watched) {
            // What is gone is no longer watched anyway.
            let _ = self.watcher.unwatch(&path);
        }
        for (path, mode) in self.roots.wanted() {
            self.watcher
                .watch(&path, mode)
                .with_context(|| format!("could not watch `{}` for changes", path.display()))?;
            self.watched.push(path);
        }
        Ok(())
    }

    /// Waits for a change that matters, then for the burst to end; `None` when the server ends.
    pub(super) fn next(&mut self) -> Option<Burst> {
        let mut burst = Burst::default();
        while !self.receive(self.messages.recv().ok()?, &mut burst)? {}
        for _ in 0..LONGEST_BURST {
            match self.messages.recv_timeout(QUIET) {
                Ok(message) => {
                    self.receive(message, &mut burst)?;
                }
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        if burst.moved
            && let Err(error) = self.renew()
        {
            burst.problems.push(format!("{error:#}"));
        }
        if burst.is_lost {
            burst.paths.clear();
        }
        Some(burst)
    }

    /// Takes one message in; whether it matters, or `None` when it ends the wait.
    fn receive(&self, message: Message, burst: &mut Burst) -> Option<bool> {
        match message {
            Message::Stop => None,
            Message::Event(Ok(event)) => Some(self.take(event, burst)),
            Message::Event(Err(error)) => {
                burst.problems.push(error.to_string());
                burst.is_lost = true;
                Some(true)
            }
        }
    }

    fn take(&self, event: notify::Event, burst: &mut Burst) -> bool {
        if event.need_rescan() {
            burst.moved = true;
            burst.is_lost = true;
            return true;
        }
        // Reading is no change, and the build itself reads everything.
        if matches!(event.kind, EventKind::Access(_)) {
            return false;
        }
        let came_or_went = matches!(
            event.kind,
            EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
        );
        let mut matters = false;
        for path in event.paths {
            // What happens to files beside a watched folder touches the folder above it too.
            let holds = self.roots.hold(&path);
            if !self.roots.concerns(&path) || (holds && !came_or_went) {
                continue;
            }
            burst.moved |= holds;
            burst.paths.insert(path);
            matters = true;
        }
        matters
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roots(content: &str) -> Roots {
        let config = Config::without_file(Some(Path::new(content)));
        Roots::new(&config, Path::new("ajuda.toml"))
    }

    fn here(path: &str) -> PathBuf {
        real(Path::new(path))
    }

    #[test]
    fn sources_matter_and_what_a_build_writes_does_not() {
        let roots = roots("content");
        assert!(roots.concerns(&here("content/en/a.md")));
        assert!(roots.concerns(&here("templates/page.html")));
        assert!(roots.concerns(&here("static/theme/style.css")));
        assert!(roots.concerns(&here("ajuda.toml")));
        assert!(!roots.concerns(&here("Cargo.toml")));
        assert!(!roots.concerns(&here("content/.a.md.swp")));
        assert!(!roots.concerns(&here("site/en/index.html")));
    }

    #[test]
    fn the_site_may_lie_inside_the_content() {
        let roots = roots(".");
        assert!(roots.concerns(&here("en/a.md")));
        assert!(!roots.concerns(&here("site/en/index.html")));
        assert!(!roots.concerns(&here(".site.ajuda-17/en/index.html")));
        assert!(!roots.concerns(&here(".ajuda/index/en/meta.json")));
    }

    #[test]
    fn a_change_during_a_build_waits_for_the_next_call() {
        let folder = tempfile::tempdir().unwrap();
        let content = folder.path().join("content");
        std::fs::create_dir_all(content.join("en")).unwrap();
        let config = Config::without_file(Some(&content));
        let (mut watch, _stop) =
            Watch::start(Roots::new(&config, &folder.path().join("ajuda.toml"))).unwrap();
        let page = real(&content.join("en/a.md"));
        for text in ["one", "two"] {
            // Written before `next` is called, as during a build.
            std::fs::write(&page, text).unwrap();
            assert!(watch.next().unwrap().paths.contains(&page));
        }
    }

    #[test]
    fn a_folder_that_comes_later_is_watched_from_then_on() {
        let folder = tempfile::tempdir().unwrap();
        let config = Config::without_file(Some(&folder.path().join("content")));
        let (mut watch, stop) = Watch::start(Roots::new(&config, &folder.path().join("ajuda.toml"))).unwrap();
        let templates = real(&folder.path().join("templates"));
        std::fs::create_dir(&templates).unwrap();
        assert!(watch.next().unwrap().paths.contains(&templates));
        std::fs::write(templates.join("page.html"), "x").unwrap();
        assert!(watch.next().unwrap().paths.contains(&templates.join("page.html")));
        stop.send(Message::Stop).unwrap();
        assert_eq!(watch.next(), None);
    }
}
