// SPDX-License-Identifier: Apache-2.0
// The parts of the page, each from a state alone. What did not change is not touched.
"use strict";

/** More targets than this are counted only. */
const MOST_CHIPS = 150;
const TARGET_SIGNS = { initial: "…", healthy: "✓", unhealthy: "!", draining: "↓", unused: "–" };

const element = (id) => document.getElementById(id);

/** Puts markup in place, unless it is there. */
function show(target, markup) {
  if (target.shown !== markup) {
    target.innerHTML = markup;
    target.shown = markup;
  }
}

/** Keeps a list of elements in step with keyed markup, each touched only when its own changes. */
function showAll(parent, items) {
  const before = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let next = parent.firstElementChild;
  for (const [key, markup] of items) {
    let child = before.get(key);
    if (child) {
      before.delete(key);
    } else {
      child = document.createElement("div");
      child.dataset.key = key;
    }
    if (child !== next) parent.insertBefore(child, next);
    next = child.nextElementSibling;
    show(child, markup);
  }
  before.forEach((child) => child.remove());
}

function tally(tasks) {
  const count = { starting: 0, unready: 0, ready: 0, stopping: 0, running: 0 };
  for (const task of tasks) {
    count[stageOf(task)]++;
    count.running += task.status === "RUNNING" ? 1 : 0;
  }
  return count;
}

/** A swatch of a revision, as its blocks look. */
function swatch(look) {
  const points = [[1, 1], [27, 1], [27, 15], [1, 15]];
  return '<svg width="28" height="16" aria-hidden="true">'
    + `${block(points, look, "ready", look.label, { x: 14, y: 11.5, says: look.label })}</svg>`;
}

/**
 * A service: how many tasks it wants, has and may have.
 *
 * @param widest tasks at the right end of its track
 */
function serviceMarkup(service, tasks, looks, widest) {
  const { least, most } = bounds(service);
  const count = tally(tasks);
  const at = (n) => `${Math.min(100, (100 * n) / Math.max(1, widest))}%`;
  const facts = `desired ${service.desired} · running ${count.running} · healthy ${count.ready} · starting `
    + `${count.starting} · stopping ${count.stopping} · stays between ${least} and ${most} `
    + `(${service.minimumHealthyPercent}–${service.maximumPercent} %)`;
  const revisions = [...new Set(tasks.map((task) => task.taskDefinition))].map((name) => {
    const those = tally(tasks.filter((task) => task.taskDefinition === name));
    const parts = [`${those.ready + those.unready} running`];
    if (those.starting) parts.push(`${those.starting} starting`);
    if (those.stopping) parts.push(`${those.stopping} stopping`);
    return `<span>${swatch(looks.get(name))} ${escaped(name)}: ${parts.join(", ")}</span>`;
  });
  const rollout = service.rollout === "IN_PROGRESS" ? `deploying ${service.revision}`
    : service.rollout === "FAILED" ? `deployment of ${service.revision} FAILED` : "";
  const status = service.status === "ACTIVE" ? "" : service.status;
  return `<div class="service"><div class="head"><h3>${escaped(service.name)}</h3>`
    + `<span class="small">${escaped([status, rollout].filter(Boolean).join(", "))}</span></div>`
    + '<div class="track" aria-hidden="true">'
    + `<div class="band" style="left:${at(least)};right:calc(100% - ${at(most)})"></div>`
    + `<div class="running" style="left:0;width:${at(count.running)}"></div>`
    + `<div class="healthy" style="left:0;width:${at(count.ready)}"></div>`
    + `<div class="desired" style="left:${at(service.desired)}"></div></div>`
    + `<p class="small">${facts}</p><div class="swatches small">${revisions.join("")}</div></div>`;
}

function showServices(state, byService, looks, widest) {
  const services = [...state.services.values()].filter((service) => service.status !== "INACTIVE");
  showAll(element("services"), services.map((service) => [
    service.name,
    serviceMarkup(service, byService.get(service.name) || [], looks, widest.get(service.name)),
  ]));
  element("services-part").hidden = state.services.size === 0;
}

/** The look of each state, for those who see the blocks for the first time. */
function showLegend(looks, hasInstances) {
  const plain = { ink: "var(--muted)", pattern: "", label: "A1" };
  const points = [[1, 1], [31, 1], [31, 15], [1, 15]];
  const stages = ["starting", "unready", "ready", "stopping"].map((stage) => {
    const text = { x: 16, y: 11.5, says: plain.label + SIGNS[stage] };
    return `<span><svg width="32" height="16" aria-hidden="true">${block(points, plain, stage, stage, text)}</svg>`
      + ` ${MEANINGS[stage]}</span>`;
  });
  const names = [...looks].map(([name, look]) => `<span>${swatch(look)} ${escaped(name)}</span>`);
  const most = 12;
  const more = names.length > most ? [`<span>and ${names.length - most} more</span>`] : [];
  const shape = hasInstances
    ? '<p class="small">A column is an instance: the left edge of a block is its share of the CPU, the right edge its '
      + "share of the memory.</p>"
    : "";
  show(element("legend"), `<div class="swatches small">${[...names.slice(0, most), ...more, ...stages].join("")}</div>${shape}`);
}

/** Narrower where there are more instances. */
function widthOf(instances) {
  if (instances <= 24) return 64;
  if (instances <= 100) return 44;
  if (instances <= 250) return 24;
  return instances <= 800 ? 12 : 6;
}

function showCluster(state, byPlace, looks) {
  const zones = new Map();
  const zone = (name) => {
    if (!zones.has(name)) zones.set(name, { instances: [], fargate: [] });
    return zones.get(name);
  };
  const width = widthOf(state.instances.size + state.machines.size);
  for (const instance of state.instances.values()) {
    const markup = instanceMarkup(instance, byPlace.get(instance.id) || [], looks, width);
    zone(instance.zone).instances.push([instance.id, markup]);
  }
  for (const machine of state.machines.values()) {
    zone(machine.zone || "no zone").instances.push([machine.id, machineMarkup(machine, width)]);
  }
  const onFargate = byPlace.get("Fargate") || [];
  const largest = largestOf(onFargate);
  for (const task of onFargate) {
    zone(task.zone).fargate.push([task.id, single(task, looks.get(task.taskDefinition), largest)]);
  }
  const names = [...zones.keys()].sort();
  const parent = element("cluster");
  parent.classList.toggle("tight", width < NARROW);
  const parts = names.flatMap((name) => [
    { name, heading: counted(zones.get(name).instances.length, "instance"), items: zones.get(name).instances },
    { name, heading: `${counted(zones.get(name).fargate.length, "task")} on Fargate`, items: zones.get(name).fargate },
  ]).filter((part) => part.items.length);
  showAll(parent, parts.map((part) => [
    `${part.name} ${part.heading.includes("Fargate")}`,
    `<section class="zone"><h3></h3><div class="places"></div></section>`,
  ]));
  parts.forEach((part, i) => {
    show(parent.children[i].querySelector("h3"), escaped(`${part.name} · ${part.heading}`));
    showAll(parent.children[i].querySelector(".places"), part.items);
  });
  element("empty").hidden = parts.length > 0;
}

function largestOf(tasks) {
  return tasks.reduce(
    (most, task) => ({ cpu: Math.max(most.cpu, task.cpu), memory: Math.max(most.memory, task.memory) }),
    { cpu: 1, memory: 1 },
  );
}

/** Those without a service, in figures. */
function showJobs(tasks, traces) {
  const count = tally(tasks);
  const held = tasks.filter((task) => task.waits).length;
  const waiting = [...traces.values()].reduce((sum, trace) => sum + trace.tasks, held);
  show(element("jobs"), tasks.length + waiting === 0 ? "" : `Standalone tasks: running ${count.running} · starting `
    + `${count.starting - held} · stopping ${count.stopping} · waiting for a place ${waiting}`);
}

/** Tasks without a place, and those that are missing because none was found for them. */
function showWaiting(state, byService, waiting, looks) {
  const texts = [];
  for (const { service, why } of state.refused.values()) {
    const wanted = service && state.services.get(service);
    const live = (byService.get(service) || []).filter((task) => !task.stopping).length;
    if (wanted && live < wanted.desired) {
      texts.push(`${counted(wanted.desired - live, "task")} of ${service}: ${why}`);
    }
  }
  for (const [trace, { tasks, why }] of state.traces) {
    if (tasks) texts.push(`${counted(tasks, "task")} of ${trace}: ${why || "no place"}`);
  }
  const largest = largestOf(waiting);
  const shown = waiting.slice(0, MOST_CHIPS);
  const blocks = shown.map((task) => single(task, looks.get(task.taskDefinition), largest)).join("");
  const heading = waiting.length ? `<p class="small">${counted(waiting.length, "task")} in PROVISIONING</p>` : "";
  show(element("waiting"), `${heading}<div class="places">${blocks}</div>`
    + texts.map((text) => `<p>${escaped(text)}</p>`).join(""));
  element("waiting-part").hidden = waiting.length === 0 && texts.length === 0;
}

function showTargets(state, looks) {
  const groups = [...state.targets].filter(([, targets]) => targets.size);
  showAll(element("targets"), groups.map(([name, targets]) => {
    const counts = Object.keys(TARGET_SIGNS)
      .map((health) => [health, [...targets.values()].filter((is) => is === health).length])
      .filter(([, n]) => n)
      .map(([health, n]) => `${TARGET_SIGNS[health]} ${n} ${health}`);
    const chips = targets.size > MOST_CHIPS ? [] : [...targets].map(([id, health]) => {
      const task = state.tasks.get(id);
      const label = task ? looks.get(task.taskDefinition).label : "";
      return `<span class="chip ${health}" title="${escaped(id)}, ${health}">${label}${TARGET_SIGNS[health]}</span>`;
    });
    return [name, `<div class="group"><div class="head"><h3>${escaped(name)}</h3><span class="small">`
      + `${counts.join(" · ")}</span></div><div class="chips" aria-hidden="true">${chips.join("")}</div></div>`];
  }));
  element("targets-part").hidden = groups.length === 0;
}

/**
 * Everything that follows from the state alone.
 *
 * @param widest by service, tasks at the right end of its track
 */
function showState(state, widest) {
  const looks = looksOf(state);
  const byService = new Map();
  const byPlace = new Map();
  const waiting = [];
  const jobs = [];
  const into = (map, key, task) => (map.has(key) ? map.get(key).push(task) : map.set(key, [task]));
  for (const task of state.tasks.values()) {
    if (task.service) into(byService, task.service, task);
    else jobs.push(task);
    if (task.waits) waiting.push(task);
    else into(byPlace, task.instance || "Fargate", task);
  }
  showServices(state, byService, looks, widest);
  showLegend(looks, state.instances.size > 0);
  showCluster(state, byPlace, looks);
  showJobs(jobs, state.traces);
  showWaiting(state, byService, waiting, looks);
  showTargets(state, looks);
}
