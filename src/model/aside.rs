//! Values that a site has many of and needs one at a time: held, or laid aside until they are asked for.

use std::borrow::Cow;

use anyhow::Context as _;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::fs::{Laid, Shelf};

/// A value, or where it lies.
#[derive(Clone, Debug)]
pub enum Aside<T> {
    /// Here.
    Held(T),
    /// On the disk, as `postcard` writes it.
    Laid(Laid),
}

impl<T: Clone + Serialize + DeserializeOwned> Aside<T> {
    /// The value; made anew, each time, where it was laid aside.
    ///
    /// # Errors
    /// The operating system's, where it lies on the disk.
    pub fn get(&self) -> anyhow::Result<Cow<'_, T>> {
        match self {
            Aside::Held(value) => Ok(Cow::Borrowed(value)),
            Aside::Laid(laid) => {
                let value = postcard::from_bytes(&laid.read()?);
                value.map(Cow::Owned).context("what was laid aside is not what was laid there")
            }
        }
    }

    /// The same, on a shelf.
    ///
    /// # Errors
    /// The operating system's.
    pub fn laid_on(&self, shelf: &Shelf) -> anyhow::Result<Aside<T>> {
        Ok(Aside::Laid(shelf.lay(&self.bytes()?)?))
    }

    /// The value as it is laid aside.
    ///
    /// # Errors
    /// The operating system's, where it lies on the disk.
    pub fn bytes(&self) -> anyhow::Result<Vec<u8>> {
        match self {
            Aside::Held(value) => Ok(postcard::to_stdvec(value)?),
            Aside::Laid(laid) => laid.read(),
        }
    }
}
