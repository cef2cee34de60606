//! The tests of the whole program. One test binary, so that it is linked once.

mod acceptance;
mod command_line;
mod common;
mod configuration;
mod diff;
mod examples;
mod exchange;
mod facts;
mod formats;
mod golden;
mod html;
mod inputs;
mod limits;
mod pipelines;
mod properties;
mod readers;
mod review;
mod rule_files;
mod rule_pages;
mod scale;
mod seeds;
mod stage_order;
mod terminal;
mod tmux;
mod versions;
mod wires;
