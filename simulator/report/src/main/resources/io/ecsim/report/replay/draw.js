// SPDX-License-Identifier: Apache-2.0
// Tasks as blocks: the colour is the service, letter and pattern the revision, outline and sign the state.
"use strict";

const INKS = ["blue", "red", "teal", "violet", "ochre", "slate"];
const PATTERNS = ["", "stripes", "dots", "bars", "grid"];
const COLUMN_HEIGHT = 120;
/** In a column of more tasks than this those that are alike are one block. */
const MOST_BLOCKS = 24;
/** Columns that are narrower have no texts. */
const NARROW = 40;

function escaped(text) {
  return String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

function counted(n, one, many = `${one}s`) {
  return `${n} ${n === 1 ? one : many}`;
}

/** How a revision looks: the letter and colour of its service, and the pattern of its place among its revisions. */
function lookOf(state, taskDefinition) {
  const owners = [...new Set(state.revisions.values())];
  const owner = state.revisions.get(taskDefinition);
  const service = owners.indexOf(owner);
  const siblings = [...state.revisions.keys()].filter((name) => state.revisions.get(name) === owner);
  const number = taskDefinition.includes(":") ? taskDefinition.slice(taskDefinition.lastIndexOf(":") + 1) : "";
  const letter = service < 26 ? String.fromCharCode(65 + service) : `${service + 1}.`;
  return {
    owner,
    label: letter + number,
    ink: `var(--${INKS[service % INKS.length]})`,
    pattern: PATTERNS[siblings.indexOf(taskDefinition) % PATTERNS.length],
  };
}

/** The looks of all revisions of a state, which are asked for once a picture. */
function looksOf(state) {
  return new Map([...state.revisions.keys()].map((name) => [name, lookOf(state, name)]));
}

/** starting, unready, ready or stopping. Nobody counts the health of standalone tasks. */
function stageOf(task) {
  if (task.stopping) return "stopping";
  if (task.status !== "RUNNING") return "starting";
  return task.service && !task.healthy ? "unready" : "ready";
}

const SIGNS = { starting: "…", unready: "?", ready: "", stopping: "×" };
const FILLS = { starting: 0, unready: 0.5, ready: 1, stopping: 0 };
const MEANINGS = {
  starting: "starting",
  unready: "RUNNING, not healthy",
  ready: "RUNNING, healthy",
  stopping: "told to stop, its room is free",
};

/** A block of the given outline, whose line is so wide. */
function block(points, look, stage, title, text, line = 1.2) {
  const shape = `points="${points.map((point) => point.map((n) => Math.round(10 * n) / 10).join(",")).join(" ")}"`;
  const dashed = FILLS[stage] === 0 ? ' stroke-dasharray="3 2"' : "";
  const edge = stage === "ready" ? "var(--page)" : look.ink;
  const filled = `fill="${look.ink}" fill-opacity="${FILLS[stage]}" stroke="${edge}" stroke-width="${line}"${dashed}`;
  const pattern = look.pattern && FILLS[stage] ? `<polygon ${shape} fill="url(#${look.pattern})"/>` : "";
  const on = stage === "ready" ? ` class="on" stroke="${look.ink}"` : "";
  const label = text ? `<text x="${text.x}" y="${text.y}"${on}>${escaped(text.says)}</text>` : "";
  return `<g><title>${escaped(title)}</title><polygon ${shape} ${filled}/>${pattern}${label}</g>`;
}

/** One task for itself, its size by that of the largest: on Fargate, or where it waits. */
function single(task, look, largest) {
  const width = 26 + (30 * task.cpu) / largest.cpu;
  const height = 14 + (26 * task.memory) / largest.memory;
  const points = [[1, 1], [width - 1, 1], [width - 1, height - 1], [1, height - 1]];
  const stage = stageOf(task);
  const text = { x: width / 2, y: height / 2 + 3.5, says: look.label + SIGNS[stage] };
  const title = titleOf(task, look);
  return `<svg width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">`
    + `${block(points, look, stage, title, text)}</svg>`;
}

function titleOf(task, look) {
  return `${look.label} ${task.id} of ${task.taskDefinition}, ${task.cpu} CPU units, ${task.memory} MiB: `
    + `${task.status}, ${MEANINGS[stageOf(task)]}`;
}

/** The tasks of an instance that take its room, those alike together where there are many. */
function stackOf(tasks, width) {
  const placed = tasks.filter((task) => !task.stopping);
  if (placed.length <= (width < NARROW ? MOST_BLOCKS / 6 : MOST_BLOCKS)) {
    return placed.map((task) => ({ task, cpu: task.cpu, memory: task.memory, count: 1 }));
  }
  const alike = new Map();
  for (const task of placed) {
    const key = `${task.taskDefinition} ${stageOf(task)}`;
    const sum = alike.get(key) || { task, cpu: 0, memory: 0, count: 0 };
    alike.set(key, { task, cpu: sum.cpu + task.cpu, memory: sum.memory + task.memory, count: sum.count + 1 });
  }
  return [...alike.values()];
}

/**
 * An instance as a column: on its left side the tasks take their share of its CPU, on its right of its memory. What is
 * empty above them on one side only is free and of no use.
 */
function column(instance, tasks, looks, width) {
  const stack = stackOf(tasks, width);
  let cpu = 0;
  let memory = 0;
  let blocks = "";
  for (const { task, cpu: wantsCpu, memory: wantsMemory, count } of stack) {
    const level = (part, whole) => COLUMN_HEIGHT * (1 - part / Math.max(1, whole));
    const lower = [level(cpu, instance.cpu), level(memory, instance.memory)];
    cpu += wantsCpu;
    memory += wantsMemory;
    const upper = [level(cpu, instance.cpu), level(memory, instance.memory)];
    const x = [1, 0.38 * width, 0.62 * width, width - 1];
    const points = [[x[0], upper[0]], [x[1], upper[0]], [x[2], upper[1]], [x[3], upper[1]],
      [x[3], lower[1]], [x[2], lower[1]], [x[1], lower[0]], [x[0], lower[0]]];
    const look = looks.get(task.taskDefinition);
    const stage = stageOf(task);
    const says = look.label + SIGNS[stage] + (count > 1 ? ` ×${count}` : "");
    const text = textOf(upper, lower, width, says);
    const title = count > 1 ? `${count} of ${task.taskDefinition}` : titleOf(task, look);
    blocks += block(points, look, stage, title, text, width < NARROW ? 0.4 : 1.2);
  }
  return { blocks, cpu, memory };
}

/** Where the text of a block goes: into its middle, or where it is slanted to its thicker side; null for want of room. */
function textOf(upper, lower, width, says) {
  const [left, right] = [lower[0] - upper[0], lower[1] - upper[1]];
  const slanted = Math.abs(upper[0] - upper[1]) + Math.abs(lower[0] - lower[1]) > 8;
  const side = left >= right ? 0 : 1;
  const room = slanted ? 0.4 * width : width;
  if (Math.max(left, right) < 9 || room < 6 * says.length) return null;
  const x = width * (slanted ? [0.2, 0.8][side] : 0.5);
  return { x, y: (upper[side] + lower[side]) / 2 + 3.5, says };
}

/** An instance with its tasks, those that stop below it. */
function instanceMarkup(instance, tasks, looks, width) {
  const { blocks, cpu, memory } = column(instance, tasks, looks, width);
  const stopping = tasks.filter((task) => task.stopping);
  const state = !instance.connected ? "no agent" : instance.status === "ACTIVE" ? "" : instance.status;
  const goes = stopping.length === 0 ? ""
    : stopping.length === 1 ? `${looks.get(stopping[0].taskDefinition).label}×` : `${stopping.length} ×`;
  const label = `${instance.id}, ${instance.type}, ${state || "ACTIVE"}: ${counted(tasks.length - stopping.length, "task")}, `
    + `CPU ${cpu} of ${instance.cpu}, memory ${memory} of ${instance.memory} MiB`
    + (stopping.length ? `, ${counted(stopping.length, "task")} stopping` : "");
  const off = state ? `<rect class="refuses" x="0.5" y="0.5" width="${width - 1}" height="${COLUMN_HEIGHT - 1}"/>` : "";
  const texts = width < NARROW ? "" : `<text x="${width / 2}" y="${COLUMN_HEIGHT + 12}">${escaped(instance.id)}</text>`
    + `<text x="${width / 2}" y="${COLUMN_HEIGHT + 24}">${escaped(goes)}</text>`
    + `<text x="${width / 2}" y="-4">${escaped(state.toLowerCase())}</text>`;
  return `<svg width="${width}" height="${COLUMN_HEIGHT + (width < NARROW ? 2 : 28)}" role="img" aria-label="${escaped(label)}">`
    + `<title>${escaped(label)}</title>`
    + `<rect class="room" width="${width}" height="${COLUMN_HEIGHT}"/>${blocks}${off}`
    + `<rect class="frame${state ? " off" : ""}" x="0.5" y="0.5" width="${width - 1}" height="${COLUMN_HEIGHT - 1}"/>`
    + `${texts}</svg>`;
}

/** A machine that was launched and takes no tasks yet. */
function machineMarkup(machine, width) {
  const label = `${machine.id}, ${machine.type}, ${machine.state || "launching"}`;
  const texts = width < NARROW ? "" : `<text x="${width / 2}" y="${COLUMN_HEIGHT / 2}">…</text>`
    + `<text x="${width / 2}" y="${COLUMN_HEIGHT + 12}">${escaped(machine.id)}</text>`;
  return `<svg width="${width}" height="${COLUMN_HEIGHT + (width < NARROW ? 2 : 28)}" role="img" aria-label="${escaped(label)}">`
    + `<title>${escaped(label)}</title><rect class="frame off" x="0.5" y="0.5" width="${width - 1}" `
    + `height="${COLUMN_HEIGHT - 1}"/>${texts}</svg>`;
}

/** The patterns that blocks are filled with, once for the page. */
function patterns() {
  const pattern = (id, content, ink = "page") => `<pattern id="${id}" width="6" height="6" patternUnits="userSpaceOnUse">`
    + `<g stroke="var(--${ink})" fill="var(--${ink})" stroke-opacity="0.55" fill-opacity="0.55">${content}</g></pattern>`;
  return '<svg width="0" height="0" aria-hidden="true" style="position:absolute"><defs>'
    + pattern("stripes", '<path d="M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2" stroke-width="1.4"/>')
    + pattern("dots", '<circle cx="3" cy="3" r="1.3" stroke="none"/>')
    + pattern("bars", '<path d="M0,3 h6" stroke-width="1.6"/>')
    + pattern("grid", '<path d="M0,3 h6 M3,0 v6" stroke-width="1"/>')
    + pattern("slashes", '<path d="M-1,5 l2,2 M0,0 l6,6 M5,-1 l2,2" stroke-width="1"/>', "muted")
    + "</defs></svg>";
}
