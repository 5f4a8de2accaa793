// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.cluster.ClusterView;
import io.ecsim.cluster.Ids;
import io.ecsim.cluster.InstanceView;
import io.ecsim.kernel.RandomStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How the tasks of one service, or of one RunTask request, are placed: its strategies and constraints, compiled once.
 * Valid input is taken for granted; {@link PlacementRules} tells users what is not.
 */
public final class PlacementRule {
    /** Ours: so many instances are drawn before lots are cast among all candidates. */
    static final int DRAWS = 40;

    /** PL-7. */
    static final List<PlacementStrategy> SERVICE_DEFAULT = List.of(
            new PlacementStrategy(Spread.TYPE, Spread.ZONE), new PlacementStrategy(Spread.TYPE, Spread.INSTANCE));

    /** PL-8. */
    private static final List<PlacementStrategy> RUN_TASK_DEFAULT =
            List.of(new PlacementStrategy(RandomDraw.TYPE, null));

    private final String group;
    private final List<Step> steps;
    private final List<Clause> clauses;
    private final boolean draws;
    private final RandomStream random;
    private final Identity identity;
    private final Comparator<InstanceView> amongEquals;

    private PlacementRule(
            String group, List<Step> steps, List<PlacementConstraint> constraints, boolean draws, RandomStream random) {
        this.group = group;
        this.steps = steps;
        this.clauses = Clause.all(constraints);
        this.draws = draws;
        this.random = random;
        this.identity = new Identity(group, toString(), List.copyOf(constraints));
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
        boolean draws = randomTies || steps.size() < chain.size();
        return new PlacementRule(group, steps, constraints, draws, random);
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

    /** The constraints in the order in which they are tested (EV-5). */
    List<Clause> clauses() {
        return clauses;
    }

    /** The constraints as they are told, such as {@code memberOf attribute:stack == prod}. */
    public List<String> constraints() {
        return clauses.stream().map(Clause::toString).toList();
    }

    /** Whether CPU, memory and GPUs of a task may count for more than for room: plugged-in constraints see them. */
    boolean seesAmounts() {
        return !clauses.isEmpty() && clauses.get(clauses.size() - 1).reason() == Reason.CONSTRAINT;
    }

    /** PL-26: fewest tasks of the group, then earliest registered, then id. */
    Comparator<InstanceView> amongEquals() {
        return amongEquals;
    }

    /** The same rule with one constraint less, by the constraint that is left out. */
    Map<String, PlacementRule> withOneConstraintLess() {
        Map<String, PlacementRule> rules = new LinkedHashMap<>();
        for (PlacementConstraint constraint : identity.constraints()) {
            List<PlacementConstraint> others = identity.constraints().stream()
                    .filter(other -> !other.equals(constraint))
                    .toList();
            rules.put(Clause.of(constraint).toString(), new PlacementRule(group, steps, others, draws, random));
        }
        return rules;
    }

    /** The same for two rules that decide alike, but for luck. */
    Identity identity() {
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

    /** One draw for all candidates: each has a lot, and the highest wins. */
    record Lots(long draw) {
        /** Of instances by their number. */
        boolean isLuckier(int number, int other) {
            return lot(number) > lot(other);
        }

        private long lot(int number) {
            return RandomStream.mix(draw + number);
        }
    }

    Lots lots() {
        return new Lots(random.nextLong());
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

    /** Everything that a rule was given, but for luck. */
    record Identity(String group, String strategy, List<PlacementConstraint> constraints) {}

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
