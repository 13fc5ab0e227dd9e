//! What a file holds, as a digest by which the same file is known again: its cells as they were
//! read, so that encoding, dialect, titles, blank rows and the order of columns do not count.

use sha2::{Digest, Sha256};

use super::table::Row;

/// The digest of a file's content.
pub(crate) type Content = [u8; 32];

/// Ends a row: no column is called so.
const END: [u8; 8] = [0; 8];

/// The digest of a file that is being read.
pub(crate) struct Reading {
    /// The columns in the order of their headings, each with what stands for its heading.
    columns: Vec<(usize, [u8; 8])>,
    hasher: Sha256,
}

impl Reading {
    /// Of a file with these headings.
    pub(crate) fn of(headers: &[String]) -> Self {
        let mut named: Vec<(&str, usize)> =
            headers.iter().enumerate().map(|(at, header)| (header.trim(), at)).collect();
        named.sort_unstable();
        let columns = named.into_iter().map(|(header, at)| (at, mark(header))).collect();
        Self { columns, hasher: Sha256::new() }
    }

    /// Takes in the next row.
    pub(crate) fn take(&mut self, row: &Row) {
        let surplus = (self.columns.len()..row.cells.len()).map(|at| (at, mark("")));
        for (at, mark) in self.columns.iter().copied().chain(surplus) {
            let cell = row.cell(at);
            if !cell.is_empty() {
                self.hasher.update(mark);
                let length = u64::try_from(cell.len()).unwrap_or(u64::MAX);
                self.hasher.update(length.to_be_bytes());
                self.hasher.update(cell);
            }
        }
        self.hasher.update(END);
    }

    /// The digest of all rows taken.
    pub(crate) fn finish(self) -> Content {
        self.hasher.finalize().into()
    }
}

fn mark(header: &str) -> [u8; 8] {
    let mut mark = [0; 8];
    mark.copy_from_slice(&Sha256::digest(header)[..8]);
    mark
}

/// The digest of several files that are imported together, in their order.
pub(crate) fn joined(contents: impl IntoIterator<Item = Content>) -> Content {
    let mut contents = contents.into_iter();
    let first = contents.next().unwrap_or_default();
    contents.fold(first, |all, one| {
        let mut hasher = Sha256::new();
        hasher.update(all);
        hasher.update(one);
        hasher.finalize().into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest(headers: &[&str], rows: &[&[&str]]) -> Content {
        let headers: Vec<String> = headers.iter().map(|it| (*it).to_owned()).collect();
        let mut reading = Reading::of(&headers);
        for (line, cells) in (2..).zip(rows) {
            let cells = cells.iter().map(|it| (*it).to_owned()).collect();
            reading.take(&Row::kept(line, cells, headers.len()));
        }
        reading.finish()
    }

    #[test]
    fn the_order_of_columns_and_blank_ones_do_not_count() {
        let one = digest(&["a", "b"], &[&["1", "2"], &["3", ""]]);
        assert_eq!(one, digest(&["b", "x", "a"], &[&["2", "", "1"], &["", "", "3"]]));
        for other in [
            digest(&["a", "b"], &[&["1", "2"], &["", "3"]]),
            digest(&["a", "b"], &[&["3", ""], &["1", "2"]]),
            digest(&["a", "b"], &[&["12", ""], &["3", ""]]),
            digest(&["a", "c"], &[&["1", "2"], &["3", ""]]),
            digest(&["a", "b"], &[&["1", "2"]]),
            digest(&["a", "b"], &[&["1", "2"], &["3", "", "4"]]),
        ] {
            assert_ne!(one, other);
        }
        assert_eq!(joined([one]), one);
        assert_ne!(joined([one, one]), one);
    }
}
