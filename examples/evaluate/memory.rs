//! How much memory a process has held at the most, where the system tells it.

/// The most memory a process has held (a number, or `self`), in kB; 0 where the system does not tell.
pub(crate) fn peak_memory(process: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// Lets this process's peak begin anew with what it holds now. Where that cannot be done, the peak is that of all so far.
pub(crate) fn forget_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}
