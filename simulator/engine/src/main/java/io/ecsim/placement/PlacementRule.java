// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.PlacementConstraintType;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.cluster.ClusterView;
import io.ecsim.cluster.Ids;
import io.ecsim.cluster.InstanceView;
import io.ecsim.kernel.RandomStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the tasks of one service, or of one RunTask request, are placed: its strategies and constraints, compiled once.
 * Valid input is taken for granted; {@link PlacementRules} tells users what is not.
 */
public final class PlacementRule {
    /** Ours: so many instances are drawn before the candidates are counted out. */
    static final int DRAWS = 64;

    /** PL-7. */
    static final List<PlacementStrategy> SERVICE_DEFAULT = List.of(
            new PlacementStrategy(Spread.TYPE, Spread.ZONE), new PlacementStrategy(Spread.TYPE, Spread.INSTANCE));

    /** PL-8. */
    private static final List<PlacementStrategy> RUN_TASK_DEFAULT =
            List.of(new PlacementStrategy(RandomDraw.TYPE, null));

    private final String group;
    private final List<Step> steps;
    private final List<Query> memberOf;
    private final boolean distinctInstance;
    private final boolean draws;
    private final RandomStream random;
    private final String identity;
    private final Comparator<InstanceView> amongEquals;

    private PlacementRule(
            String group,
            List<Step> steps,
            List<Query> memberOf,
            boolean distinctInstance,
            boolean draws,
            RandomStream random) {
        this.group = group;
        this.steps = steps;
        this.memberOf = memberOf;
        this.distinctInstance = distinctInstance;
        this.draws = draws;
        this.random = random;
        this.identity =
                String.join("\n", group, toString(), memberOf.toString(), distinctInstance ? "distinct" : "any");
        this.amongEquals = Comparator.<InstanceView>comparingInt(instance -> instance.tasks(group))
                .thenComparingLong(InstanceView::registeredAt)
                .thenComparing(InstanceView::id, Ids.ORDER);
    }

    /**
     * @param group {@code service:NAME}, or the task group of a standalone task (PL-27)
     * @param strategy empty for the default: PL-7 for a service, PL-8 for RunTask
     * @param constraints of the task definition and of the request together; all must hold (PL-6)
     * @param randomTies equals are drawn from, instead of PL-26's order
     * @param random of this service or request; drawn from only if a decision needs luck
     */
    public static PlacementRule of(
            String group,
            List<PlacementStrategy> strategy,
            List<PlacementConstraint> constraints,
            boolean service,
            boolean randomTies,
            RandomStream random) {
        List<PlacementStrategy> chain = orDefault(strategy, service);
        List<Step> steps = Step.chain(chain);
        List<Query> memberOf = new ArrayList<>();
        boolean distinctInstance = false;
        for (PlacementConstraint constraint : constraints) {
            if (constraint.type() == PlacementConstraintType.distinctInstance) {
                distinctInstance = true;
            } else {
                memberOf.add(Query.parse(constraint.expression()));
            }
        }
        boolean draws = randomTies || steps.size() < chain.size();
        return new PlacementRule(group, steps, List.copyOf(memberOf), distinctInstance, draws, random);
    }

    private static List<PlacementStrategy> orDefault(List<PlacementStrategy> strategy, boolean service) {
        if (!strategy.isEmpty()) {
            return strategy;
        }
        return service ? SERVICE_DEFAULT : RUN_TASK_DEFAULT;
    }

    public String group() {
        return group;
    }

    /** The strategies before the first random one, which leaves nothing to those after it (PL-20). */
    List<Step> steps() {
        return steps;
    }

    List<Query> memberOf() {
        return memberOf;
    }

    boolean distinctInstance() {
        return distinctInstance;
    }

    /** PL-26: fewest tasks of the group, then earliest registered, then id. */
    Comparator<InstanceView> amongEquals() {
        return amongEquals;
    }

    /** The same for two rules that decide alike, but for luck. */
    String identity() {
        return identity;
    }

    /** Whether luck decides among equals: random ties, or a strategy {@code random} in the chain. */
    boolean draws() {
        return draws;
    }

    /** The next instance that luck proposes, by its place in order of registration. */
    int draw(int instances) {
        return random.nextInt(instances);
    }

    /** The ranking as the journal tells it, such as {@code spread attribute:ecs.availability-zone, binpack memory}. */
    @Override
    public String toString() {
        String chain = steps.stream().map(Step::toString).collect(Collectors.joining(", "));
        if (!draws) {
            return chain;
        }
        return chain.isEmpty() ? RandomDraw.TYPE : chain + ", " + RandomDraw.TYPE;
    }

    /** One strategy of the chain with its ranking looked up. */
    record Step(Ranking ranking, String field) {
        /** @throws IllegalArgumentException if no ranking has a strategy's type */
        static List<Step> chain(List<PlacementStrategy> strategies) {
            List<Step> steps = new ArrayList<>();
            for (PlacementStrategy strategy : strategies) {
                Ranking ranking = Rankings.named(strategy.type())
                        .orElseThrow(() -> new IllegalArgumentException("no ranking is named " + strategy.type()));
                if (ranking instanceof RandomDraw) {
                    break;
                }
                steps.add(new Step(ranking, strategy.field()));
            }
            return List.copyOf(steps);
        }

        Ranking.Scorer scorer(ClusterView cluster, String group) {
            return ranking.scorer(cluster, group, field);
        }

        @Override
        public String toString() {
            return field == null ? ranking.type() : ranking.type() + " " + field;
        }
    }
}
