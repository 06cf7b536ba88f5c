//! `ajuda serve` under load from another process: thousands of requests, and hundreds of connections that
//! keep still or are slow.

use crate::load::{Request, Still, ask, memory};
use crate::project::Project;
use crate::serve::Server;

/// What the memory may grow by while five thousand requests are answered, as many as before.
const MORE: u64 = 24 * 1024 * 1024;

#[test]
fn ten_thousand_requests_beside_five_hundred_slow_connections() {
    let project = Project::small().file("content/en/media/large.bin", vec![7; 4 << 20]);
    for page in 0..40 {
        project.write(
            &format!("content/en/more/{page}.md"),
            format!("# Page {page}\n\n{}\n", "Text. ".repeat(400)),
        );
    }
    let server = Server::start(&project, &[]);
    let address = server.address.clone();
    let mut requests = vec![
        Request::page("/en/faq/"),
        Request::page("/pt-br/"),
        Request::page("/search/search.js"),
        Request::page("/search/en/index.json"),
        Request { status: 404, ..Request::page("/none/") },
    ];
    requests.extend((0..40).map(|page| Request::page(&format!("/en/more/{page}/"))));
    requests.extend(Request::hostile());

    let still = Still::open(&address, 500, "/en/media/large.bin");
    let first = ask(&address, &requests, 5_000, 16);
    assert_eq!(first.failures, Vec::<String>::new());
    let before = memory(server.process());
    let second = ask(&address, &requests, 5_000, 16);
    assert_eq!(second.failures, Vec::<String>::new());
    assert_eq!(first.times.len() + second.times.len(), 10_000);
    let after = memory(server.process());
    println!(
        "{} still connections; p50 {:?}, p99 {:?}; memory {before:?}, then {after:?}",
        still.count(),
        second.within(0.5),
        second.within(0.99),
    );
    if let (Some(before), Some(after)) = (before, after) {
        assert!(after < before + MORE, "memory grew from {before} to {after}");
    }
    drop(still);
    let last = ask(&address, &requests, 100, 1);
    assert_eq!(last.failures, Vec::<String>::new());
    assert_eq!(server.interrupt().0, Some(0));
}
