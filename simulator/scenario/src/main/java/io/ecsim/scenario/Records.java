// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Records taken apart and put together. */
final class Records {
    private Records() {}

    /** Calls the canonical constructor; a component not given is null, which the record turns into its default. */
    static Members.Maker maker(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return (values, node, trail, reading) -> {
            Object[] arguments =
                    Arrays.stream(components).map(c -> values.get(c.getName())).toArray();
            try {
                Constructor<?> constructor = type.getDeclaredConstructor(types);
                return constructor.newInstance(arguments);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof IllegalArgumentException wrong) {
                    throw wrong;
                }
                if (e.getCause() instanceof ArithmeticException tooGreat) {
                    throw tooGreat;
                }
                throw new AssertionError(type + " does not take " + values, e.getCause());
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        };
    }

    static Function<Object, Map<String, Object>> parts(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        return value -> {
            Map<String, Object> parts = new LinkedHashMap<>();
            for (RecordComponent component : components) {
                try {
                    parts.put(component.getName(), component.getAccessor().invoke(value));
                } catch (ReflectiveOperationException e) {
                    throw new AssertionError(e);
                }
            }
            return parts;
        };
    }

    /** A record with some components changed. */
    static Object with(Record record, Map<String, Object> changes) {
        Map<String, Object> values = parts(record.getClass()).apply(record);
        values.putAll(changes);
        return maker(record.getClass()).make(values, null, Trail.ROOT, null);
    }

    /** A supplier that computes its value once. */
    static <T> Supplier<T> once(Supplier<T> supplier) {
        return new Supplier<>() {
            private T value;

            @Override
            public synchronized T get() {
                if (value == null) {
                    value = supplier.get();
                }
                return value;
            }
        };
    }
}
