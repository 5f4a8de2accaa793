// SPDX-License-Identifier: Apache-2.0
// node same-state.js state.js film.json hashes: plays the film and compares the state after each row with the engine's.
// Says "same" or the first row where they differ and the film's state there.
const fs = require("fs");
const vm = require("vm");

const [script, filmFile, hashesFile] = process.argv.slice(2).map((file) => fs.readFileSync(file, "utf8"));
const exported = "; ({ rowsOf, entryOf, nothingYet, apply, bounds, Course })";
const { rowsOf, entryOf, nothingYet, apply, bounds, Course } = vm.runInThisContext(script + exported);

function text(state) {
  const lines = [];
  const line = (...parts) => lines.push(parts.map((part) => (part === undefined ? "-" : part)).join(" "));
  for (const i of state.instances.values()) {
    line("instance", i.id, i.type, i.zone, i.cpu, i.memory, i.status, i.connected);
  }
  for (const t of state.tasks.values()) {
    line("task", t.id, t.service, t.group, t.deployment, t.taskDefinition, t.cpu, t.memory, t.waits, t.instance,
      t.zone, t.status, t.stopping, t.healthy);
  }
  for (const s of state.services.values()) {
    const { least, most } = bounds(s);
    line("service", s.name, s.status, s.desired, least, most);
  }
  for (const [group, tasks] of state.targets) {
    for (const health of ["initial", "healthy", "unhealthy", "draining", "unused"]) {
      const those = [...tasks].filter(([, is]) => is === health).map(([task]) => task);
      if (those.length) line("targets", group, health, those.join(","));
    }
  }
  return lines.join("\n");
}

function hash(said) {
  let h = 0x811c9dc5;
  for (let i = 0; i < said.length; i++) h = Math.imul(h ^ said.charCodeAt(i), 0x01000193);
  return (h >>> 0).toString(16);
}

const rows = rowsOf(JSON.parse(filmFile));
const hashes = hashesFile.trim().split("\n");
if (rows.length !== hashes.length) {
  console.log(`${rows.length} rows in the film, ${hashes.length} in the journal`);
  process.exit(0);
}
const state = nothingYet();
for (let i = 0; i < rows.length; i++) {
  apply(state, entryOf(rows[i]));
  if (hashes[i] !== "-" && hash(text(state)) !== hashes[i]) {
    console.log(`${i} ${JSON.stringify(entryOf(rows[i]))}\n${text(state)}`);
    process.exit(0);
  }
}
// Jumping about, as the slider does, comes to the same.
const course = new Course(rows);
course.every = 7;
for (const part of [1, 0.5, 0.9, 0, 0.3, 0.31, 0.05, 1]) {
  const i = Math.floor(part * rows.length);
  const there = text(course.after(i));
  if (i > 0 && hashes[i - 1] !== "-" && hash(there) !== hashes[i - 1]) {
    console.log(`after a jump to ${i}\n${there}`);
    process.exit(0);
  }
}
console.log("same");
