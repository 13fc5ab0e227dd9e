//! Addresses of rows beside those that a customer has.

use crate::customers::model::Address;

/// Whether an address says all that another one says.
pub(super) fn holds(known: &Address, other: &Address) -> bool {
    let has = |known: &Option<String>, other: &Option<String>| other.is_none() || known == other;
    known.kind == other.kind
        && has(&known.country, &other.country)
        && has(&known.province, &other.province)
        && has(&known.city, &other.city)
        && has(&known.district, &other.district)
        && has(&known.street, &other.street)
        && has(&known.postal_code, &other.postal_code)
}

/// Whether two addresses say nothing that differs.
fn contradicts_nothing(known: &Address, other: &Address) -> bool {
    let agrees = |known: &Option<String>, other: &Option<String>| {
        known.is_none() || other.is_none() || known == other
    };
    agrees(&known.country, &other.country)
        && agrees(&known.province, &other.province)
        && agrees(&known.city, &other.city)
        && agrees(&known.district, &other.district)
        && agrees(&known.street, &other.street)
        && agrees(&known.postal_code, &other.postal_code)
}

/// The only address of a kind takes the parts that the only new one gives; further ones are added.
pub(super) fn added(known: &[Address], new: &[Address]) -> Option<Vec<Address>> {
    let mut addresses = known.to_vec();
    for address in new.iter().filter(|new| !known.iter().any(|it| holds(it, new))) {
        let is_only = |all: &[Address]| all.iter().filter(|it| it.kind == address.kind).count() < 2;
        // The city that was missing belongs to the address; another street is another address.
        let own = addresses.iter_mut().find(|known| known.kind == address.kind);
        let own = own.filter(|known| contradicts_nothing(known, address));
        match own.filter(|_| is_only(known) && is_only(new)) {
            None => addresses.push(address.clone()),
            Some(known) => {
                let take = |is: &mut Option<String>, to: &Option<String>| {
                    if to.is_some() {
                        is.clone_from(to);
                    }
                };
                take(&mut known.country, &address.country);
                take(&mut known.province, &address.province);
                take(&mut known.city, &address.city);
                take(&mut known.district, &address.district);
                take(&mut known.street, &address.street);
                take(&mut known.postal_code, &address.postal_code);
            }
        }
    }
    (addresses != known).then_some(addresses)
}
