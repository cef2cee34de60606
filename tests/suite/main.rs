//! The tests of the whole program. One test binary, so that it is linked once.

mod command_line;
mod common;
mod examples;
mod exchange;
mod facts;
mod formats;
mod golden;
mod html;
mod inputs;
mod properties;
mod rule_files;
mod seeds;
mod stage_order;
mod terminal;
