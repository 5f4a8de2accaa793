// SPDX-License-Identifier: Apache-2.0
// Plays the film: a place in it is a number of rows and a time between the last of these and the next.
"use strict";

const SPEEDS = [1, 2, 5, 10, 20, 60, 120, 300, 600, 1800, 3600, 14400, 43200];
/** A film is about so long, in seconds, at the speed that it begins with. */
const USUAL = 60;
const LOG_ROWS = 12;
/** How many rows back decisions are looked for. */
const FAR = 3_000;
/** While the film runs, who listens is told no more often, in ms. */
const PAUSE = 3_000;
/** Rows that happen to single tasks and are no decision. */
const ROUTINE = new Set(["TaskStatusChanged", "TargetRegistered", "TargetHealthChanged", "TaskHealthChanged",
  "LifecycleStateChanged", "InstanceRegistered", "Notified", "SchedulerWaits"]);
/** What is marked below the slider. */
const MARKED = new Set(["Requested", "DeploymentStarted", "DeploymentStateChanged", "ServiceScaled", "InstanceTerminated",
  "DesiredCapacityChanged", "SpotInterruptionWarning", "PlacementRefused"]);

const film = JSON.parse(element("data").textContent);
const rows = rowsOf(film);
const course = new Course(rows);
const place = { count: 0, at: 0 };
let playing = false;
/** Whether the last row is shown, whatever it is, as when somebody steps. */
let stepping = false;
let told = 0;

/** {@code 2 Mar 09:00:12}. */
function clock(at) {
  const date = new Date(film.start + at).toISOString();
  const day = new Date(film.start + at).toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
  return `${day} ${date.slice(11, 19)}`;
}

/** How many rows have happened at a time. */
function countAt(at) {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle].at <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** By service, as many tasks as it ever may have: the scale of its track stays. */
function widestOf() {
  const services = new Map();
  const widest = new Map();
  for (const row of rows) {
    const kind = row.shape.kind;
    if (kind === "ServiceCreated" || kind === "DesiredCountChanged" || kind === "PercentsChanged") {
      apply({ services }, entryOf(row));
      const service = services.get(row.shape.service);
      if (service) widest.set(service.name, Math.max(widest.get(service.name) || 1, bounds(service).most, service.desired));
    }
  }
  return widest;
}

const widest = widestOf();

/** The last decisions up to here, the newest first: what follows from them does not push them away. */
function decisions() {
  const found = [];
  for (let i = place.count - 1; i >= Math.max(0, place.count - FAR) && found.length < LOG_ROWS; i--) {
    if (!ROUTINE.has(rows[i].shape.kind)) found.push(rows[i]);
  }
  return found;
}

function showRows() {
  const row = (!stepping && decisions()[0]) || rows[place.count - 1];
  const { what, why } = row ? toldOf(row) : { what: "Nothing has happened yet.", why: "" };
  element("said").textContent = row ? `${clock(row.at)}  ${what}` : what;
  element("why").textContent = why;
  const items = decisions().map((past) => {
    const sentence = toldOf(past);
    const because = sentence.why ? ` <span class="because">${escaped(sentence.why)}</span>` : "";
    return `<li><time>${clock(past.at)}</time><span>${escaped(sentence.what)}${because}</span></li>`;
  });
  show(element("log"), items.join(""));
  const now = Date.now();
  if (!playing || now - told > PAUSE) {
    told = now;
    element("live").textContent = `${what}${why ? `: ${why}` : ""}`;
  }
}

function render() {
  const slider = element("slider");
  slider.value = place.at;
  slider.setAttribute("aria-valuetext", `${clock(place.at)}, row ${place.count} of ${rows.length}`);
  element("time").textContent = clock(place.at);
  element("row").textContent = `UTC · row ${place.count} of ${rows.length}`;
  showState(course.after(place.count), widest);
  showRows();
}

function go(count, at) {
  place.count = Math.max(0, Math.min(rows.length, count));
  place.at = Math.max(0, Math.min(film.end, at));
  render();
}

/** To after a row, or before the first. */
function goToRow(count) {
  const kept = Math.max(0, Math.min(rows.length, count));
  stepping = true;
  go(kept, kept === 0 ? 0 : rows[kept - 1].at);
}

function goToTime(at) {
  const kept = Math.max(0, Math.min(film.end, at));
  stepping = false;
  go(countAt(kept), kept);
}

function play(on) {
  if (on && place.at >= film.end) go(0, 0);
  playing = on;
  element("play").textContent = on ? "❚❚ pause" : "▶ play";
  if (on) requestAnimationFrame((first) => frame(first, first));
  else showRows();
}

function frame(before, now) {
  if (!playing) return;
  const speed = Number(element("speed").value);
  let at = place.at + Math.min(250, now - before) * speed;
  const next = place.count < rows.length ? rows[place.count].at : film.end;
  if (element("skip").checked && next - at > 1_000 * speed) {
    at = next - 300 * speed;
  }
  goToTime(Math.max(at, place.at));
  if (place.at >= film.end) play(false);
  else requestAnimationFrame((then) => frame(now, then));
}

function step(by) {
  play(false);
  goToRow(place.count + by);
}

const KEYS = {
  " ": () => play(!playing),
  ArrowRight: () => step(1),
  ArrowLeft: () => step(-1),
  Home: () => step(-rows.length),
  End: () => { play(false); goToTime(film.end); },
  PageDown: () => goToTime(place.at + film.end / 20),
  PageUp: () => goToTime(place.at - film.end / 20),
};

function pressed(event) {
  const own = event.target.closest("select, summary") || event.target.type === "checkbox"
    || (event.key === " " && event.target.closest("button"));
  const action = KEYS[event.key];
  if (action && !own && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    action();
  }
}

function showMarks() {
  const places = new Set();
  for (const row of rows) {
    if (MARKED.has(row.shape.kind)) places.add(Math.round((1_000 * row.at) / Math.max(1, film.end)));
  }
  element("marks").innerHTML = [...places].map((x) => `<path d="M${x},0 v10" stroke="var(--muted)" stroke-width="1.5"/>`)
    .join("");
}

function speeds() {
  const wanted = film.end / 1_000 / USUAL;
  const usual = SPEEDS.find((speed) => speed >= wanted) || SPEEDS[SPEEDS.length - 1];
  const name = (speed) => (speed < 60 ? `${speed} s` : speed < 3600 ? `${speed / 60} min` : `${speed / 3600} h`);
  element("speed").innerHTML = SPEEDS
    .map((speed) => `<option value="${speed}"${speed === usual ? " selected" : ""}>${name(speed)} a second</option>`)
    .join("");
}

document.body.insertAdjacentHTML("afterbegin", patterns());
element("slider").max = film.end;
speeds();
showMarks();
element("slider").addEventListener("input", () => { play(false); goToTime(Number(element("slider").value)); });
element("play").addEventListener("click", () => play(!playing));
element("forward").addEventListener("click", () => step(1));
element("back").addEventListener("click", () => step(-1));
element("first").addEventListener("click", () => step(-rows.length));
document.addEventListener("keydown", pressed);
// A page opened at #9000 begins at that millisecond; else at the first moment, with what stands there.
goToTime(Number(location.hash.slice(1)) || 0);
