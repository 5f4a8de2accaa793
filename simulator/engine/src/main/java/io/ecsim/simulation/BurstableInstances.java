// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.capacity.CreditBook;
import io.ecsim.capacity.InstanceType;
import io.ecsim.capacity.InstanceTypes;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Event;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.queue.Queues;
import io.ecsim.workload.CpuUse;
import io.ecsim.workload.Load;
import io.ecsim.world.Quotas;
import io.ecsim.world.World;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lets burstable instances live by their CPU credits. One in standard mode that has none left is held to its baseline
 * from then on, until it has earned some again (SC-605). When that is, is foreseen: of an instance with enough left, for
 * the soonest that it can be; of one that has little, for what it uses now, and again whenever the load changes.
 */
final class BurstableInstances implements Journal {
    /** Takes what is charged of a burstable instance, and what would be if it ended now, in credits. */
    @FunctionalInterface
    interface Charge {
        void surplus(long time, String instance, double charged, double outstanding);
    }

    private static final long DAY = 24 * Time.HOUR;
    /** What an instance may have left of its time to be looked at with every change of the load. */
    private static final long SOON = Time.MINUTE;
    /** Seconds, ten years: what is earned and what is used are the same but for rounding. */
    private static final double FAR = 3e8;

    /** One of them. */
    final class Burstable {
        final String instance;
        /** Of Auto Scaling; null for a fixed instance. */
        final String group;

        private final InstanceType type;
        private final CreditBook credits;
        private boolean registered;
        private boolean runs = true;
        private boolean held;
        private long settledAt = kernel.now();
        private double cpuSeconds;
        private Event next;

        private Burstable(Entry.InstanceLaunched launched) {
            this.instance = launched.instance();
            this.group = launched.group();
            this.type = InstanceTypes.get(launched.instanceType());
            this.credits = new CreditBook(type, launched.cpuCredits());
        }

        CreditBook credits() {
            return credits;
        }

        /** What was charged since this was last asked, of which the bill is told. */
        double takeCharged() {
            double charged = credits.takeCharged();
            charge.surplus(kernel.now(), instance, charged, credits.surplus());
            return charged;
        }

        /** Of requests, which can be foreseen, and of messages, which cannot; null before it has registered. */
        private CpuUse use() {
            if (!registered) {
                return null;
            }
            CpuUse requests = load.cpuUse(instance);
            double seconds = requests.seconds() + queues.cpuSecondsOn(instance);
            return queues.isWorkedOn(instance)
                    ? new CpuUse(seconds, 0, held ? type.baselineVcpus() : type.vcpu())
                    : new CpuUse(seconds, requests.least(), requests.most());
        }

        /** Brings the book to the present. */
        private CpuUse settle() {
            long now = kernel.now();
            CpuUse use = use();
            double seconds = use == null ? 0 : use.seconds() - cpuSeconds;
            cpuSeconds += seconds;
            if (runs) {
                credits.pass(Time.toSeconds(now - settledAt), seconds / 60);
            }
            settledAt = now;
            return use;
        }

        private void hold(boolean held, double vcpus, String why) {
            this.held = held;
            load.setVcpus(instance, vcpus, kernel.now());
            loadChanged.run();
            journal.add(kernel.now(), new Entry.InstanceCpuChanged(instance, vcpus, why));
        }

        private void stopWaiting() {
            if (next != null) {
                next.cancel();
                next = null;
            }
        }
    }

    private final Kernel kernel;
    private final Load load;
    private final Queues queues;
    private final Charge charge;
    private final double creditsToBurst;
    private final int launchesWithCredits;
    private final Map<String, Burstable> all = new LinkedHashMap<>();
    /** Those that are looked at with every change of the load. */
    private final Set<Burstable> near = new LinkedHashSet<>();
    /** When launch credits were given in the last day. */
    private final Deque<Long> given = new ArrayDeque<>();

    private Journal journal;
    private Runnable loadChanged;

    BurstableInstances(Kernel kernel, Load load, Queues queues, World world, Quotas quotas, Charge charge) {
        this.kernel = kernel;
        this.load = load;
        this.queues = queues;
        this.charge = charge;
        this.creditsToBurst = world.creditsToBurst();
        this.launchesWithCredits = quotas.launchesWithCredits();
    }

    /** @param loadChanged to be called when an instance has more or less CPU for its tasks */
    void connect(Journal journal, Runnable loadChanged) {
        this.journal = journal;
        this.loadChanged = loadChanged;
    }

    // What happens to instances

    @Override
    public void add(long time, Entry entry) {
        if (entry instanceof Entry.InstanceLaunched launched && launched.cpuCredits() != null) {
            Burstable added = new Burstable(launched);
            all.put(added.instance, added);
            started(added);
        } else if (entry instanceof Entry.InstanceStateChanged changed && all.containsKey(changed.instance())) {
            Burstable one = all.get(changed.instance());
            if (changed.state().equals("stopped")) {
                halt(one);
            } else {
                one.settle();
                one.runs = true;
                started(one);
                near.add(one);
            }
        } else if (entry instanceof Entry.InstanceTerminated terminated && all.containsKey(terminated.instance())) {
            halt(all.remove(terminated.instance()));
        }
    }

    private void started(Burstable one) {
        if (!one.credits.hasLaunchCredits()) {
            return;
        }
        long now = kernel.now();
        while (!given.isEmpty() && given.peekFirst() <= now - DAY) {
            given.removeFirst();
        }
        if (given.size() < launchesWithCredits) {
            given.addLast(now);
            one.credits.addLaunchCredits();
        }
    }

    private void halt(Burstable one) {
        one.stopWaiting();
        near.remove(one);
        if (one.registered) {
            load.advance(kernel.now());
        }
        one.settle();
        one.credits.halt();
        one.runs = false;
        one.takeCharged();
    }

    /** The load knows it from now on. */
    void registered(String instance) {
        Burstable one = all.get(instance);
        if (one != null) {
            one.registered = true;
            near.add(one);
        }
    }

    /** vCPUs that its tasks can have now: without limit where it is not without credits. */
    double vcpus(String instance) {
        Burstable one = all.get(instance);
        return one != null && one.held ? one.type.baselineVcpus() : Double.POSITIVE_INFINITY;
    }

    // Whether there is something left

    /** The load has been solved. */
    void loadSolved() {
        if (!near.isEmpty()) {
            List.copyOf(near).forEach(this::look);
        }
    }

    private void look(Burstable one) {
        one.stopWaiting();
        near.remove(one);
        if (one.credits.isUnlimited() || !one.runs) {
            return;
        }
        CpuUse use = one.settle();
        double wait = one.held ? whileHeld(one, use) : whileFree(one, use);
        if (one.held || one.credits.secondsUntilEmpty(one.type.vcpu()) < Time.toSeconds(SOON)) {
            near.add(one);
        }
        if (wait < FAR) {
            one.next = kernel.after(Math.max(1, Time.ofSeconds(wait)), () -> {
                load.advance(kernel.now());
                look(one);
            });
        }
    }

    private double whileFree(Burstable one, CpuUse use) {
        double most = use.most();
        if (one.credits.isEmpty() && most > one.type.baselineVcpus()) {
            one.hold(true, one.type.baselineVcpus(), "its CPU credits are gone");
            return Double.POSITIVE_INFINITY;
        }
        double soonest = one.credits.secondsUntilEmpty(one.type.vcpu());
        return soonest < Time.toSeconds(SOON)
                ? one.credits.secondsUntilEmpty(most)
                : soonest - Time.toSeconds(SOON) / 2;
    }

    private double whileHeld(Burstable one, CpuUse use) {
        double wait = one.credits.secondsUntil(creditsToBurst, use.least());
        if (wait <= 0) {
            one.hold(false, one.type.vcpu(), "it has earned CPU credits again");
            return Double.POSITIVE_INFINITY;
        }
        return wait;
    }

    // What there is to see

    /** All that are there, each with its book as of now; the load has been advanced. */
    Collection<Burstable> settled() {
        all.values().forEach(Burstable::settle);
        return all.values();
    }

    /** The bill is told what would be charged if all ended now. */
    void end() {
        settled().forEach(Burstable::takeCharged);
    }
}
