//! The tests of the whole program. One test binary, so that it is linked once. (`seeds` joins when it passes.)

mod command_line;
mod common;
mod golden;
mod inputs;
mod properties;
mod rule_files;
mod stage_order;
