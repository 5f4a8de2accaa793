// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.workload.Answers.Responses;
import io.ecsim.workload.ResponseTimes.Stay;
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
        if (times != null) {
            times.add(requests, new Stay(seconds, 0, 1, 0), seconds);
        }
        count(requests, errors, seconds);
    }

    /** Of requests that took so many seconds on average; how long each of them took, {@link #took} tells. */
    void count(long requests, long errors, double seconds) {
        served += requests - errors;
        this.errors += errors;
        if (requests > 0) {
            least = samples == 0 ? seconds : Math.min(least, seconds);
            greatest = samples == 0 ? seconds : Math.max(greatest, seconds);
            samples += requests;
            this.seconds += seconds * requests / Traffic.MICRO;
        }
    }

    /** The law of the times of answered requests; as {@link ResponseTimes#add}. */
    void took(double weight, Stay stay, double longest) {
        if (times != null) {
            times.add(weight, stay, longest);
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
