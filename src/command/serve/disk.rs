//! Brings the folder of the site and the index up to date while nothing changes.
//!
//! A thread of its own takes the latest site, waits for a while without changes, and writes it on few
//! cores, so that a change in the meantime is told as quickly as ever. When the server ends, what is
//! not written yet is written.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use anyhow::Context as _;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::pipeline::{self, Stages};
use crate::render::Theme;

/// How long nothing changes before the folders follow.
const QUIET: Duration = Duration::from_millis(700);

/// A site to write.
pub(super) struct Job {
    pub(super) config: Config,
    pub(super) site: Arc<Site>,
    pub(super) theme: Arc<Theme>,
}

impl Job {
    /// Writes both folders as `ajuda build` would; what to mend in templates, and then the old ones stay.
    ///
    /// # Errors
    /// The environment's.
    pub(super) fn write(&self) -> anyhow::Result<Vec<Diagnostic>> {
        let stages = Stages::begin(&self.config)?;
        // The site to look at also has what is not published yet, and that is for no other eyes.
        let config = Config { drafts: false, ..self.config.clone() };
        let mut pages = self.site.pages.iter();
        if pages.any(|page| page.document.front_matter.is_unpublished(config.today)) {
            let published = pipeline::load(&config, &|_| {})?.value;
            return stages.write(&published, &config, &self.theme, &|_| {});
        }
        stages.write(&self.site, &config, &self.theme, &|_| {})
    }
}

/// What a job came to.
pub(super) type Done = Box<dyn Fn(anyhow::Result<Vec<Diagnostic>>) + Send>;

/// The thread that writes.
pub(super) struct Disk {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Disk {
    /// Starts the thread; `done` is told what each job came to.
    ///
    /// # Errors
    /// The operating system's.
    pub(super) fn start(done: Done) -> anyhow::Result<Disk> {
        let (jobs, asked) = channel();
        let cores = thread::available_parallelism().map_or(1, |cores| cores.get() / 2).max(1);
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(cores)
            .thread_name(|number| format!("disk-{number}"))
            .start_handler(|_| give_way())
            .build()
            .context("could not start the threads that write")?;
        let thread = thread::Builder::new()
            .name("disk".to_owned())
            .spawn(move || write_all(&asked, &pool, &done))
            .context("could not start the thread that writes")?;
        Ok(Disk { jobs: Some(jobs), thread: Some(thread) })
    }

    /// Has a site written, instead of those that wait.
    pub(super) fn write(&self, job: Job) {
        if let Some(jobs) = &self.jobs {
            // The thread ends with this value and not before.
            let _ = jobs.send(job);
        }
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Lets this thread run when no other has something to do; where that cannot be had, it runs like any.
fn give_way() {
    #[cfg(target_os = "linux")]
    let _ = rustix::process::setpriority_process(None, 19);
}

fn write_all(asked: &Receiver<Job>, pool: &rayon::ThreadPool, done: &Done) {
    while let Ok(mut job) = asked.recv() {
        while let Ok(later) = asked.recv_timeout(QUIET) {
            job = later;
        }
        done(pool.install(|| job.write()));
    }
}
