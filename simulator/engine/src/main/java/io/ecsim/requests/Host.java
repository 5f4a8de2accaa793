// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

import io.ecsim.workload.CpuShares;
import io.ecsim.workload.CpuUse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The tasks that share the CPU of one instance. While there is enough for all, each has what it may have; when there is
 * not, it is shared anew with every change of what they want.
 */
final class Host {
    final double vcpus;
    /** vCPUs that its tasks can have now. */
    private double granted;

    /** CPU that tasks used which have left it, in vCPU-seconds. */
    private double cpuSecondsBefore;

    private final List<Station> stations = new ArrayList<>();
    private double[] weights = {};
    private double[] limits = {};
    private boolean canBeShort;
    private boolean isShort;

    Host(double vcpus) {
        this.vcpus = vcpus;
        this.granted = vcpus;
    }

    void setVcpus(double vcpus, long now) {
        granted = vcpus;
        changed(now);
    }

    /** Up to now; and what its tasks can have from now on. */
    CpuUse cpuUse(long now) {
        double seconds = cpuSecondsBefore;
        for (var station : stations) {
            seconds += station.cpuSeconds(now);
        }
        return new CpuUse(seconds, 0, Math.min(granted, Arrays.stream(limits).sum()));
    }

    boolean isEmpty() {
        return stations.isEmpty();
    }

    void add(Station station, long now) {
        stations.add(station);
        changed(now);
    }

    void remove(Station station, long now) {
        cpuSecondsBefore += station.cpuSeconds(now);
        stations.remove(station);
        changed(now);
    }

    private void changed(long now) {
        weights = stations.stream().mapToDouble(station -> station.cpu.weight()).toArray();
        limits = stations.stream()
                .mapToDouble(station -> Math.min(granted, station.cpu.limit()))
                .toArray();
        canBeShort = Arrays.stream(limits).sum() > granted;
        grant(now);
    }

    /** A task wants more or less CPU than before. */
    void demandChanged(long now) {
        if (canBeShort && (isShort || demand() > granted)) {
            grant(now);
        }
    }

    private double demand() {
        double sum = 0;
        for (int i = 0; i < limits.length; i++) {
            sum += Math.min(limits[i], stations.get(i).demand());
        }
        return sum;
    }

    private void grant(long now) {
        isShort = demand() > granted;
        var grants = limits;
        if (isShort) {
            var demands = stations.stream().mapToDouble(Station::demand).toArray();
            grants = CpuShares.grants(granted, weights, limits, demands);
        }
        for (int i = 0; i < grants.length; i++) {
            stations.get(i).grant(grants[i], now);
        }
    }
}
