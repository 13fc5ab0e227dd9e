//! The examples of bookroom; see `quickstart`.
