//! The thread that builds, with builds that come to whatever a test wants.

use std::sync::{Arc, Mutex};

use super::*;
use crate::config::FILE_NAME;
use crate::diagnostic::{Code, Format};
use crate::source::{Area, SourcePath};

/// A workshop whose builds are prepared in order, and that remembers what it said.
#[derive(Clone)]
struct Prepared {
    folder: Arc<tempfile::TempDir>,
    outcomes: Arc<Mutex<Vec<anyhow::Result<Outcome>>>>,
    said: Arc<Mutex<Vec<String>>>,
    /// What each build was told to have changed.
    told: Arc<Mutex<Vec<BTreeSet<PathBuf>>>>,
}

impl Prepared {
    fn new(outcomes: Vec<anyhow::Result<Outcome>>) -> Prepared {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        Prepared {
            folder,
            outcomes: Arc::new(Mutex::new(outcomes)),
            said: Arc::default(),
            told: Arc::default(),
        }
    }

    fn builder(&self) -> Builder<Prepared> {
        let config = self.settings().unwrap().unwrap();
        Builder::new(self.clone(), config)
    }
}

impl Workshop for Prepared {
    fn settings_file(&self) -> PathBuf {
        self.folder.path().join(FILE_NAME)
    }

    fn settings(&self) -> anyhow::Result<Result<Config, Box<Diagnostic>>> {
        let text = std::fs::read_to_string(self.settings_file()).unwrap_or_default();
        Ok(Config::parse(text, FILE_NAME, self.folder.path()))
    }

    fn build(&mut self, _: &Config, changed: &BTreeSet<PathBuf>) -> anyhow::Result<Outcome> {
        self.told.lock().unwrap().push(changed.clone());
        self.outcomes.lock().unwrap().remove(0)
    }

    fn reporter(&self, _: &Config) -> Reporter {
        Reporter {
            format: Format::Short,
            content: "content".into(),
            templates: "templates".into(),
            static_files: "static".into(),
            config: PathBuf::new(),
        }
    }

    fn show(&self, diagnostics: &[Diagnostic], reporter: &Reporter) {
        self.said.lock().unwrap().extend(reporter.draw(diagnostics).lines().map(str::to_owned));
    }

    fn say(&self, line: &str) {
        let line = line.split(" in ").next().unwrap_or_default();
        self.said.lock().unwrap().push(line.to_owned());
    }

    fn announce(&self, _: &str) {}
}

fn written(pages: usize) -> anyhow::Result<Outcome> {
    Ok(Outcome { pages, diagnostics: Vec::new(), written: true, preview: None })
}

fn broken_template() -> anyhow::Result<Outcome> {
    let path = SourcePath::new("page.html");
    let finding = Diagnostic::in_file(Area::Templates, &path, Code::TemplateSyntax, "unexpected `}`");
    Ok(Outcome { pages: 0, diagnostics: vec![finding], written: false, preview: None })
}

#[test]
fn a_build_that_was_not_written_keeps_the_number_of_the_last_good_site() {
    let full = || Err(anyhow::anyhow!("no space left on device").context("could not write `site/en`"));
    let prepared = Prepared::new(vec![written(3), broken_template(), full(), written(1)]);
    let mut builder = prepared.builder();
    let changed = BTreeSet::from(["/elsewhere/a.md".into(), "/elsewhere/b.md".into()]);
    let good = builder.first().unwrap().news;
    let broken = builder.rebuild(&changed).news;
    assert_eq!((&broken.site, broken.errors, broken.stale), (&good.site, 1, true));
    let failed = builder.rebuild(&changed).news;
    assert_eq!((&failed.site, failed.stale), (&good.site, true));
    assert_eq!(failed.failure.as_deref(), Some("could not write `site/en`: no space left on device"));
    let mended = builder.rebuild(&changed).news;
    assert_ne!(mended.site, good.site);
    assert_eq!((mended.stale, mended.failure), (false, None));
    expect_test::expect![[r#"
        [
            "built 3 pages",
            "templates/page.html:0:0: error[template/syntax]: unexpected `}`",
            "not built: the last good site stays",
            "error: could not write `site/en`: no space left on device",
            "`/elsewhere/a.md` and 1 more changed: rebuilt 1 page",
        ]
    "#]]
    .assert_debug_eq(&prepared.said.lock().unwrap());
}

#[test]
fn settings_that_do_not_parse_leave_the_last_ones_in_force() {
    let prepared = Prepared::new(vec![written(1), written(1)]);
    let mut builder = prepared.builder();
    builder.first().unwrap();
    std::fs::write(prepared.settings_file(), "titel = \"x\"\n").unwrap();
    let broken = builder.rebuild(&BTreeSet::new());
    assert_eq!((broken.news.errors, broken.base_path.as_str()), (1, "/"));
    std::fs::write(prepared.settings_file(), "base-url = \"https://host/repo\"\n").unwrap();
    assert_eq!(builder.rebuild(&BTreeSet::new()).base_path, "/repo/");
}

#[test]
fn after_a_burst_that_was_not_built_nobody_knows_what_changed() {
    let full = Err(anyhow::anyhow!("no space left on device"));
    let prepared = Prepared::new(vec![written(1), full, written(1), written(1), written(1)]);
    let mut builder = prepared.builder();
    builder.first().unwrap();
    let changed = |name: &str| BTreeSet::from([PathBuf::from(name)]);
    builder.rebuild(&changed("/a.md"));
    builder.rebuild(&changed("/b.md"));
    builder.rebuild(&changed("/c.md"));
    std::fs::write(prepared.settings_file(), "titel = \"x\"\n").unwrap();
    builder.rebuild(&changed("/d.md"));
    std::fs::write(prepared.settings_file(), "title = \"x\"\n").unwrap();
    builder.rebuild(&changed("/e.md"));
    let unknown = BTreeSet::new();
    let told = [unknown.clone(), changed("/a.md"), unknown.clone(), changed("/c.md"), unknown];
    assert_eq!(*prepared.told.lock().unwrap(), told);
}

#[test]
fn a_change_is_built_and_published_and_a_stop_ends_the_thread() {
    let prepared = Prepared::new(vec![written(1), written(1)]);
    let mut builder = prepared.builder();
    let content = prepared.folder.path().join("content");
    std::fs::create_dir(&content).unwrap();
    let (watch, stop) = Watch::start(Roots::new(&builder.config, &prepared.settings_file())).unwrap();
    let (publish, snapshots) = channel::channel(builder.first().unwrap());
    let seen = snapshots.borrow().news.site.clone();
    std::fs::write(content.join("a.md"), "# A").unwrap();
    let thread = thread::spawn(move || builder.follow(watch, &publish));
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let mut snapshots = snapshots;
    runtime.block_on(snapshots.changed()).unwrap();
    assert_ne!(snapshots.borrow().news.site, seen);
    stop.send(Message::Stop).unwrap();
    thread.join().unwrap();
    assert!(runtime.block_on(snapshots.changed()).is_err());
}

const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

#[test]
fn a_named_port_that_is_taken_is_an_error_and_otherwise_the_next_is_used() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let taken = runtime.block_on(listen(LOOPBACK, None)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let next = runtime.block_on(listen(LOOPBACK, None)).unwrap();
    assert!(next.local_addr().unwrap().port() > port);
    let error = runtime.block_on(listen(LOOPBACK, Some(port))).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("port {port} is taken: name another with `--port`, or leave it out")
    );
}
