// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.workload.Answers.Responses;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Counts what becomes of requests, in millionths: since the start, and since it was last read. */
public final class Tally {
    private static final ElbError[] CODES = ElbError.values();

    private long routed;
    private long served;
    private long errors;
    private final long[] failed = new long[CODES.length];
    private long samples;
    private double seconds;
    private double least = Double.NaN;
    private double greatest = Double.NaN;
    /** Since it was last read; null when nobody asks for them. */
    private ResponseTimes times;

    private Answers read = new Answers(0, 0, 0, byCode(new long[CODES.length]), Responses.NONE);

    public void routed(long requests) {
        routed += requests;
    }

    public void failed(long requests, ElbError code) {
        failed[code.ordinal()] += requests;
    }

    /** From now on the law of response times is kept, not only their statistic set. */
    public void keepTimes() {
        if (times == null) {
            times = new ResponseTimes();
        }
    }

    /** Of requests that took so many seconds, and of which as many were answered with an error. */
    public void answered(long requests, long errors, double seconds) {
        answered(requests, errors, seconds, seconds, 0, seconds);
    }

    /**
     * @param errors how many of the requests were answered with an error
     * @param fixedFrom what the first one took beside its time at the CPU, seconds
     * @param fixedTo of the last one
     * @param atCpu mean time at the CPU, which follows an exponential law
     * @param longest seconds after which nobody waits for the answer
     */
    void answered(long requests, long errors, double fixedFrom, double fixedTo, double atCpu, double longest) {
        double from = fixedFrom + atCpu;
        double to = fixedTo + atCpu;
        if (times != null) {
            times.add(requests, fixedFrom, fixedTo, atCpu, longest);
        }
        served += requests - errors;
        this.errors += errors;
        if (requests > 0) {
            least = samples == 0 ? Math.min(from, to) : Math.min(least, Math.min(from, to));
            greatest = samples == 0 ? Math.max(from, to) : Math.max(greatest, Math.max(from, to));
            samples += requests;
            seconds += (from + to) / 2 * requests / Traffic.MICRO;
        }
    }

    /** Requests that failed, with an answer or without. */
    long failures() {
        long all = errors;
        for (long each : failed) {
            all += each;
        }
        return all;
    }

    long served() {
        return served;
    }

    /** Since the start; response times since they were last read. */
    public Answers total() {
        var responses = samples == 0 ? Responses.NONE : new Responses(samples, seconds, least, greatest, times);
        return new Answers(routed, served, errors, byCode(failed), responses);
    }

    /** Since it was last read. */
    public Answers read() {
        var before = read;
        read = total();
        samples = 0;
        seconds = 0;
        times = times == null ? null : new ResponseTimes();
        var since = new long[CODES.length];
        for (var code : CODES) {
            since[code.ordinal()] = failed[code.ordinal()] - before.elbErrors().get(code);
        }
        return new Answers(
                routed - before.routed(),
                served - before.served(),
                errors - before.targetErrors(),
                byCode(since),
                read.responses());
    }

    private static Map<ElbError, Long> byCode(long[] requests) {
        var map = new EnumMap<ElbError, Long>(ElbError.class);
        for (var code : CODES) {
            map.put(code, requests[code.ordinal()]);
        }
        return Collections.unmodifiableMap(map);
    }
}
