//! The `ajuda` command: reads the command line, runs it, and exits with its code.

use std::io::{self, Write as _};
use std::process::ExitCode;

use ajuda::cli::{self, Cli};
use ajuda::command::Exit;
use ajuda::terminal::visible;
use clap::Parser as _;
use mimalloc::MiMalloc;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let exit = cli::run(Cli::parse()).unwrap_or_else(|error| {
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
