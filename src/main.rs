//! The `ajuda` command: reads the command line, runs it, and exits with its code.

use std::io::{self, Write as _};
use std::panic::{self, PanicHookInfo};
use std::process::ExitCode;
use std::sync::Once;

use ajuda::cli::{self, Cli};
use ajuda::command::Exit;
use ajuda::terminal::visible;
use clap::Parser as _;
use mimalloc::MiMalloc;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    panic::set_hook(Box::new(say_fault));
    let ran = panic::catch_unwind(|| cli::run(Cli::parse()));
    let exit = ran.unwrap_or(Ok(Exit::Failed)).unwrap_or_else(|error| {
        // Whoever reads our output may stop when they have enough.
        let closed = |cause: &io::Error| cause.kind() == io::ErrorKind::BrokenPipe;
        if error.chain().filter_map(|cause| cause.downcast_ref()).any(closed) {
            return Exit::Fine;
        }
        let style = anstyle::AnsiColor::Red.on_default().bold();
        let said = format!("{error:#}");
        let _ = writeln!(anstream::stderr(), "{style}error{style:#}: {}", visible(&said));
        Exit::Failed
    });
    ExitCode::from(exit as u8)
}

/// Says what broke, once however many threads it breaks; the folders that are being written stay as they
/// were.
fn say_fault(fault: &PanicHookInfo<'_>) {
    static SAID: Once = Once::new();
    SAID.call_once(|| {
        let style = anstyle::AnsiColor::Red.on_default().bold();
        let text = visible(fault.payload_as_str().unwrap_or("it gave up")).into_owned();
        let place = fault.location().map(|place| format!(" ({}:{})", place.file(), place.line()));
        let _ = writeln!(
            anstream::stderr(),
            "{style}error{style:#}: ajuda broke: {text}{}\nhelp: give it more memory if there is little; otherwise report \
             this, it is a fault of ajuda. What was published before is as it was",
            place.unwrap_or_default()
        );
    });
}
