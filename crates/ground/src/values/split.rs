//! Splitting an amount over weights so that the parts always sum to the whole.
//!
//! Largest remainder: every part gets its whole minor units, the leftover units go to the parts
//! with the largest remainders, ties to the earlier one; negative amounts mirror positive ones.

/// Splits `amount` over `weights`. Each part differs from its exact share by less than one unit and
/// the parts sum to `amount`. With weights that are all zero everything goes to the first part.
/// Returns nothing for no weights; a negative weight counts as zero.
#[must_use]
pub fn by_weight(amount: i64, weights: &[i64]) -> Vec<i64> {
    let weights: Vec<i128> = weights.iter().map(|weight| i128::from((*weight).max(0))).collect();
    let total: i128 = weights.iter().sum();
    let mut parts = vec![0_i64; weights.len()];
    if total == 0 {
        if let Some(first) = parts.first_mut() {
            *first = amount;
        }
        return parts;
    }
    let sign = i128::from(amount.signum());
    let whole = i128::from(amount).abs();
    // whole < 2^63 and weight < 2^63, so the product stays below 2^126.
    let shares: Vec<(i128, i128)> =
        weights.iter().map(|weight| (whole * weight / total, whole * weight % total)).collect();
    let given: i128 = shares.iter().map(|(share, _)| share).sum();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by_key(|&index| (std::cmp::Reverse(shares[index].1), index));
    let leftover = usize::try_from(whole - given).unwrap_or(0);
    let mut extra = vec![0_i128; shares.len()];
    for &index in order.iter().take(leftover) {
        extra[index] = 1;
    }
    for (part, ((share, _), unit)) in parts.iter_mut().zip(shares.iter().zip(extra)) {
        // |part| ≤ |amount|, so it fits.
        *part = i64::try_from(sign * (share + unit)).unwrap_or_default();
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn leftover_goes_to_the_largest_remainder() {
        assert_eq!(by_weight(100, &[1, 1, 1]), [34, 33, 33]);
        assert_eq!(by_weight(-100, &[1, 1, 1]), [-34, -33, -33]);
        assert_eq!(by_weight(5, &[0, 0]), [5, 0]);
        assert_eq!(by_weight(i64::MIN, &[1, i64::MAX]).iter().sum::<i64>(), i64::MIN);
        assert!(by_weight(5, &[]).is_empty());
    }

    proptest! {
        #[test]
        fn parts_sum_to_the_whole_and_stay_near(
            amount in any::<i64>(),
            weights in prop::collection::vec(0..1_000_000_i64, 1..200),
        ) {
            let parts = by_weight(amount, &weights);
            let sum: i128 = parts.iter().map(|part| i128::from(*part)).sum();
            prop_assert_eq!(sum, i128::from(amount));
            let total: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
            if total > 0 {
                for (part, weight) in parts.iter().zip(&weights) {
                    let off = i128::from(*part) * total - i128::from(amount) * i128::from(*weight);
                    prop_assert!(off.abs() < total);
                }
            }
        }
    }
}
