//! `ajuda check --external`: whether links of the web lead anywhere.
//!
//! 1. Each address is asked for once, however many pages link to it; those that led somewhere in the
//!    last days are not asked for again.
//! 2. Several hosts are asked at once, one host by few at a time, and as its `robots.txt` lets us.
//! 3. What may pass (no answer, trouble, too many questions) is tried again after a while.
//! 4. When the time is over, what was not asked for is said to be so. Nothing waits longer.

mod robots;
mod visit;

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use anyhow::Context as _;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::fs;
use crate::model::{Site, Target};
use crate::source::Span;
use robots::Robots;
use visit::{Answer, Verdict};

/// Addresses that are asked for at once.
const MOST: usize = 16;
/// Of one host.
const MOST_OF_HOST: usize = 2;
/// How often an address is asked for.
const TRIES: u32 = 3;
/// The time for one try.
const LONGEST_TRY: Duration = Duration::from_secs(15);
/// The time before the second try where the host does not say; the third waits twice as long.
const PAUSE: Duration = Duration::from_secs(1);
/// For how many seconds an address that led somewhere is taken to do so still.
const FRESH: u64 = 7 * 24 * 60 * 60;

/// What is asked for, and for how long.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Only addresses that begin so; all where there is none.
    pub only: Vec<String>,
    /// No addresses that begin so.
    pub skip: Vec<String>,
    /// When to end.
    pub longest: Duration,
}

/// What came of it.
#[derive(Debug)]
pub struct Checked {
    /// What to mend, or to look at.
    pub diagnostics: Vec<Diagnostic>,
    /// How many addresses there are.
    pub addresses: usize,
    /// How many of them were known to be good.
    pub known: usize,
    /// How many were not asked for when the time was over.
    pub left: usize,
}

/// Where an address stands.
type Places = BTreeMap<String, Vec<Place>>;

struct Place {
    page: usize,
    span: Span,
}

/// Asks for every address of a site.
///
/// # Errors
/// When what is known of addresses cannot be written down.
pub fn check(site: &Site, config: &Config, wanted: &Wanted) -> anyhow::Result<Checked> {
    let places = places(site, wanted);
    let file = config.index.parent().unwrap_or(std::path::Path::new("")).join("external-links.json");
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |time| time.as_secs());
    // What cannot be read is as good as nothing: every address is asked for.
    let known = fs::read_optional(&file).ok().flatten();
    let mut known: BTreeMap<String, u64> =
        known.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    // A clock that was set back must not keep an address for ever.
    known.retain(|_, at| *at <= now && now - *at < FRESH);
    let asked: Vec<String> = places.keys().filter(|url| !known.contains_key(*url)).cloned().collect();
    let (addresses, fresh) = (places.len(), places.len() - asked.len());
    let verdicts = ask(asked, wanted);
    let mut diagnostics = Vec::new();
    let mut left = 0;
    for (url, verdict) in verdicts {
        let (code, reason, help) = match verdict {
            None => {
                left += 1;
                continue;
            }
            Some(Verdict::Fine) => {
                known.insert(url, now);
                continue;
            }
            Some(Verdict::Broken(reason)) => {
                (Code::LinkExternalBroken, reason, "link to where it is now, or remove the link")
            }
            Some(Verdict::Uncertain(reason)) => {
                (Code::LinkExternalUncertain, reason, "open it in a browser, or leave it out with `--skip`")
            }
        };
        for place in places.get(&url).into_iter().flatten() {
            let source = &site.pages[place.page].document.source;
            diagnostics
                .push(Diagnostic::at(source, place.span, code, format!("`{url}` {reason}")).help(help));
        }
    }
    let text = serde_json::to_string_pretty(&known)?;
    fs::write_whole(&file, text.as_bytes())
        .with_context(|| format!("could not write `{}`", file.display()))?;
    Ok(Checked { diagnostics, addresses, known: fresh, left })
}

/// Every address of the web that is wanted, without its fragment, and where it stands.
fn places(site: &Site, wanted: &Wanted) -> Places {
    let mut places = Places::new();
    for (page, found) in site.pages.iter().enumerate() {
        for (link, target) in found.document.links.iter().zip(found.links.iter()) {
            let Target::External(url) = target else { continue };
            let url = url.split('#').next().unwrap_or("");
            let url = if url.starts_with("//") { format!("https:{url}") } else { url.to_owned() };
            let lower = url.get(..8).unwrap_or(&url).to_ascii_lowercase();
            let of_web = lower.starts_with("http://") || lower.starts_with("https://");
            let begins = |prefixes: &[String]| prefixes.iter().any(|prefix| url.starts_with(prefix));
            if of_web && (wanted.only.is_empty() || begins(&wanted.only)) && !begins(&wanted.skip) {
                places.entry(url).or_default().push(Place { page, span: link.span });
            }
        }
    }
    places
}

/// What the threads that ask share.
struct Shared {
    work: Mutex<Work>,
    changed: Condvar,
    only: Vec<String>,
}

#[derive(Default)]
struct Work {
    hosts: BTreeMap<String, Host>,
    verdicts: BTreeMap<String, Option<Verdict>>,
    /// How many have no verdict yet.
    open: usize,
    over: bool,
}

#[derive(Default)]
struct Host {
    /// Addresses, how often each was asked for, and before when it is not asked for again.
    waiting: VecDeque<(String, u32, Instant)>,
    active: usize,
    /// Before then it is left in peace.
    rest: Option<Instant>,
    /// What it asks of programs, once it was asked.
    robots: Arc<OnceLock<Robots>>,
}

/// The verdict on each address; none where the time was over before.
fn ask(addresses: Vec<String>, wanted: &Wanted) -> BTreeMap<String, Option<Verdict>> {
    let begun = Instant::now();
    let deadline = begun + wanted.longest;
    let mut work = Work { open: addresses.len(), ..Work::default() };
    for url in addresses {
        work.hosts.entry(visit::origin(&url).to_owned()).or_default().waiting.push_back((
            url.clone(),
            0,
            begun,
        ));
        work.verdicts.insert(url, None);
    }
    let threads = MOST.min(work.open);
    let shared =
        Arc::new(Shared { work: Mutex::new(work), changed: Condvar::new(), only: wanted.only.clone() });
    for _ in 0..threads {
        let shared = Arc::clone(&shared);
        // They are not waited for: one that hangs in the system's own calls holds nobody up.
        thread::spawn(move || shared.work_until(deadline));
    }
    let mut work = shared.lock();
    while work.open > 0 {
        let Some(rest) = deadline.checked_duration_since(Instant::now()) else { break };
        work = shared.changed.wait_timeout(work, rest).unwrap_or_else(PoisonError::into_inner).0;
    }
    work.over = true;
    shared.changed.notify_all();
    std::mem::take(&mut work.verdicts)
}

impl Shared {
    fn lock(&self) -> std::sync::MutexGuard<'_, Work> {
        self.work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn work_until(&self, deadline: Instant) {
        while let Some((origin, url, tries)) = self.next(deadline) {
            let rest = deadline.saturating_duration_since(Instant::now());
            let agent = visit::agent(LONGEST_TRY.min(rest).max(Duration::from_millis(10)));
            let answer = visit::visit(&agent, &url, &|url| self.may_ask(&agent, url));
            let mut work = self.lock();
            let Some(host) = work.hosts.get_mut(&origin) else { return };
            host.active -= 1;
            match answer {
                Answer::Again(wait, _) if tries + 1 < TRIES && wait.is_none_or(|wait| wait < rest) => {
                    let now = Instant::now();
                    // A host that says how long means all of its addresses.
                    host.rest = wait.map(|wait| now + wait).max(host.rest);
                    host.waiting.push_back((url, tries + 1, now + wait.unwrap_or(PAUSE * (1 << tries))));
                }
                Answer::Final(verdict) | Answer::Again(_, verdict) => {
                    if let Some(place) = work.verdicts.get_mut(&url) {
                        *place = Some(verdict);
                    }
                    work.open -= 1;
                }
            }
            drop(work);
            self.changed.notify_all();
        }
    }

    /// The next address whose host may be asked; none when all have a verdict or the time is over.
    fn next(&self, deadline: Instant) -> Option<(String, String, u32)> {
        let mut work = self.lock();
        loop {
            let now = Instant::now();
            if work.over || work.open == 0 || now >= deadline {
                return None;
            }
            let rested = |host: &Host| host.rest.is_none_or(|rest| rest <= now);
            let open = |host: &Host| host.active < MOST_OF_HOST && rested(host);
            let free = work.hosts.iter_mut().filter(|(_, host)| open(host)).find_map(|(origin, host)| {
                let at = host.waiting.iter().position(|(_, _, time)| *time <= now)?;
                let (url, tries, _) = host.waiting.remove(at)?;
                host.active += 1;
                Some((origin.clone(), url, tries))
            });
            if free.is_some() {
                return free;
            }
            let times = work.hosts.values().flat_map(|host| {
                host.waiting.iter().map(|(_, _, time)| host.rest.map_or(*time, |rest| rest.max(*time)))
            });
            let soonest = times.filter(|time| *time > now).min().unwrap_or(deadline).min(deadline);
            let pause = soonest.saturating_duration_since(now);
            work = self.changed.wait_timeout(work, pause).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Whether an address may be asked for: it is no private one, unless it is wanted by name, and its
    /// host lets programs have it.
    fn may_ask(&self, agent: &ureq::Agent, url: &str) -> Result<(), String> {
        let named = self.only.iter().any(|prefix| url.starts_with(prefix));
        if visit::is_private(url) && !named {
            return Err("is of a private network, so it was not asked for".to_owned());
        }
        let origin = visit::origin(url);
        let robots = Arc::clone(&self.lock().hosts.entry(origin.to_owned()).or_default().robots);
        // Asked for once: whoever comes second waits for the first.
        let robots = robots.get_or_init(|| visit::robots(agent, origin));
        let path = url.get(origin.len()..).filter(|path| path.starts_with('/')).unwrap_or("/");
        if robots.allow(path) {
            Ok(())
        } else {
            Err("is closed to programs by its host's `robots.txt`, so it was not asked for".to_owned())
        }
    }
}
