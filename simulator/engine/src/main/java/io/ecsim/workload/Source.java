// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import java.util.List;

/** What clients send to one service, and the target groups that it goes to. Amounts in millionths of a request. */
final class Source {
    private final ServiceLoad service;
    private Traffic traffic = ConstantTraffic.NONE;
    private List<GroupLoad> groups;
    private Division division = new Division(new double[] {1, 0});
    /** Of the division, to each group, and to none. */
    private long[] handedOn = {0};

    private long nowhere;

    private long time;
    /** The traffic's arrivals before {@link #time}. */
    private long arrived;

    private long changesAt = Long.MAX_VALUE;

    /** All goes to one group at first. */
    Source(ServiceLoad service, GroupLoad group, long now) {
        this.service = service;
        this.groups = List.of(group);
        this.time = now;
        group.fedBy(this);
    }

    List<GroupLoad> groups() {
        return groups;
    }

    void setTraffic(Traffic traffic) {
        this.traffic = traffic;
        changesAt = time;
        divideAnew(division);
    }

    /** @param shares of the groups, together at most 1; the rest goes nowhere */
    void setShares(List<GroupLoad> groups, List<Double> shares) {
        this.groups.forEach(group -> group.notFedBy(this));
        this.groups = List.copyOf(groups);
        groups.forEach(group -> group.fedBy(this));
        divideAnew(divisionBy(shares));
    }

    private static Division divisionBy(List<Double> shares) {
        var weights = new double[shares.size() + 1];
        double rest = 1;
        for (int i = 0; i < shares.size(); i++) {
            weights[i] = shares.get(i);
            rest -= shares.get(i);
        }
        weights[shares.size()] = rest > 1e-12 ? rest : 0;
        return new Division(weights);
    }

    private void divideAnew(Division division) {
        this.division = division.anew();
        handedOn = new long[groups.size()];
        nowhere = 0;
        arrived = traffic.arrivedBefore(time);
    }

    /** Requests per second that go to a group. */
    double rate(GroupLoad group, long now) {
        return traffic.rate(now) * division.share(groups.indexOf(group));
    }

    void lookAhead(long now) {
        if (changesAt <= now) {
            changesAt = traffic.nextChange(now);
        }
    }

    /** When the traffic's rate changes by itself. */
    long changesAt() {
        return changesAt;
    }

    /** Hands on what arrived until now; what goes to no group fails. */
    void account(long now) {
        if (now == time) {
            return;
        }
        time = now;
        long before = arrived;
        arrived = traffic.arrivedBefore(now);
        division.divide(arrived - before);
        for (int i = 0; i < groups.size(); i++) {
            groups.get(i).receive(division.part(i) - handedOn[i]);
            handedOn[i] = division.part(i);
        }
        service.refused(division.part(groups.size()) - nowhere, ElbError.HTTP_503);
        nowhere = division.part(groups.size());
    }
}
