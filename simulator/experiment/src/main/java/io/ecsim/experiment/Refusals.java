// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Time;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Collects the requests of a timeline that did not simply succeed: whoever wrote them should hear of it. */
final class Refusals implements Journal {
    private static final int MOST = 20;

    private final Instant start;
    private final List<String> notes = new ArrayList<>();
    private int more;

    Refusals(Instant start) {
        this.start = start;
    }

    @Override
    public void add(long time, Entry entry) {
        boolean refused = entry instanceof Entry.Requested request
                && !request.outcome().equals("ok")
                && !request.outcome().startsWith("terminated [i-");
        if (refused && notes.size() < MOST) {
            Entry.Requested request = (Entry.Requested) entry;
            notes.add(request.operation() + " " + request.subject() + " at " + Time.iso(start, time) + ": "
                    + request.outcome());
        } else if (refused) {
            more++;
        }
    }

    List<String> notes() {
        List<String> all = new ArrayList<>(notes);
        if (more > 0) {
            all.add("and " + more + " more requests that were refused");
        }
        return all;
    }
}
