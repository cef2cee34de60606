//! Work shared out among the cores. Results come in the order of the work, whoever did it and whenever.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread::{Builder, Scope, ScopedJoinHandle, available_parallelism, scope};

/// As much as the main thread has on most systems: bytes.
const STACK: usize = 8 << 20;

/// How many threads can run at once.
pub fn cores() -> usize {
    available_parallelism().map_or(1, usize::from)
}

/// The results of `work` for every number below `count`.
pub fn each<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let helpers = cores().min(count).saturating_sub(1);
    if helpers == 0 {
        return (0..count).map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let some = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count {
                return done;
            }
            done.push((at, work(at)));
        }
    };
    let mut done: Vec<(usize, T)> = together(helpers, some).into_iter().flatten().collect();
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Runs `work` in this thread and in as many more, at most, at the same time.
pub fn together<T: Send>(helpers: usize, work: impl Fn() -> T + Sync) -> Vec<T> {
    scope(|scope| {
        // Without threads to be had this one does all.
        let threads: Vec<_> = (0..helpers).filter_map(|_| start(scope, &work)).collect();
        let mut results = vec![work()];
        results.extend(threads.into_iter().map(finish));
        results
    })
}

/// The results of two pieces of work, done at the same time.
pub fn both<A: Send, B>(a: impl FnOnce() -> A + Send, b: impl FnOnce() -> B) -> (A, B) {
    let work = Mutex::new(Some(a));
    let take = || {
        let work = work.lock().unwrap_or_else(PoisonError::into_inner).take();
        work.map(|work| work())
    };
    scope(|scope| {
        let thread = if cores() > 1 { start(scope, &take) } else { None };
        let b = b();
        // The thread took it, or there is none.
        match take().or_else(|| thread.and_then(finish)) {
            Some(a) => (a, b),
            None => unreachable!("the work was taken by the thread that was joined"),
        }
    })
}

fn start<'scope, T: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    work: &'scope (impl Fn() -> T + Sync),
) -> Option<ScopedJoinHandle<'scope, T>> {
    Builder::new().stack_size(STACK).spawn_scoped(scope, work).ok()
}

fn finish<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_work() {
        assert_eq!(each(1000, |at| at * 2), (0..1000).map(|at| at * 2).collect::<Vec<_>>());
        assert_eq!(each(0, |at| at), [0usize; 0]);
        assert_eq!(both(|| 1, || "two"), (1, "two"));
    }
}
