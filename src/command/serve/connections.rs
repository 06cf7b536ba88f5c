//! The connections of browsers: how many there may be, and how long one may keep others waiting.
//!
//! A connection that sends no whole request, or takes no answer, is closed after a while, and so is
//! one that says nothing between two requests; the stream that tells of builds lives as long as its
//! page. Beyond the limit new ones wait in the system's queue until one ends.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, oneshot};
use tokio_io_timeout::TimeoutStream;

/// As many connections as there are at once; each may have a file open beside it.
const MOST: usize = 1_000;
/// Files that a process may have open: two for each connection, and those of builds.
const OPEN_FILES: u64 = 4_096;
/// What a request's line and headers may take.
const LONGEST_HEAD: usize = 64 * 1024;

/// How long a connection may keep still.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patience {
    /// From the end of an answer, or the beginning of the connection, to the end of a request's headers.
    pub(super) head: Duration,
    /// Without taking any more of an answer.
    pub(super) write: Duration,
    /// From the wish to end to the end of all connections.
    pub(super) end: Duration,
}

impl Patience {
    /// That of the command.
    pub(super) const ORDINARY: Patience = Patience {
        head: Duration::from_secs(20),
        write: Duration::from_secs(60),
        end: Duration::from_secs(5),
    };
}

/// Answers until `hung_up` resolves; then lets requests under way end.
pub(super) async fn answer(
    listener: TcpListener,
    router: Router,
    patience: Patience,
    mut hung_up: oneshot::Receiver<()>,
) {
    let places = Arc::new(Semaphore::new(MOST));
    let service = TowerToHyperService::new(router);
    let open = GracefulShutdown::new();
    loop {
        let accepted = async {
            // The semaphore is never closed.
            let place = Arc::clone(&places).acquire_owned().await.ok();
            (listener.accept().await, place)
        };
        let (accepted, place) = tokio::select! {
            accepted = accepted => accepted,
            _ = &mut hung_up => break,
        };
        let Ok((stream, _)) = accepted else {
            // The browser is gone already, or this process has no file left: it may have one soon.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(patience.write));
        let mut builder = http1::Builder::new();
        builder.timer(TokioTimer::new()).header_read_timeout(patience.head).max_buf_size(LONGEST_HEAD);
        let connection = builder.serve_connection(TokioIo::new(Box::pin(stream)), service.clone());
        let connection = open.watch(connection);
        tokio::spawn(async move {
            // What is broken is the browser's, and it is told by the end of its connection.
            let _ = connection.await;
            drop(place);
        });
    }
    let _ = tokio::time::timeout(patience.end, open.shutdown()).await;
}

/// Lets this process have as many files open as the connections need, where the system allows it.
pub(super) fn allow_files() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        let limit = getrlimit(Resource::Nofile);
        let wanted = limit.maximum.map_or(OPEN_FILES, |maximum| maximum.min(OPEN_FILES));
        if limit.current.is_some_and(|current| current < wanted) {
            // Where it is refused, there are fewer connections.
            let _ = setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum: limit.maximum });
        }
    }
}
