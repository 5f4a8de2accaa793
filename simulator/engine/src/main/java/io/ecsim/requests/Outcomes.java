// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

import io.ecsim.workload.ServiceBooks;
import io.ecsim.workload.Tally;
import io.ecsim.workload.Traffic;

/** What became of the requests to one service. */
final class Outcomes {
    /** Of each try. */
    final Tally tally = new Tally();
    /** Of each request, with all its tries and the waits between them. */
    final ResponseHistogram responses = new ResponseHistogram();

    private long offered;
    private long served;
    private long failed;
    private long rejected;
    private long retries;
    private long inFlight;

    void offered() {
        offered++;
        inFlight++;
    }

    void retried() {
        retries++;
    }

    void served() {
        served++;
        inFlight--;
    }

    void failed() {
        failed++;
        inFlight--;
    }

    void rejected() {
        rejected++;
        inFlight--;
    }

    ServiceBooks books() {
        return new ServiceBooks(
                offered * Traffic.MICRO,
                served * Traffic.MICRO,
                failed * Traffic.MICRO,
                rejected * Traffic.MICRO,
                inFlight * Traffic.MICRO,
                retries * Traffic.MICRO);
    }
}
