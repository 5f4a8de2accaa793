// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.events.Event;
import io.ecsim.events.EventPattern;
import io.ecsim.events.EventType;
import java.io.IOException;
import java.util.List;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Machine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A pattern that AWS's own library matches (EB-7). Two of the same text are equal. */
final class RulerPattern implements EventPattern {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String json;
    private final JsonNode tree;
    private final Machine machine = Machine.builder().build();

    /** @param json for which {@link #problem} finds none */
    RulerPattern(String json) {
        this.json = json;
        this.tree = JSON.readTree(json);
        try {
            machine.addRule("rule", json);
        } catch (IOException e) {
            throw new IllegalArgumentException("Not a pattern: " + json, e);
        }
    }

    /** What is wrong with a pattern, in the library's words; null if nothing is. */
    static String problem(String json) {
        String problem = JsonRuleCompiler.check(json);
        return problem == null ? null : problem.replaceAll("(?s)\\s*(\\(start marker )?at \\[Source: .*", "");
    }

    /** Only texts at the top of a pattern are looked at: of all else the library knows more. */
    @Override
    public boolean mayMatch(EventType type) {
        return mayBe("source", type.source()) && mayBe("detail-type", type.detailType());
    }

    private boolean mayBe(String member, String value) {
        JsonNode wanted = tree.get(member);
        if (wanted == null) {
            return true;
        }
        for (JsonNode each : wanted) {
            if (!each.isString() || each.stringValue().equals(value)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean matches(Event event) {
        String text = JSON.writeValueAsString(event.members());
        try {
            List<String> matched = machine.rulesForJSONEvent(text);
            return !matched.isEmpty();
        } catch (Exception e) {
            throw new IllegalStateException("An event that is no JSON: " + text, e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RulerPattern pattern && pattern.json.equals(json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return json;
    }
}
