// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.agent.Addresses;
import io.ecsim.aws.Subnet;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.Task;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Owns the addresses of the subnets (NW-24 to NW-26, NW-29). An instance takes one, with a trunk two, and is launched
 * also where none is left.
 */
public final class Subnets implements Addresses {
    /** AWS keeps the first four addresses of a subnet and the last. */
    private static final int UNUSABLE = 5;

    private static final class Pool {
        final String zone;
        long free;

        Pool(String zone, long free) {
            this.zone = zone;
            this.free = free;
        }
    }

    private final Map<String, Pool> pools = new LinkedHashMap<>();
    private final Map<Task, Pool> takenFrom = new LinkedHashMap<>();

    public Subnets(List<Subnet> subnets) {
        subnets.forEach(subnet ->
                pools.put(subnet.subnetId(), new Pool(subnet.availabilityZone(), usable(subnet.cidrBlock()))));
    }

    /** Addresses that can be used in an IPv4 block such as {@code 10.0.0.0/28}: 11. Without a block there is no end. */
    static long usable(String cidrBlock) {
        if (cidrBlock == null) {
            return Integer.MAX_VALUE;
        }
        int prefix = Integer.parseInt(cidrBlock.substring(cidrBlock.indexOf('/') + 1));
        return (1L << (32 - prefix)) - UNUSABLE;
    }

    public void registered(ContainerInstance instance) {
        change(instance, -addresses(instance));
    }

    public void left(ContainerInstance instance) {
        change(instance, addresses(instance));
    }

    private static int addresses(ContainerInstance instance) {
        return instance.attributes().containsKey("ecs.awsvpc-trunk-id") ? 2 : 1;
    }

    private void change(ContainerInstance instance, int by) {
        Pool pool = pools.get(instance.attributes().get("ecs.subnet-id"));
        if (pool != null) {
            pool.free += by;
        }
    }

    @Override
    public String take(Task task, List<String> subnets) {
        String full = null;
        for (String subnet : subnets.isEmpty() ? pools.keySet() : subnets) {
            Pool pool = pools.get(subnet);
            if (pool == null || !pool.zone.equals(task.instance().availabilityZone())) {
                continue;
            }
            if (pool.free > 0) {
                pool.free--;
                takenFrom.put(task, pool);
                return null;
            }
            full = full == null ? subnet : full;
        }
        return full;
    }

    /** Those of a zone, the one with most free addresses first (NW-29). */
    List<String> byRoom(List<String> subnets, String zone) {
        return subnets.stream()
                .filter(subnet -> zone.equals(zone(subnet)))
                .sorted(Comparator.comparingLong(subnet -> -pools.get(subnet).free))
                .toList();
    }

    /** Null for one that the scenario does not have. */
    String zone(String subnet) {
        return pools.containsKey(subnet) ? pools.get(subnet).zone : null;
    }

    @Override
    public void giveBack(Task task) {
        Pool pool = takenFrom.remove(task);
        if (pool != null) {
            pool.free++;
        }
    }
}
