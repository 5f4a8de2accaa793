// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.aws.LifecycleHookSpecification;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Event;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import java.util.List;

/** Instances of groups that wait for answers to lifecycle hooks, each until its heartbeat timeout (SC-443). */
final class LifecycleHooks {
    /** What becomes of an instance that waits no longer. */
    @FunctionalInterface
    interface Then {
        void proceed(Machine machine, boolean abandoned, String why);
    }

    private final Kernel kernel;
    private final Journal journal;
    private final Then then;

    LifecycleHooks(Kernel kernel, Journal journal, Then then) {
        this.kernel = kernel;
        this.journal = journal;
        this.then = then;
    }

    /** Whether there is anything to wait for. */
    boolean wait(Machine machine, String transition, LifecycleState state) {
        List<LifecycleHookSpecification> hooks = machine.group.hooks(transition);
        if (hooks.isEmpty()) {
            return false;
        }
        machine.state = state;
        String names = String.join(
                ", ",
                hooks.stream()
                        .map(LifecycleHookSpecification::lifecycleHookName)
                        .toList());
        journal.add(
                kernel.now(),
                new Entry.LifecycleStateChanged(
                        machine.id(), machine.group.name(), state.word(), "lifecycle hook " + names));
        for (LifecycleHookSpecification hook : hooks) {
            String name = hook.lifecycleHookName();
            machine.hooks.put(
                    name,
                    kernel.after(
                            hook.heartbeatTimeout() * Time.SECOND,
                            () -> complete(machine, name, hook.defaultResult(), "its heartbeat timeout is over")));
        }
        return true;
    }

    /** The first ABANDON is the end of all others; CONTINUE waits for them. */
    void complete(Machine machine, String hook, String result, String why) {
        Event timeout = machine.hooks.remove(hook);
        if (timeout == null) {
            throw new IllegalStateException(machine.id() + " does not wait for the lifecycle hook " + hook);
        }
        timeout.cancel();
        boolean abandoned = result.equals(LifecycleHookSpecification.ABANDON);
        if (abandoned) {
            machine.forget();
        }
        if (machine.hooks.isEmpty()) {
            then.proceed(machine, abandoned, "lifecycle hook " + hook + ": " + result + ", " + why);
        }
    }
}
