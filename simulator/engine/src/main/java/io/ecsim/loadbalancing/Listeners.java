// SPDX-License-Identifier: Apache-2.0
package io.ecsim.loadbalancing;

import io.ecsim.aws.Arn;
import io.ecsim.aws.Listener;
import io.ecsim.aws.ListenerAction;
import io.ecsim.aws.ListenerRule;
import io.ecsim.aws.RuleCondition;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Kernel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All listeners and their rules; the only one to change the weights with which rules forward to target groups (BG-9). A
 * listener's default actions are a rule of their own, {@code LISTENER/default}.
 */
public final class Listeners {
    private static final int GREATEST_WEIGHT = 999;

    private final Kernel kernel;
    private final Journal journal;
    private final Consumer<Entry.RuleModified> modified;
    private final Map<String, List<Rule>> byListener = new LinkedHashMap<>();

    /** A rule as it is now. */
    private static final class Rule {
        private final String name;
        private final List<Pattern> paths;
        /** By target group. */
        private Map<String, Integer> weights;

        private Rule(String name, List<Pattern> paths, Map<String, Integer> weights) {
            this.name = name;
            this.paths = paths;
            this.weights = weights;
        }

        private boolean takes(String path) {
            return paths.isEmpty()
                    || paths.stream().anyMatch(pattern -> pattern.matcher(path).matches());
        }
    }

    /** @param modified told of every rule that was modified, after it */
    public Listeners(Kernel kernel, Journal journal, Consumer<Entry.RuleModified> modified) {
        this.kernel = kernel;
        this.journal = journal;
        this.modified = modified;
    }

    public void create(Listener listener) {
        List<Rule> rules = new ArrayList<>();
        listener.rules().stream()
                .filter(Listeners::isUnderstood)
                .sorted(Comparator.comparing(ListenerRule::priority))
                .forEach(rule -> rules.add(new Rule(rule.name(listener.name()), paths(rule), weights(rule.actions()))));
        rules.add(new Rule(listener.name() + "/default", List.of(), weights(listener.defaultActions())));
        byListener.put(listener.name(), rules);
    }

    /** A rule that asks for more than a path is for requests that the simulator does not know. */
    public static boolean isUnderstood(ListenerRule rule) {
        return rule.conditions().stream().allMatch(condition -> "path-pattern".equals(condition.field()));
    }

    private static List<Pattern> paths(ListenerRule rule) {
        return rule.conditions().stream()
                .map(RuleCondition::pathPatterns)
                .flatMap(List::stream)
                .map(Listeners::pattern)
                .toList();
    }

    private static Pattern pattern(String wildcards) {
        StringBuilder regex = new StringBuilder();
        for (char letter : wildcards.toCharArray()) {
            regex.append(letter == '*' ? ".*" : letter == '?' ? "." : Pattern.quote(String.valueOf(letter)));
        }
        return Pattern.compile(regex.toString());
    }

    private static Map<String, Integer> weights(List<ListenerAction> actions) {
        return Collections.unmodifiableMap(ListenerAction.weights(actions));
    }

    /** In order of creation. */
    public Collection<String> names() {
        return Collections.unmodifiableCollection(byListener.keySet());
    }

    /** The first listener with a rule that forwards to one of the target groups; null when there is none. */
    public String reaching(Collection<String> targetGroups) {
        for (Map.Entry<String, List<Rule>> listener : byListener.entrySet()) {
            for (Rule rule : listener.getValue()) {
                if (!Collections.disjoint(rule.weights.keySet(), targetGroups)) {
                    return listener.getKey();
                }
            }
        }
        return null;
    }

    /** The first rule of a listener that forwards to the target group; null when there is none. */
    public String ruleTo(String listener, String targetGroup) {
        return byListener.get(listener).stream()
                .filter(rule -> rule.weights.containsKey(targetGroup))
                .map(rule -> rule.name)
                .findFirst()
                .orElse(null);
    }

    /** The listener that a rule belongs to; null when there is no such rule. */
    public String ofRule(String rule) {
        return byListener.entrySet().stream()
                .filter(listener -> listener.getValue().stream().anyMatch(each -> each.name.equals(Arn.name(rule))))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** Whether there is a rule of that name. */
    public boolean hasRule(String rule) {
        return find(rule) != null;
    }

    /** With which weights a rule forwards now, by target group. */
    public Map<String, Integer> weights(String rule) {
        return known(rule).weights;
    }

    /**
     * ModifyRule, and ModifyListener for the default actions: other target groups or weights from now on.
     *
     * @param weights by target group, 0 to 999
     */
    public void setWeights(String rule, Map<String, Integer> weights, String why) {
        Rule found = known(rule);
        if (!found.weights.equals(weights)) {
            found.weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
            String forward = weights.entrySet().stream()
                    .map(weight -> weight.getKey() + " " + weight.getValue())
                    .collect(Collectors.joining(", "));
            Entry.RuleModified entry = new Entry.RuleModified(found.name, forward, why);
            journal.add(kernel.now(), entry);
            modified.accept(entry);
        }
    }

    /**
     * Weights for a share of one target group, the other having the rest (BG-9).
     *
     * @param percent 0 to 100, to a tenth of a percent
     */
    public static Map<String, Integer> weights(String blue, String green, double greenPercent) {
        int tenths = (int) Math.round(greenPercent * 10);
        Map<String, Integer> weights = new LinkedHashMap<>();
        int unit = tenths % 10 == 0 ? 10 : 1;
        weights.put(blue, Math.min(GREATEST_WEIGHT, (1000 - tenths) / unit));
        weights.put(green, Math.min(GREATEST_WEIGHT, tenths / unit));
        return weights;
    }

    private Rule known(String name) {
        Rule rule = find(name);
        if (rule == null) {
            throw new IllegalArgumentException("No such rule: " + name);
        }
        return rule;
    }

    private Rule find(String name) {
        return byListener.values().stream()
                .flatMap(List::stream)
                .filter(rule -> rule.name.equals(Arn.name(name)))
                .findFirst()
                .orElse(null);
    }

    /**
     * Where the requests of a listener go.
     *
     * @param paths shares by path, together at most 1; the rest is for {@code /}
     * @return shares by target group, together at most 1: what goes to none is not forwarded
     */
    public Map<String, Double> shares(String listener, Map<String, Double> paths) {
        Map<String, Double> shares = new LinkedHashMap<>();
        double rest = 1;
        for (Map.Entry<String, Double> path : paths.entrySet()) {
            add(shares, listener, path.getKey(), path.getValue());
            rest -= path.getValue();
        }
        if (rest > 1e-9) {
            add(shares, listener, "/", rest);
        }
        return shares;
    }

    private void add(Map<String, Double> shares, String listener, String path, double share) {
        Rule rule = byListener.get(listener).stream()
                .filter(candidate -> candidate.takes(path))
                .findFirst()
                .orElseThrow(); // the default takes all
        int sum = rule.weights.values().stream().mapToInt(Integer::intValue).sum();
        rule.weights.forEach((group, weight) -> {
            if (weight > 0) {
                shares.merge(group, share * weight / sum, Double::sum);
            }
        });
    }
}
