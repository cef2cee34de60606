//! Findings become words here, and only here: one file per format.
