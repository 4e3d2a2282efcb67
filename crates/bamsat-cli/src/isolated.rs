//! Reading a file where it can do no harm: in a process of this same program, which may use so much
//! memory and time and no more.

use std::io::{self, Read, Write};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use bamsat_read::{Limits, Options, ReadError, Text};

/// What the process gives back.
type Answer = Result<Text, ReadError>;

/// Reads bytes in a process of its own.
pub(crate) fn read(bytes: &[u8], options: &Options) -> Answer {
    let limits = options.limits;
    let broken = ReadError::TooMuchMemory(limits.memory);
    let Ok(mut child) = started(options) else { return Err(broken) };
    let (answer, given) = mpsc::channel();
    let Some((mut input, output)) = child.stdin.take().zip(child.stdout.take()) else { return Err(broken) };
    let answered = thread::scope(|scope| {
        // Whatever the process does, it can keep none of the two waiting: it ends with its time.
        scope.spawn(move || input.write_all(bytes));
        scope.spawn(move || {
            let mut found = Vec::new();
            let read = output.take(limits.memory).read_to_end(&mut found);
            let _ = answer.send(read.map(|_| found));
        });
        let answered = given.recv_timeout(Duration::from_secs(limits.seconds));
        stop(&mut child);
        answered
    });
    match answered {
        Err(_) => Err(ReadError::TooSlow(limits.seconds)),
        Ok(Err(_)) => Err(broken),
        Ok(Ok(found)) => postcard::from_bytes(&found).unwrap_or(Err(broken)),
    }
}

fn started(options: &Options) -> io::Result<Child> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("isolated").args(written(&options.limits)).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    // What the allocator takes at once before the limit is set would not count against it.
    command.env("MIMALLOC_ARENA_EAGER_COMMIT", "0");
    if let Some(encoding) = options.encoding {
        command.args(["--encoding", encoding.name()]);
    }
    command.spawn()
}

/// Limits for the command line.
fn written(limits: &Limits) -> [String; 10] {
    let Limits { file, part, text, pages, page_letters, page_operators, elements, nesting, memory, seconds } = *limits;
    [file, part, text, pages, page_letters, page_operators, elements, nesting, memory, seconds].map(|bound| bound.to_string())
}

/// Limits from the command line.
pub(crate) fn limits(written: &[u64]) -> Limits {
    match *written {
        [file, part, text, pages, page_letters, page_operators, elements, nesting, memory, seconds] => {
            Limits { file, part, text, pages, page_letters, page_operators, elements, nesting, memory, seconds }
        }
        _ => Limits::default(),
    }
}

/// Ends a process, be it at work or done.
fn stop(child: &mut Child) {
    // It may have ended by itself; either way it is waited for.
    let _ = child.kill();
    let _ = child.wait();
}

/// What the process does: reads standard input and writes the answer.
pub(crate) fn run(options: Options) -> ExitCode {
    limit(&options.limits);
    let mut bytes = Vec::new();
    if io::stdin().lock().take(options.limits.file + 1).read_to_end(&mut bytes).is_err() {
        return ExitCode::from(2);
    }
    let answer: Answer = bamsat_read::read(&bytes, &options);
    match postcard::to_stdvec(&answer).map(|found| io::stdout().lock().write_all(&found)) {
        Ok(Ok(())) => ExitCode::SUCCESS,
        _ => ExitCode::from(2),
    }
}

/// Holds this process to its memory, where the system can.
#[cfg(unix)]
fn limit(limits: &Limits) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let memory = Rlimit { current: Some(limits.memory), maximum: Some(limits.memory) };
    // What cannot be limited ends with its time.
    let _ = setrlimit(Resource::Data, memory);
}

#[cfg(not(unix))]
fn limit(_: &Limits) {}
