//! Why a command could not do its work, and the exit code that says so.

use std::fmt;
use std::process::ExitCode;

use crankcase::app::AppError;
use crankcase::{KernelError, NoHost, StartError, StoreError};

/// A command that could not do its work.
#[derive(Debug)]
pub enum Failure {
    /// The input is malformed.
    Input(String),
    /// What is in the store and what is computed differ.
    Differs(String),
    /// A critical vat has ended.
    Critical(String),
    /// This machine or the store failed.
    Host(String),
}

impl Failure {
    pub fn code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Differs(_) | Self::Critical(_) => 1,
            Self::Input(_) => 2,
            Self::Host(_) => 3,
        })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Differs(message)
            | Self::Critical(message)
            | Self::Input(message)
            | Self::Host(message) => f.write_str(message),
        }
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        Self::Input(error.to_string())
    }
}

impl From<StartError> for Failure {
    fn from(error: StartError) -> Self {
        Self::Host(error.to_string())
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let message = error.to_string();
        match error {
            StoreError::Io { .. } => Self::Host(message),
            _ => Self::Input(message),
        }
    }
}

impl From<NoHost> for Failure {
    fn from(error: NoHost) -> Self {
        match error {
            NoHost::Kernel(error) => error.into(),
            NoHost::Start(error) => error.into(),
        }
    }
}

impl From<KernelError> for Failure {
    fn from(error: KernelError) -> Self {
        let message = error.to_string();
        match error {
            KernelError::Store(error) => error.into(),
            KernelError::Host(_) | KernelError::Stopped => Self::Host(message),
            KernelError::Diverged(_) => Self::Differs(message),
            KernelError::CriticalVat { .. } => Self::Critical(message),
            _ => Self::Input(message),
        }
    }
}
