//! `ajuda completions`: what a shell needs to complete the command line with the tab key.

use std::io::{self, Write as _};

use clap_complete::Shell;

use super::Exit;

/// Print what a shell needs to complete commands and flags
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "Examples:
  ajuda completions bash > ~/.local/share/bash-completion/completions/ajuda
  ajuda completions zsh > ~/.zfunc/_ajuda      a folder of your `fpath`
  ajuda completions fish > ~/.config/fish/completions/ajuda.fish

Exit codes: 0 printed; 2 could not print.")]
pub struct Args {
    /// The shell
    #[arg(value_enum)]
    pub shell: Shell,
}

/// Prints them for the given command line.
///
/// # Errors
/// When standard output cannot be written.
pub fn run(args: &Args, command: &mut clap::Command) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    let name = command.get_name().to_owned();
    clap_complete::generate(args.shell, command, name, &mut script);
    io::stdout().lock().write_all(&script)?;
    Ok(Exit::Fine)
}
