// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.aws.ServiceEventName;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private final Journal journal;
    private final long repeatAfter;
    private final Map<String, Said> said = new LinkedHashMap<>();

    ServiceEvents(Journal journal, long repeatAfterNanos) {
        this.journal = journal;
        this.repeatAfter = repeatAfterNanos;
    }

    /** One that EventBridge does not get as a service action. */
    void say(Service service, long now, String message) {
        say(service, now, new Message(null, message, null));
    }

    void say(Service service, long now, Message message) {
        String text = "(service " + service.name() + ") " + message.text();
        journal.add(now, new Entry.ServiceEvent(service.name(), text, message.name(), message.reason()));
    }

    /** Says it if the cause is new, the message changed, or it was last said long enough ago; tells whether it did. */
    boolean sayWhileItLasts(Service service, Lasting cause, long now, Message message) {
        Said before = said.get(key(service, cause));
        if (before != null && before.text().equals(message.text()) && now - before.at() < repeatAfter) {
            return false;
        }
        said.put(key(service, cause), new Said(message.text(), now));
        say(service, now, message);
        return true;
    }

    /** The cause is gone. */
    void over(Service service, Lasting cause) {
        said.remove(key(service, cause));
    }

    private static String key(Service service, Lasting cause) {
        return service.name() + "/" + cause;
    }

    /** {@code (task a) (task b)}. */
    static String tasks(List<String> ids) {
        return ids.stream().map(id -> "(task " + id + ")").collect(Collectors.joining(" "));
    }
}
