// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

import java.util.Arrays;

/**
 * All requests in progress, each a row of these arrays: a row is given to a request when it arrives and to another one
 * when its outcome is known and nobody works on it any more. Times are nanoseconds.
 */
final class Requests {
    static final int NONE = -1;

    /** When the client sent it, this time. */
    long[] sent = new long[64];
    /** When it was sent first. */
    long[] begun = new long[64];
    /** Tries that failed. */
    int[] failures = new int[64];

    Clients[] clients = new Clients[64];
    /** Where it is counted: of the service that it was sent to first. */
    Outcomes[] outcomes = new Outcomes[64];
    /** The target group that it was sent to. */
    Group[] group = new Group[64];

    /** Where it is. */
    Station[] station = new Station[64];

    /** Who made it, if it is a call: a station, and there a request and its turn. */
    Station[] caller = new Station[64];

    int[] parent = new int[64];
    int[] parentTurn = new int[64];
    /** When its caller waits no longer; {@link Long#MAX_VALUE} if it is no call. */
    long[] deadline = new long[64];
    /** Calls that it waits for. */
    int[] calls = new int[64];
    /** Another one when those that were called for it need not answer any more. */
    int[] turn = new int[64];

    /** CPU time that it takes. */
    double[] cpu = new double[64];
    /** Time that it takes and that is not CPU. */
    long[] latency = new long[64];
    /** Whether the software will answer it with an error. */
    boolean[] wrong = new boolean[64];
    /** Whether it is worked on; else it waits. */
    boolean[] atWork = new boolean[64];
    /** Whether its client has given up while it is worked on. */
    boolean[] abandoned = new boolean[64];

    /** What is known of it; null if it is not traced. */
    Trace[] trace = new Trace[64];

    /** Its neighbours in a line. */
    int[] older = new int[64];

    int[] newer = new int[64];
    /** The next row that is free. */
    private int[] next = new int[64];

    private int rows;
    private int free = NONE;

    int take() {
        if (free == NONE) {
            if (rows == next.length) {
                grow(2 * rows);
            }
            return rows++;
        }
        int row = free;
        free = next[row];
        return row;
    }

    void free(int row) {
        turn[row]++;
        deadline[row] = Long.MAX_VALUE;
        next[row] = free;
        free = row;
    }

    /** A new row for the client of one that goes on being worked on. */
    int copy(int request) {
        int copy = take();
        sent[copy] = sent[request];
        begun[copy] = begun[request];
        failures[copy] = failures[request];
        clients[copy] = clients[request];
        outcomes[copy] = outcomes[request];
        group[copy] = group[request];
        caller[copy] = caller[request];
        parent[copy] = parent[request];
        parentTurn[copy] = parentTurn[request];
        deadline[copy] = Long.MAX_VALUE; // it is just ending
        trace[copy] = trace[request];
        trace[request] = null;
        return copy;
    }

    private void grow(int rows) {
        sent = Arrays.copyOf(sent, rows);
        begun = Arrays.copyOf(begun, rows);
        failures = Arrays.copyOf(failures, rows);
        clients = Arrays.copyOf(clients, rows);
        outcomes = Arrays.copyOf(outcomes, rows);
        group = Arrays.copyOf(group, rows);
        station = Arrays.copyOf(station, rows);
        caller = Arrays.copyOf(caller, rows);
        parent = Arrays.copyOf(parent, rows);
        parentTurn = Arrays.copyOf(parentTurn, rows);
        deadline = Arrays.copyOf(deadline, rows);
        calls = Arrays.copyOf(calls, rows);
        turn = Arrays.copyOf(turn, rows);
        cpu = Arrays.copyOf(cpu, rows);
        latency = Arrays.copyOf(latency, rows);
        wrong = Arrays.copyOf(wrong, rows);
        atWork = Arrays.copyOf(atWork, rows);
        abandoned = Arrays.copyOf(abandoned, rows);
        trace = Arrays.copyOf(trace, rows);
        older = Arrays.copyOf(older, rows);
        newer = Arrays.copyOf(newer, rows);
        next = Arrays.copyOf(next, rows);
    }
}
