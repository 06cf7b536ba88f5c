//! A site whose pages are rendered when somebody looks at them: what has to be done between a change
//! and a browser that shows it does not grow with the site.
//!
//! A thread of its own holds the site and what its pages share, and answers one request after the
//! other; it ends with the preview.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Sender, SyncSender, channel, sync_channel};
use std::thread;

use anyhow::Context as _;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::render::{OnDemand, Piece, Theme};

/// What is at a path of the site.
#[derive(Debug)]
pub enum Answer {
    /// A page, in the encoding of its template; the error is what to mend in that.
    Page(Result<Vec<u8>, Box<Diagnostic>>),
    /// A style sheet or script of the theme, or a picture that is drawn.
    Asset(Vec<u8>),
    /// A file of the content folder or of the site's own static files, as it is.
    File(PathBuf),
    /// The path without its last `/` is a page's; this is the page's.
    Folder,
    /// Whatever the last build wrote there: what does not follow from one page.
    AsBuilt,
    /// Nothing.
    Missing,
}

enum Ask {
    /// What is at this path?
    Path(String, SyncSender<Answer>),
    /// Do these pages, by the paths of their sources, and where that is asked one of each kind, render?
    Try(BTreeSet<String>, bool, SyncSender<Vec<Diagnostic>>),
}

/// A site to look at.
#[derive(Clone, Debug)]
pub struct Preview {
    asks: Sender<Ask>,
}

impl Preview {
    /// Starts the thread.
    ///
    /// # Errors
    /// The operating system's.
    pub fn start(config: Config, site: Arc<Site>, theme: Arc<Theme>) -> anyhow::Result<Preview> {
        let (asks, asked) = channel();
        let answer_all = move || {
            let pieces = OnDemand::new(&site, &config, &theme);
            for ask in asked {
                // Whoever asked may have gone; there is nobody to tell.
                let _ = match ask {
                    Ask::Path(path, to) => to.send(answer(&pieces, &config, &path)).ok(),
                    Ask::Try(sources, each_kind, to) => to.send(pieces.try_out(&sources, each_kind)).ok(),
                };
            }
        };
        thread::Builder::new()
            .name("preview".to_owned())
            .spawn(answer_all)
            .context("could not start the thread that renders")?;
        Ok(Preview { asks })
    }

    /// What is at a path below the site's root, not encoded, without a leading `/`.
    pub fn at(&self, path: String) -> Answer {
        let (to, answer) = sync_channel(1);
        let asked = self.asks.send(Ask::Path(path, to));
        asked.ok().and_then(|()| answer.recv().ok()).unwrap_or(Answer::AsBuilt)
    }

    /// Renders the pages of some sources, and where that is asked one of each kind of page; what to mend in
    /// templates.
    pub fn try_out(&self, sources: BTreeSet<String>, each_kind: bool) -> Vec<Diagnostic> {
        let (to, findings) = sync_channel(1);
        let asked = self.asks.send(Ask::Try(sources, each_kind, to));
        asked.ok().and_then(|()| findings.recv().ok()).unwrap_or_default()
    }
}

fn answer(pieces: &OnDemand<'_>, config: &Config, path: &str) -> Answer {
    let own = config.static_files.join(path);
    // A path that leads out of the folder is left to the server of files, which refuses it.
    let is_plain = !Theme::is_of_theme(path) && !path.split(['/', '\\']).any(|segment| segment == "..");
    if is_plain && !path.is_empty() && own.is_file() {
        return Answer::File(own);
    }
    match pieces.at(path) {
        Some(Piece::Asset(bytes)) => Answer::Asset(bytes),
        Some(Piece::Page(rendered)) => Answer::Page(rendered),
        Some(Piece::File(source)) => Answer::File(config.content.join(source.as_str())),
        Some(Piece::Folder) => Answer::Folder,
        Some(Piece::Other) => Answer::AsBuilt,
        None => Answer::Missing,
    }
}
