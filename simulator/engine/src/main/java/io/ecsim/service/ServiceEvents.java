// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.aws.ServiceEventName;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Kernel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Service events in ECS's words. A message that repeats is held back until its cause is gone or a time has passed
 * (EV-45).
 */
final class ServiceEvents {
    /** Causes whose messages repeat while they last. */
    enum Lasting {
        STEADY,
        STUCK,
        REFUSED,
        UNPLACED,
        PROTECTED
    }

    /**
     * @param name under which EventBridge gets it (EB-5); null if it does not
     * @param reason null where EventBridge gets none
     */
    record Message(ServiceEventName name, String text, String reason) {
        Message(ServiceEventName name, String text) {
            this(name, text, null);
        }
    }

    private record Said(String text, long at) {}

    /** How many tasks a message names; of thousands it would be unreadable. Ours (EV-39). */
    private static final int TASKS_NAMED = 20;

    private final Kernel kernel;
    private final Journal journal;
    private final long repeatAfter;
    private final Consumer<Service> lookAgain;
    private final Map<String, Said> said = new LinkedHashMap<>();

    /** @param lookAgain brings a pass, which says again what lasts */
    ServiceEvents(Kernel kernel, Journal journal, long repeatAfterNanos, Consumer<Service> lookAgain) {
        this.kernel = kernel;
        this.journal = journal;
        this.repeatAfter = repeatAfterNanos;
        this.lookAgain = lookAgain;
    }

    /** One that EventBridge does not get as a service action. */
    void say(Service service, String message) {
        say(service, new Message(null, message, null));
    }

    void say(Service service, Message message) {
        String text = "(service " + service.name() + ") " + message.text();
        journal.add(kernel.now(), new Entry.ServiceEvent(service.name(), text, message.name(), message.reason()));
    }

    /**
     * Says it if the cause is new, the message changed, or it was last said long enough ago; tells whether it did. A pass
     * after the time for which it is held back says it again if its cause still lasts.
     */
    boolean sayWhileItLasts(Service service, Lasting cause, Message message) {
        long now = kernel.now();
        Said before = said.get(key(service, cause));
        if (before != null && before.text().equals(message.text()) && now - before.at() < repeatAfter) {
            return false;
        }
        said.put(key(service, cause), new Said(message.text(), now));
        say(service, message);
        kernel.after(repeatAfter, () -> lookAgain.accept(service));
        return true;
    }

    /** The cause is gone. */
    void over(Service service, Lasting cause) {
        said.remove(key(service, cause));
    }

    private static String key(Service service, Lasting cause) {
        return service.name() + "/" + cause;
    }

    /** {@code (task a) (task b)}, and of many the first with the number of the others. */
    static String tasks(List<String> ids) {
        String named =
                ids.stream().limit(TASKS_NAMED).map(id -> "(task " + id + ")").collect(Collectors.joining(" "));
        int others = ids.size() - TASKS_NAMED;
        return others > 0 ? named + " and " + others + " more" : named;
    }
}
