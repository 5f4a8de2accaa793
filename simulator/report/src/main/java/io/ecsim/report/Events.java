// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.experiment.JournalRow;
import io.ecsim.experiment.RunOutcome;
import io.ecsim.journal.Entry;
import io.ecsim.simulation.Action;
import io.ecsim.simulation.CapacityActions;
import io.ecsim.simulation.ServiceActions;
import io.ecsim.world.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was done to a run, and what happened to it: its timeline, its faults, and Spot that EC2 took back. */
final class Events {
    private final long end;
    private final List<Mark> marks = new ArrayList<>();

    private Events(long end) {
        this.end = end;
    }

    /** @param deployed moments that are marked as deployments: the request that made one is not told again */
    static List<Mark> of(RunOutcome outcome, List<Long> deployed) {
        Events events = new Events(outcome.result().simulated());
        for (Action.Timed timed : outcome.scenario().timeline()) {
            long at = timed.at().toNanos();
            boolean told = deployed.contains(at)
                    && (timed.action() instanceof ServiceActions.UpdateService
                            || timed.action() instanceof ServiceActions.CreateDeployment);
            if (!told) {
                events.add(at, label(timed.action()), what(timed.action()));
            }
        }
        events.faults(outcome.scenario().faults());
        events.spot(outcome);
        return events.marks;
    }

    private void add(long at, String label, String what) {
        if (at <= end) {
            marks.add(new Mark(at, Mark.Kind.EVENT, label, what + "."));
        }
    }

    private static String label(Action action) {
        if (action instanceof Action.TerminateInstances lost) {
            return lost.count() == 1 && lost.instanceIds().size() < 2 ? "instance lost" : "instances lost";
        }
        if (action instanceof Action.SetTraffic traffic) {
            return "traffic × " + Figures.number(traffic.factor());
        }
        if (action instanceof CapacityActions.UpdateContainerInstancesState state) {
            return "instances " + state.request().status();
        }
        if (action instanceof Action.LoseAvailabilityZone lost) {
            return lost.availabilityZone() + " lost";
        }
        if (action instanceof Action.InterruptSpot) {
            return "Spot interrupted";
        }
        if (action instanceof Action.DisconnectAgent) {
            return "agents disconnected";
        }
        return action.operation();
    }

    /** {@code terminateInstances us-east-1b, count 1}. */
    private static String what(Action action) {
        Duration lasts = null;
        if (action instanceof Action.SetTraffic traffic) {
            lasts = traffic.duration();
        } else if (action instanceof Action.LoseAvailabilityZone lost) {
            lasts = lost.duration();
        } else if (action instanceof Action.DisconnectAgent disconnected) {
            lasts = disconnected.duration();
        }
        return action.operation() + " " + action.subject()
                + (action.what() == null ? "" : ", " + action.what())
                + (lasts == null ? "" : ", for " + Figures.seconds(lasts.toSeconds()));
    }

    private void faults(Faults faults) {
        if (faults.imageRegistry() != null) {
            fault(
                    "image registry fails",
                    faults.imageRegistry().from(),
                    faults.imageRegistry().to());
        }
        for (Faults.NoCapacity none : faults.noCapacity()) {
            List<String> of = new ArrayList<>();
            if (none.instanceType() != null) {
                of.add("of " + none.instanceType());
            }
            if (none.capacityProvider() != null) {
                of.add("of " + none.capacityProvider());
            }
            if (none.availabilityZone() != null) {
                of.add("in " + none.availabilityZone());
            }
            fault(("no capacity " + String.join(" ", of)).strip(), none.from(), none.to());
        }
        for (Faults.SecurityGroup group : faults.securityGroups()) {
            String whose = group.service() == null ? group.securityGroup() : "of " + group.service();
            fault("security group " + whose + " lets nobody in", group.from(), group.to());
        }
    }

    private void fault(String what, Duration from, Duration to) {
        String until =
                to == null ? "" : ", for " + Figures.seconds(to.minus(from).toSeconds());
        add(from.toNanos(), what, "Fault: " + what + until);
    }

    /** Those that no action of the timeline made. */
    private void spot(RunOutcome outcome) {
        Map<Long, Integer> warnings = new TreeMap<>();
        for (JournalRow row : outcome.recording().rows()) {
            if (row.entry() instanceof Entry.SpotInterruptionWarning) {
                warnings.merge(row.time(), 1, Integer::sum);
            }
        }
        outcome.scenario().timeline().stream()
                .filter(timed -> timed.action() instanceof Action.InterruptSpot)
                .forEach(timed -> warnings.remove(timed.at().toNanos()));
        warnings.forEach((at, n) -> add(
                at, "Spot interrupted", "EC2 gives notice to " + Figures.count(n, "Spot Instance", "Spot Instances")));
    }
}
