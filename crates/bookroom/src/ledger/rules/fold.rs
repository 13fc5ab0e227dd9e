//! Folding the lines of a batch into movements: one per key, however many lines it has.

use crate::error::{Code, Result};

/// Sums the amounts of equal keys; the result is sorted by key. Sums are made in 128 bits.
pub(crate) fn fold<K: Ord + Copy>(mut items: Vec<(K, i64, i64)>) -> Result<Vec<(K, [i64; 2])>> {
    items.sort_unstable_by_key(|(key, _, _)| *key);
    let mut folded = Vec::new();
    for group in items.chunk_by(|one, next| one.0 == next.0) {
        let Some((key, _, _)) = group.first() else { continue };
        let debit = total(group.iter().map(|(_, debit, _)| *debit))?;
        let credit = total(group.iter().map(|(_, _, credit)| *credit))?;
        folded.push((*key, [debit, credit]));
    }
    Ok(folded)
}

/// The sum, if a stored amount can hold it.
pub(crate) fn total(amounts: impl IntoIterator<Item = i64>) -> Result<i64> {
    let sum: i128 = amounts.into_iter().map(i128::from).sum();
    i64::try_from(sum).map_err(|_| Code::OutOfRange.into())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn folding_keeps_every_sum(
            items in prop::collection::vec((0..5_i64, -1_000..1_000_i64, -1_000..1_000_i64), 0..60),
        ) {
            let mut sums: BTreeMap<i64, [i64; 2]> = BTreeMap::new();
            for (key, debit, credit) in &items {
                let sum = sums.entry(*key).or_default();
                sum[0] += debit;
                sum[1] += credit;
            }
            prop_assert_eq!(fold(items).unwrap(), sums.into_iter().collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_sum_beyond_64_bits_is_refused() {
        let items = vec![(1, i64::MAX, 0), (1, 1, 0)];
        assert_eq!(fold(items).unwrap_err().code(), Code::OutOfRange);
        assert_eq!(fold(vec![(1, i64::MAX, 0), (1, 1, 0), (1, -1, 0)]).unwrap().len(), 1);
    }
}
