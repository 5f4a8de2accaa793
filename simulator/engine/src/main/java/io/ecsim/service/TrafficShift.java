// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.aws.AdvancedConfiguration;
import io.ecsim.aws.Arn;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.loadbalancing.Listeners;
import io.ecsim.loadbalancing.TargetGroups;
import java.util.List;
import java.util.function.Function;

/** Moves the traffic of a service between the target groups of two deployments (BG-8, BG-9). */
final class TrafficShift {
    private final Listeners listeners;
    private final TargetGroups targetGroups;

    TrafficShift(Listeners listeners, TargetGroups targetGroups) {
        this.listeners = listeners;
        this.targetGroups = targetGroups;
    }

    /** @param percent of the traffic of clients that goes to {@code to}, the rest going to the other target group */
    void production(Deployment to, double percent, String why) {
        shift(to, percent, AdvancedConfiguration::productionListenerRule, why);
    }

    /** @param percent of the test traffic that goes to {@code to} */
    void test(Deployment to, double percent, String why) {
        shift(to, percent, AdvancedConfiguration::testListenerRule, why);
    }

    /** All traffic, also that of tests, goes to the other target group again (BG-8). */
    void giveBack(Deployment to, String why) {
        shift(to, 0, AdvancedConfiguration::productionListenerRule, why);
        shift(to, 0, AdvancedConfiguration::testListenerRule, why);
    }

    private void shift(Deployment to, double percent, Function<AdvancedConfiguration, String> ruleOf, String why) {
        List<LoadBalancer> loadBalancers = to.target().loadBalancers();
        for (int i = 0; i < loadBalancers.size(); i++) {
            AdvancedConfiguration advanced = loadBalancers.get(i).advancedConfiguration();
            String rule = advanced == null ? null : ruleOf.apply(advanced);
            if (rule != null) {
                String own = to.targetGroups().get(i);
                String first = Arn.name(loadBalancers.get(i).targetGroupArn());
                String other = own.equals(first) ? Arn.name(advanced.alternateTargetGroupArn()) : first;
                listeners.setWeights(
                        rule,
                        percent == 0 ? Listeners.weights(own, other, 100) : Listeners.weights(other, own, percent),
                        why);
            }
        }
    }

    boolean isNetwork(Deployment deployment) {
        return deployment.targetGroups().stream()
                .anyMatch(name -> targetGroups.get(name).group().isNetwork());
    }
}
