// SPDX-License-Identifier: Apache-2.0
// The state of the cluster as the journal tells it. `apply` is the only one to change a state; the things in it are
// never changed but replaced, so that a copy of a state is cheap and stays as it is.
"use strict";

/** A reader of numbers that were written one after the other: digits to the base of 45, the lowest first. */
function numbersOf(text) {
  const digits = new Map([..."#$%&'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"]
    .map((character, i) => [character.charCodeAt(0), i]));
  let place = 0;
  return {
    isOver: () => place >= text.length,
    next() {
      let number = 0;
      for (let worth = 1; ; worth *= 45) {
        const digit = digits.get(text.charCodeAt(place++));
        if (digit < 45) return number + worth * digit;
        number += worth * (digit - 45);
      }
    },
  };
}

/** Ids, of which rows that are counted up are told by the first and how many they are. */
function idsOf(counted) {
  return counted.flatMap(([first, count]) => {
    const [, name, digits] = /^(.*?)(\d*)$/.exec(first);
    const id = (i) => name + String(Number(digits) + i).padStart(digits.length, "0");
    return Array.from({ length: count }, (_, i) => (i === 0 ? first : id(i)));
  });
}

/** The film's numbers as rows: time in ms, what they share with others, and whom they are about. */
function rowsOf(film) {
  const ids = { task: idsOf(film.subjects.task), instance: idsOf(film.subjects.instance) };
  const numbers = numbersOf(film.rows);
  const rows = [];
  for (let at = 0; !numbers.isOver();) {
    at += numbers.next();
    const shape = film.shapes[numbers.next()];
    rows.push({ at, shape, subjects: shape.of.map((name) => ids[name][numbers.next()]) });
  }
  return rows;
}

/** A row as journal.jsonl has it. */
function entryOf({ at, shape, subjects }) {
  const entry = { ...shape, at };
  shape.of.forEach((name, i) => { entry[name] = subjects[i]; });
  return entry;
}

/** What a row says to people, and why it was. */
function toldOf({ shape, subjects }) {
  const told = (text) => shape.of.reduce((said, name, i) => said.replaceAll(`{${name}}`, subjects[i]), text || "");
  return { what: told(shape.what), why: told(shape.why) };
}

/** Before the first row. */
function nothingYet() {
  return {
    instances: new Map(), // registered with the cluster
    machines: new Map(), // launched, and not registered
    tasks: new Map(), // that are not STOPPED
    services: new Map(),
    revisions: new Map(), // of task definitions of which there was a task: service and number in order of appearance
    targets: new Map(), // by target group, the state of each task
    refused: new Map(), // by task group, what could not be placed last
    traces: new Map(), // by trace, tasks that wait for a place
    alarms: new Map(), // that are not OK
  };
}

function copyOf(state) {
  const copy = {};
  for (const [name, map] of Object.entries(state)) {
    copy[name] = new Map(map);
  }
  copy.targets.forEach((states, group) => copy.targets.set(group, new Map(states)));
  return copy;
}

/** Changes what is known of a key, if anything is. */
function change(map, key, members) {
  const known = map.get(key);
  if (known) {
    map.set(key, { ...known, ...members });
  }
}

function created(state, row, place) {
  const before = state.tasks.get(row.task);
  state.tasks.set(row.task, {
    id: row.task,
    service: row.service,
    group: row.group,
    deployment: row.deployment,
    taskDefinition: row.taskDefinition,
    cpu: row.cpu,
    memory: row.memory,
    status: before ? before.status : "PROVISIONING",
    stopping: false,
    healthy: false,
    ...place,
  });
  if (!state.revisions.has(row.taskDefinition)) {
    state.revisions.set(row.taskDefinition, row.service || row.group);
  }
}

const CHANGES = {
  InstanceLaunched(state, row) {
    state.machines.set(row.instance, { id: row.instance, type: row.instanceType, zone: row.availabilityZone });
  },
  LifecycleStateChanged(state, row) {
    change(state.machines, row.instance, { state: row.state });
  },
  InstanceStateChanged(state, row) {
    change(state.machines, row.instance, { state: row.state });
  },
  InstanceRegistered(state, row) {
    state.machines.delete(row.instance);
    state.instances.set(row.instance, {
      id: row.instance,
      type: row.instanceType,
      zone: row.availabilityZone,
      cpu: row.cpu,
      memory: row.memory,
      status: "ACTIVE",
      connected: true,
    });
  },
  InstanceStatusChanged(state, row) {
    change(state.instances, row.instance, { status: row.status });
  },
  AgentConnectionChanged(state, row) {
    change(state.instances, row.instance, { connected: row.connected });
  },
  InstanceDeregistered(state, row) {
    state.instances.delete(row.instance);
  },
  InstanceTerminated(state, row) {
    state.instances.delete(row.instance);
    state.machines.delete(row.instance);
  },
  TaskWaits(state, row) {
    created(state, row, { waits: true });
  },
  TaskPlaced(state, row) {
    created(state, row, { waits: false, instance: row.instance, zone: row.availabilityZone });
  },
  TaskStatusChanged(state, row) {
    if (row.status === "STOPPED") {
      state.tasks.delete(row.task);
    } else {
      change(state.tasks, row.task, { status: row.status });
    }
  },
  TaskStopRequested(state, row) {
    change(state.tasks, row.task, { stopping: true });
  },
  TaskHealthChanged(state, row) {
    change(state.tasks, row.task, { healthy: row.healthy });
  },
  PlacementRefused(state, row) {
    state.refused.set(row.group, { service: row.service, tasks: row.tasks, why: row.why });
  },
  TasksWaiting(state, row) {
    state.traces.set(row.trace, { tasks: row.tasks, why: row.why });
  },
  TargetRegistered(state, row) {
    if (!state.targets.has(row.targetGroup)) {
      state.targets.set(row.targetGroup, new Map());
    }
    state.targets.get(row.targetGroup).set(row.task, "initial");
  },
  TargetHealthChanged(state, row) {
    if (row.state === "unused") {
      state.targets.get(row.targetGroup).delete(row.task);
    } else {
      state.targets.get(row.targetGroup).set(row.task, row.state);
    }
  },
  ServiceCreated(state, row) {
    state.services.set(row.service, {
      name: row.service,
      status: "ACTIVE",
      desired: row.desiredCount,
      minimumHealthyPercent: row.minimumHealthyPercent,
      maximumPercent: row.maximumPercent,
      rollout: "",
    });
  },
  PercentsChanged(state, row) {
    const { minimumHealthyPercent, maximumPercent } = row;
    change(state.services, row.service, { minimumHealthyPercent, maximumPercent });
  },
  DesiredCountChanged(state, row) {
    change(state.services, row.service, { desired: row.to });
  },
  ServiceStatusChanged(state, row) {
    change(state.services, row.service, { status: row.status });
  },
  DeploymentStarted(state, row) {
    change(state.services, row.service, { rollout: "IN_PROGRESS", revision: row.taskDefinition });
  },
  DeploymentStateChanged(state, row) {
    change(state.services, row.service, { rollout: row.state });
  },
  AlarmStateChanged(state, row) {
    if (row.to === "ALARM") {
      state.alarms.set(row.alarm, row.to);
    } else {
      state.alarms.delete(row.alarm);
    }
  },
};

/** Brings a state to after a row. */
function apply(state, row) {
  const changes = CHANGES[row.kind];
  if (changes) {
    changes(state, row);
  }
  return state;
}

/** Between how many tasks a service stays while it is deployed. */
function bounds(service) {
  return {
    least: Math.ceil((service.desired * service.minimumHealthyPercent) / 100),
    most: Math.floor((service.desired * service.maximumPercent) / 100),
  };
}

/** A state may have 15,000 tasks: a page does not hold many of them. */
const MOST_KEPT = 40;

/** The states of a film, at any row, in either direction: every so many rows one is kept. */
class Course {
  constructor(rows) {
    this.rows = rows;
    this.kept = [nothingYet()];
    this.every = Math.max(1_000, Math.ceil(rows.length / MOST_KEPT));
    this.state = nothingYet();
    this.done = 0;
  }

  /** The state after the first rows, so many of them. It changes with the next call. */
  after(count) {
    const nearest = Math.min(Math.floor(count / this.every), this.kept.length - 1);
    if (count < this.done || nearest * this.every > this.done) {
      this.state = copyOf(this.kept[nearest]);
      this.done = nearest * this.every;
    }
    while (this.done < count) {
      apply(this.state, entryOf(this.rows[this.done++]));
      if (this.done % this.every === 0 && this.done / this.every === this.kept.length) {
        this.kept.push(copyOf(this.state));
      }
    }
    return this.state;
  }
}
