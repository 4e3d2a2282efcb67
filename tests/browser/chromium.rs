//! Chromium driven through its DevTools protocol over a pair of pipes.
//!
//! Pipes need no port and no further crate, and the browser ends by itself when they close.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// The longest that one answer may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// The longest that a browser may live, whatever it or the test does.
const LIFE: Duration = Duration::from_secs(240);
/// Names under which it is installed.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// A running browser with one page.
pub(crate) struct Browser {
    process: Arc<Mutex<Child>>,
    to: ChildStdin,
    from: Receiver<Value>,
    /// What the page reported since it was opened.
    events: Vec<Value>,
    session: Option<String>,
    last: u64,
    folder: PathBuf,
    /// Dropped with the browser; the guard waits for that.
    _alive: Sender<()>,
}

impl Browser {
    /// A browser for the test of this name; says so when none is installed.
    pub(crate) fn start(test: &str) -> Option<Browser> {
        let Some(program) = installed() else {
            // Past the capture of the test runner: whoever reads the run must see it.
            let _ = writeln!(std::io::stderr(), "SKIPPED {test}: no Chromium is installed");
            return None;
        };
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{test}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder for the profile");
        // The protocol is spoken on descriptors 3 and 4; the shell puts our pipes there.
        let mut process = Command::new("sh")
            .args(["-c", "exec \"$@\" 3<&0 4>&1 </dev/null >/dev/null", "sh"])
            .arg(program)
            .args(["--headless=new", "--no-sandbox", "--remote-debugging-pipe", "--no-first-run", "--window-size=1280,800"])
            .args(["--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update"])
            .arg(format!("--user-data-dir={}", folder.join("profile").display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("a shell");
        let (to, out) = (process.stdin.take().expect("its input"), process.stdout.take().expect("its output"));
        let (send, from) = channel();
        thread::spawn(move || {
            for message in BufReader::new(out).split(0).map_while(Result::ok) {
                let Ok(message) = serde_json::from_slice(&message) else { continue };
                if send.send(message).is_err() {
                    break;
                }
            }
        });
        let process = Arc::new(Mutex::new(process));
        let (alive, gone) = channel();
        let guarded = Arc::clone(&process);
        thread::spawn(move || {
            if gone.recv_timeout(LIFE) == Err(RecvTimeoutError::Timeout) {
                let _ = guarded.lock().expect("the process").kill();
            }
        });
        let mut browser = Browser { process, to, from, events: Vec::new(), session: None, last: 0, folder, _alive: alive };
        let target = browser.call("Target.createTarget", json!({ "url": "about:blank" }));
        let attached = browser.call("Target.attachToTarget", json!({ "targetId": target["targetId"], "flatten": true }));
        browser.session = attached["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page", "Runtime", "Log", "Network"] {
            browser.call(&format!("{domain}.enable"), json!({}));
        }
        Some(browser)
    }

    /// Opens a page from a file and waits until it is loaded; returns how long that took.
    pub(crate) fn open(&mut self, html: &str) -> Duration {
        let file = self.folder.join("page.html");
        std::fs::write(&file, html).expect("a page");
        self.events.clear();
        let start = Instant::now();
        self.call("Page.navigate", json!({ "url": format!("file://{}", file.display()) }));
        while !self.events.iter().any(|e| e["method"] == "Page.loadEventFired") {
            let message = self.receive(start + PATIENCE);
            self.events.push(message);
        }
        self.wait("document.readyState === 'complete'");
        start.elapsed()
    }

    /// Sends one command and waits for its answer.
    pub(crate) fn call(&mut self, method: &str, parameters: Value) -> Value {
        self.last += 1;
        let mut message = json!({ "id": self.last, "method": method, "params": parameters });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        write!(self.to, "{message}\0").and_then(|()| self.to.flush()).expect("the browser listens");
        let end = Instant::now() + PATIENCE;
        loop {
            let answer = self.receive(end);
            if answer["id"] == self.last {
                assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
                return answer["result"].clone();
            }
            self.events.push(answer);
        }
    }

    fn receive(&self, end: Instant) -> Value {
        let left = end.saturating_duration_since(Instant::now());
        self.from.recv_timeout(left).unwrap_or_else(|error| panic!("the browser gave no answer: {error}"))
    }

    /// The value of an expression on the page.
    pub(crate) fn value(&mut self, script: &str) -> Value {
        let parameters = json!({ "expression": script, "returnByValue": true, "awaitPromise": true });
        let answer = self.call("Runtime.evaluate", parameters);
        assert!(answer["exceptionDetails"].is_null(), "{script}: {}", answer["exceptionDetails"]);
        answer["result"]["value"].clone()
    }

    /// How many elements of the page a selector fits.
    pub(crate) fn count(&mut self, selector: &str) -> u64 {
        self.value(&format!("document.querySelectorAll({}).length", json!(selector))).as_u64().expect("a number")
    }

    /// The words of the first element that a selector fits.
    pub(crate) fn text(&mut self, selector: &str) -> String {
        let value = self.value(&format!("document.querySelector({})?.innerText ?? ''", json!(selector)));
        value.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until an expression holds, and for what was asked of the page by then to be drawn.
    pub(crate) fn wait(&mut self, script: &str) {
        let end = Instant::now() + PATIENCE;
        while self.value(&format!("new Promise((done) => requestAnimationFrame(() => done(Boolean({script}))))")) != true {
            assert!(Instant::now() < end, "never came true: {script}");
            thread::sleep(Duration::from_millis(30));
        }
    }

    /// Clicks on the middle of the first element that a selector fits; on a line, on the middle of its length.
    pub(crate) fn click(&mut self, selector: &str) {
        let point = self.value(&format!(
            "(() => {{ const node = document.querySelector({});
               if (!node) return null;
               if (node.getPointAtLength) {{
                 const at = node.getPointAtLength(node.getTotalLength() / 2).matrixTransform(node.getScreenCTM());
                 return [at.x, at.y];
               }}
               const box = node.getBoundingClientRect();
               return [box.x + box.width / 2, box.y + box.height / 2]; }})()",
            json!(selector)
        ));
        assert!(point.is_array(), "nothing to click: {selector}");
        for (kind, buttons) in [("mousePressed", 1), ("mouseReleased", 0)] {
            let press = json!({ "type": kind, "x": point[0], "y": point[1], "button": "left", "buttons": buttons, "clickCount": 1 });
            self.call("Input.dispatchMouseEvent", press);
        }
        self.wait("true");
    }

    /// Presses and releases a key, such as `Tab`, `Enter`, `Escape` or `ArrowRight`.
    pub(crate) fn key(&mut self, key: &str) {
        let code = match key {
            "Tab" => 9,
            "Enter" => 13,
            "Escape" => 27,
            "ArrowLeft" => 37,
            "ArrowRight" => 39,
            "/" => 191,
            letter if letter.len() == 1 => u32::from(letter.to_ascii_uppercase().as_bytes()[0]),
            _ => panic!("no code for {key}"),
        };
        let text = match key {
            "Enter" => "\r",
            key if key.len() == 1 => key,
            _ => "",
        };
        for kind in ["keyDown", "keyUp"] {
            let press = json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code, "text": text });
            self.call("Input.dispatchKeyEvent", press);
        }
        self.wait("true");
    }

    /// Types into the element that has the focus.
    pub(crate) fn write(&mut self, words: &str) {
        self.call("Input.insertText", json!({ "text": words }));
        self.wait("true");
    }

    /// Errors and warnings of the console, exceptions, and what the browser itself complained of.
    pub(crate) fn complaints(&self) -> Vec<String> {
        let spoken = |e: &Value| match e["method"].as_str() {
            Some("Runtime.exceptionThrown") => true,
            Some("Runtime.consoleAPICalled") => matches!(e["params"]["type"].as_str(), Some("error" | "warning" | "assert")),
            Some("Log.entryAdded") => matches!(e["params"]["entry"]["level"].as_str(), Some("error" | "warning")),
            _ => false,
        };
        self.events.iter().filter(|e| spoken(e)).map(|e| e["params"].to_string()).collect()
    }

    /// The addresses that the page asked for.
    pub(crate) fn requests(&self) -> Vec<String> {
        let sent = self.events.iter().filter(|e| e["method"] == "Network.requestWillBeSent");
        sent.filter_map(|e| e["params"]["request"]["url"].as_str().map(str::to_owned)).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Asked first, so that its helpers end with it; then made to.
        let _ = write!(self.to, "{}\0", json!({ "id": self.last + 1, "method": "Browser.close" })).and_then(|()| self.to.flush());
        let mut process = match self.process.lock() {
            Ok(process) => process,
            Err(poisoned) => poisoned.into_inner(),
        };
        let end = Instant::now() + Duration::from_secs(5);
        while matches!(process.try_wait(), Ok(None)) && Instant::now() < end {
            thread::sleep(Duration::from_millis(20));
        }
        let _ = process.kill();
        let _ = process.wait();
        // Helpers may write for a moment longer.
        for _ in 0..50 {
            if std::fs::remove_dir_all(&self.folder).is_ok() {
                break;
            }
            thread::sleep(Duration::from_millis(40));
        }
    }
}

/// The browser's program, where there is one that can be driven from here.
fn installed() -> Option<PathBuf> {
    if !cfg!(unix) {
        return None;
    }
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    NAMES.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|path| path.is_file())
}
