//! Answers requests: files of the built site, the event stream, and the script that listens to it.
//!
//! Only this machine is served: a request for a foreign host name is refused, for a page elsewhere
//! could point its own name here (DNS rebinding). Pages are rendered from the snapshot; files are opened
//! by path for each request, and a build exchanges the whole folder in one step, so an answer is always
//! of one site.

use std::convert::Infallible;
use std::io;
use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use futures_util::stream::{self, Stream};
use percent_encoding::percent_decode_str;
use tokio::sync::watch::Receiver;
use tokio::task::spawn_blocking;
use tower_http::services::fs::ServeFileSystemResponseBody;
use tower_http::services::{ServeDir, ServeFile};

use super::state::Snapshot;
use crate::diagnostic::Diagnostic;
use crate::parse::html::escape;
use crate::pipeline::Answer;

/// The script that runs in every page while it is served.
const CLIENT: &str = include_str!("client.js");
/// No page of a help centre comes near this; what does is not rewritten in memory.
const LONGEST_PAGE: usize = 256 * 1024 * 1024;

/// The routes. `snapshots` is read anew for every request.
pub(super) fn router(snapshots: Receiver<Snapshot>, hosts: Hosts) -> Router {
    let hosts = Arc::new(hosts);
    Router::new()
        .route("/.ajuda/events", get(events))
        .route("/.ajuda/client.js", get(client))
        .fallback(file)
        .layer(middleware::from_fn_with_state(hosts, guard))
        .with_state(Arc::new(snapshots))
}

/// Who may be asked for: the names in `Host` headers that are ours.
#[derive(Clone, Debug)]
pub(super) struct Hosts {
    /// The address that is listened at.
    pub(super) address: IpAddr,
    /// Names besides `localhost`.
    pub(super) names: Vec<String>,
}

impl Hosts {
    /// Whether a `Host` header, or the host of an `Origin`, is ours. A page elsewhere can point its own
    /// name here (DNS rebinding), but no number: where other machines are let in, any address may be
    /// one of this machine's. The port is not looked at: a tunnel may use another.
    fn are(&self, host: &str) -> bool {
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => host,
        };
        let number = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
        match number.parse::<IpAddr>() {
            Ok(address) => address.is_loopback() || !self.address.is_loopback(),
            Err(_) => {
                let same = |other: &String| other.eq_ignore_ascii_case(name);
                name.eq_ignore_ascii_case("localhost") || self.names.iter().any(same)
            }
        }
    }
}

/// Lets through what a browser on this machine asks to read.
async fn guard(State(hosts): State<Arc<Hosts>>, request: Request, next: Next) -> Response {
    if let Some(refusal) = refusal(&hosts, &request) {
        return refusal;
    }
    let mut response = next.run(request).await;
    // What was built a moment ago is never what a cache holds.
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // Nothing is taken for what it is not, and pages elsewhere cannot load what is here.
    response.headers_mut().insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let policy = HeaderName::from_static("cross-origin-resource-policy");
    response.headers_mut().insert(policy, HeaderValue::from_static("same-origin"));
    response
}

/// The answer to a request that is not to be answered.
fn refusal(hosts: &Hosts, request: &Request) -> Option<Response> {
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    // A request whose line names a host has it from there (RFC 9112, section 3.2.2).
    let asked = request.uri().authority().map(|authority| authority.as_str());
    if !asked.or(header(header::HOST)).is_some_and(|host| hosts.are(host)) {
        let text = "ajuda serves this machine only: ask for localhost or 127.0.0.1, or name this host with `--allow-host`\n";
        return Some((StatusCode::FORBIDDEN, text).into_response());
    }
    if request.uri().path().starts_with("/.ajuda/") {
        let origin =
            header(header::ORIGIN).map(|origin| origin.split_once("://").map_or("", |(_, host)| host));
        let is_foreign = origin.is_some_and(|host| !hosts.are(host))
            || header(HeaderName::from_static("sec-fetch-site")) == Some("cross-site");
        if is_foreign {
            return Some(
                (StatusCode::FORBIDDEN, "only pages of this site are told of builds\n").into_response(),
            );
        }
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let allow = [(header::ALLOW, "GET, HEAD")];
        return Some(
            (StatusCode::METHOD_NOT_ALLOWED, allow, "only GET and HEAD are answered\n").into_response(),
        );
    }
    None
}

async fn client() -> Response {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], CLIENT).into_response()
}

/// The news, now and after every build, until the server ends.
async fn events(
    State(snapshots): State<Arc<Receiver<Snapshot>>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut snapshots = Receiver::clone(&snapshots);
    snapshots.mark_changed();
    let stream = stream::unfold(snapshots, async |mut snapshots| {
        snapshots.changed().await.ok()?;
        let news = serde_json::to_string(&snapshots.borrow_and_update().news).unwrap_or_default();
        Some((Ok(Event::default().data(news)), snapshots))
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}

/// A file of the site, the site's 404 page, or word that there is no site yet.
async fn file(
    State(snapshots): State<Arc<Receiver<Snapshot>>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    // Read before the file is: were a build to finish between, the page is told to reload.
    let snapshot = snapshots.borrow().clone();
    let (path, range) = (uri.path(), headers.get(header::RANGE));
    if path == "/" && snapshot.base_path != "/" || format!("{path}/") == snapshot.base_path {
        return Redirect::temporary(&snapshot.base_path).into_response();
    }
    let below = path.strip_prefix(snapshot.base_path.as_str()).map(|below| format!("/{below}"));
    let mut response = match below.as_deref() {
        Some(below) => open(&snapshot, below, &method, range).await,
        None => StatusCode::NOT_FOUND.into_response(),
    };
    if response.status() == StatusCode::NOT_FOUND {
        response = open(&snapshot, "/404.html", &method, None).await;
        if response.status() == StatusCode::NOT_FOUND {
            response = without_site(&snapshot);
        } else {
            *response.status_mut() = StatusCode::NOT_FOUND;
        }
    }
    finish(response, &snapshot, &method).await
}

/// Opens a path below the site's root; 404 where there is nothing.
async fn open(snapshot: &Snapshot, path: &str, method: &Method, range: Option<&HeaderValue>) -> Response {
    let plain = percent_decode_str(path.trim_start_matches('/')).decode_utf8_lossy().into_owned();
    let answer = match snapshot.preview.clone() {
        // The thread that renders is waited for.
        Some(preview) => spawn_blocking(move || preview.at(plain)).await.unwrap_or(Answer::AsBuilt),
        None => Answer::AsBuilt,
    };
    match answer {
        Answer::Page(Ok(page)) => {
            let kind = if path.ends_with(".xml") { "text/xml" } else { "text/html" };
            ([(header::CONTENT_TYPE, kind)], page).into_response()
        }
        Answer::Page(Err(finding)) => broken(&finding),
        Answer::Asset(bytes) => ([(header::CONTENT_TYPE, asset_type(path))], bytes).into_response(),
        Answer::Folder => {
            let prefix = snapshot.base_path.trim_end_matches('/');
            Redirect::temporary(&format!("{prefix}{path}/")).into_response()
        }
        Answer::File(file) => match inner(path, method, range) {
            Ok(inner) => opened(path, ServeFile::new(file).try_call(inner).await),
            Err(status) => status.into_response(),
        },
        Answer::AsBuilt => match inner(path, method, range) {
            Ok(inner) => {
                let prefix = snapshot.base_path.trim_end_matches('/');
                let mut folder = ServeDir::new(&snapshot.out).redirect_path_prefix(prefix);
                opened(path, folder.try_call(inner).await)
            }
            Err(status) => status.into_response(),
        },
        Answer::Missing => StatusCode::NOT_FOUND.into_response(),
    }
}

/// What the theme's files are; what is none of these, such as a font, says so itself.
fn asset_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "css" => "text/css",
        "js" | "mjs" => "text/javascript",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

/// A page whose template fails: what to mend, and the script that listens for the next build.
fn broken(finding: &Diagnostic) -> Response {
    let mut text = String::new();
    escape(&finding.message, &mut text);
    let place = finding.location.as_ref().map(|place| format!("{}:{}", place.path, place.line));
    let mut place_text = String::new();
    escape(&place.unwrap_or_default(), &mut place_text);
    let html = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>ajuda</title>\
         <meta name=\"color-scheme\" content=\"light dark\"><body><main><h1>The template of this page fails.</h1>\
         <p>{text}</p><p><code>{place_text}</code></p></main></body></html>"
    );
    (StatusCode::INTERNAL_SERVER_ERROR, [(header::CONTENT_TYPE, "text/html")], html).into_response()
}

/// The request for a file of the disk.
fn inner(path: &str, method: &Method, range: Option<&HeaderValue>) -> Result<Request, StatusCode> {
    let uri = path.parse::<Uri>().map_err(|_| StatusCode::NOT_FOUND)?;
    let mut inner = Request::builder().method(method).uri(uri);
    // Media players ask for ranges; nothing else may be answered from what was built before.
    if let Some(range) = range
        && !path.ends_with('/')
        && !path.ends_with(".html")
    {
        inner = inner.header(header::RANGE, range);
    }
    inner.body(Body::empty()).map_err(|_| StatusCode::BAD_REQUEST)
}

/// The answer with a file of the disk; 404 where there is no such file.
fn opened(path: &str, found: io::Result<axum::http::Response<ServeFileSystemResponseBody>>) -> Response {
    match found {
        Ok(response) => response.map(Body::new),
        Err(error) if is_absence(&error) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            let text = format!("could not read `{path}`: {error}\n");
            (StatusCode::INTERNAL_SERVER_ERROR, text).into_response()
        }
    }
}

/// Whether the error means that no file has such a path: it may also lead through a file, or be no
/// name at all.
fn is_absence(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidFilename, InvalidInput, NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory | InvalidFilename | InvalidInput)
}

/// A page for a site that was never built, or has no 404 page: it listens for the next build too.
fn without_site(snapshot: &Snapshot) -> Response {
    let (status, text) = if snapshot.out.join("index.html").exists() {
        (StatusCode::NOT_FOUND, "There is no such page.")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "The site could not be built yet.")
    };
    let html = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>ajuda</title>\
         <meta name=\"color-scheme\" content=\"light dark\"><body><main><h1>{text}</h1></main></body></html>"
    );
    (status, [(header::CONTENT_TYPE, "text/html")], html).into_response()
}

/// Says that text is UTF-8, and gives pages the script that listens for builds.
async fn finish(mut response: Response, snapshot: &Snapshot, method: &Method) -> Response {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.unwrap_or_default().to_owned();
    if kind.starts_with("text/")
        && !kind.contains("charset")
        && let Ok(value) = HeaderValue::from_str(&format!("{kind}; charset=utf-8"))
    {
        response.headers_mut().insert(header::CONTENT_TYPE, value);
    }
    response.headers_mut().remove(header::LAST_MODIFIED);
    response.headers_mut().remove(header::ETAG);
    if !kind.starts_with("text/html") {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.remove(header::ACCEPT_RANGES);
    if *method == Method::HEAD {
        return Response::from_parts(parts, Body::empty());
    }
    let Ok(page) = to_bytes(body, LONGEST_PAGE).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    Response::from_parts(parts, Body::from(with_client(&page, &snapshot.news.site)))
}

/// The page with the script before the end of its body; a page without one gets it at its end. One that is
/// empty, because its template was read while an editor wrote it, must hear of the next build most of all.
fn with_client(page: &[u8], site: &str) -> Vec<u8> {
    const END: &[u8] = b"</body>";
    let script = format!("<script type=\"module\" src=\"/.ajuda/client.js?site={site}\"></script>");
    let last = page.windows(END.len()).rposition(|window| window.eq_ignore_ascii_case(END));
    let (before, after) = page.split_at(last.unwrap_or(page.len()));
    [before, script.as_bytes(), after].concat()
}

#[cfg(test)]
mod tests;
