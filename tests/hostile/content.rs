//! Names, links of the file system and whole projects that are hostile.
