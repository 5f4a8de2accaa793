// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

import java.util.Arrays;

/** All whose time comes by itself, and when it does; of those at the same moment the first that was added is first. */
final class Moments {
    /** Does what is due, and says when it is next to be called. */
    interface Actor {
        void act(long now);
    }

    private final Timetable timetable = new Timetable();
    private Actor[] actors = new Actor[16];
    private int gone = Requests.NONE;
    private int[] nextGone = new int[16];

    /** Returns the actor's index. */
    int add(Actor actor) {
        int index = gone;
        if (gone == Requests.NONE) {
            index = timetable.add();
        } else {
            gone = nextGone[index];
        }
        if (index == actors.length) {
            actors = Arrays.copyOf(actors, 2 * index);
            nextGone = Arrays.copyOf(nextGone, 2 * index);
        }
        actors[index] = actor;
        return index;
    }

    void remove(int index) {
        timetable.set(index, Long.MAX_VALUE);
        actors[index] = null;
        nextGone[index] = gone;
        gone = index;
    }

    /** @param time {@link Long#MAX_VALUE} for not by itself */
    void set(int index, long time) {
        timetable.set(index, time);
    }

    /** Lets all act whose time comes up to and including {@code until}, in order. */
    void play(long until) {
        for (long time = timetable.time(); time <= until; time = timetable.time()) {
            actors[timetable.next()].act(time);
        }
    }
}
