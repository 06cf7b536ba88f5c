//! Load on a server, over its socket: connections that keep still or are slow, and requests meanwhile.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{JoinHandle, spawn};
use std::time::{Duration, Instant};

/// A request and the status of its answer.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: &'static str,
    pub(crate) host: &'static str,
    pub(crate) path: String,
    pub(crate) status: u16,
}

impl Request {
    /// For a page or file that is there.
    pub(crate) fn page(path: &str) -> Request {
        Request { method: "GET", host: "localhost", path: path.to_owned(), status: 200 }
    }

    /// What is refused, whoever asks, and whatever else is going on.
    pub(crate) fn hostile() -> Vec<Request> {
        let request =
            |method, host, path: &str, status| Request { method, host, path: path.to_owned(), status };
        vec![
            request("GET", "evil.example", "/", 403),
            request("GET", "127.0.0.1.evil.example:80", "/.ajuda/events", 403),
            request("POST", "localhost", "/", 405),
            request("DELETE", "localhost", "/index.html", 405),
            request("GET", "localhost", "/../../etc/passwd", 404),
            request("GET", "localhost", "/%2e%2e/%2e%2e/etc/passwd", 404),
            request("GET", "localhost", "/..%5c..%5cetc%5cpasswd", 404),
        ]
    }
}

/// Connections that are open and get nowhere.
pub(crate) struct Still {
    streams: Vec<TcpStream>,
    ended: Arc<AtomicBool>,
    dripping: Option<JoinHandle<()>>,
}

impl Still {
    /// Opens as many: some say nothing, some half a request, some take no answer, some listen for
    /// builds, and some send a byte of their headers now and then.
    pub(crate) fn open(address: &str, count: usize, path: &str) -> Still {
        let begun = [
            String::new(),
            "GET / HTTP/1.1\r\nHo".to_owned(),
            format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"),
            "GET /.ajuda/events HTTP/1.1\r\nHost: localhost\r\n\r\n".to_owned(),
            "GET / HTTP/1.1\r\nHost: localhost\r\nX: ".to_owned(),
        ];
        let open = |number: usize| {
            let mut stream = TcpStream::connect(address).unwrap();
            stream.write_all(begun[number % begun.len()].as_bytes()).unwrap();
            stream
        };
        let streams: Vec<TcpStream> = (0..count).map(open).collect();
        let slow = streams.iter().skip(begun.len() - 1).step_by(begun.len());
        let mut slow: Vec<TcpStream> = slow.map(|stream| stream.try_clone().unwrap()).collect();
        let ended = Arc::new(AtomicBool::new(false));
        let end = Arc::clone(&ended);
        let dripping = spawn(move || {
            while !end.load(Ordering::Relaxed) {
                // The server may have lost its patience with one.
                slow.retain_mut(|stream| stream.write_all(b"x").is_ok());
                std::thread::park_timeout(Duration::from_millis(200));
            }
        });
        Still { streams, ended, dripping: Some(dripping) }
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.streams.len()
    }
}

impl Drop for Still {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
        if let Some(dripping) = self.dripping.take() {
            dripping.thread().unpark();
            let _ = dripping.join();
        }
    }
}

/// What came of requests.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    pub(crate) failures: Vec<String>,
    /// From the request to the whole answer, in their order of length.
    pub(crate) times: Vec<Duration>,
}

impl Asked {
    /// The time that a share of the answers, from 0 to 1, took at most.
    pub(crate) fn within(&self, share: f64) -> Duration {
        let last = self.times.len().saturating_sub(1);
        self.times.get((last as f64 * share) as usize).copied().unwrap_or_default()
    }
}

/// Sends as many requests, over and over in their order, on as many connections as `clients`.
pub(crate) fn ask(address: &str, requests: &[Request], count: usize, clients: usize) -> Asked {
    let mut all = Asked::default();
    std::thread::scope(|scope| {
        let client = |number: usize| {
            let share = (number..count).step_by(clients).map(|at| &requests[at % requests.len()]);
            scope.spawn(move || one_client(address, share))
        };
        let clients: Vec<_> = (0..clients).map(client).collect();
        for client in clients {
            let asked = client.join().unwrap();
            all.failures.extend(asked.failures);
            all.times.extend(asked.times);
        }
    });
    all.times.sort_unstable();
    all
}

fn one_client<'a>(address: &str, requests: impl Iterator<Item = &'a Request>) -> Asked {
    let mut asked = Asked::default();
    let mut connection: Option<BufReader<TcpStream>> = None;
    for request in requests {
        let started = Instant::now();
        let mut open =
            connection.take().unwrap_or_else(|| BufReader::new(TcpStream::connect(address).unwrap()));
        match answer(&mut open, request) {
            Ok((status, stays)) => {
                if status != request.status {
                    asked.failures.push(format!("{request:?}: {status}"));
                }
                asked.times.push(started.elapsed());
                connection = stays.then_some(open);
            }
            Err(error) => asked.failures.push(format!("{request:?}: {error}")),
        }
    }
    asked
}

/// The status of the answer, and whether the connection stays open.
fn answer(stream: &mut BufReader<TcpStream>, request: &Request) -> std::io::Result<(u16, bool)> {
    let Request { method, host, path, .. } = request;
    write!(stream.get_mut(), "{method} {path} HTTP/1.1\r\nHost: {host}\r\n\r\n")?;
    let (mut status, mut length, mut stays) = (0, 0, true);
    for number in 0.. {
        let mut line = String::new();
        stream.read_line(&mut line)?;
        let line = line.trim_end().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if number == 0 {
            status = line.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        }
        if let Some(value) = line.strip_prefix("content-length: ") {
            length = value.parse().unwrap_or(0);
        }
        stays &= line != "connection: close";
    }
    std::io::copy(&mut stream.take(length), &mut std::io::sink())?;
    Ok((status, stays))
}

/// How much memory a process has now, in bytes; none where the system does not say.
pub(crate) fn memory(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<u64>().ok()? * 1024)
}
