// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/**
 * The members of elbv2 CreateListener, and its rules beside them.
 *
 * @param listenerArn its name; default: the load balancer's and the port, {@code shop:80}
 * @param loadBalancerArn name or ARN
 * @param defaultActions what happens to requests that no rule is for
 */
public record Listener(
        String listenerArn,
        String loadBalancerArn,
        String protocol,
        Integer port,
        List<ListenerAction> defaultActions,
        List<ListenerRule> rules) {
    public Listener {
        protocol = Absent.or(protocol, "HTTP");
        port = Absent.or(port, 80);
        defaultActions = Absent.list(defaultActions);
        rules = Absent.list(rules);
    }

    /** A listener of a load balancer of the same name that forwards everything to one target group. */
    public static Listener forwardingTo(TargetGroup group) {
        ListenerAction forward = new ListenerAction("forward", group.name(), null, null);
        return new Listener(null, group.name(), group.protocol(), group.port(), List.of(forward), null);
    }

    public String name() {
        return listenerArn == null ? Arn.name(loadBalancerArn) + ":" + port : Arn.name(listenerArn);
    }
}
