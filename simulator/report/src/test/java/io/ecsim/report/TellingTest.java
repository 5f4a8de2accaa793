// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.journal.Entry;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TellingTest {
    static Stream<Class<?>> kinds() {
        return Arrays.stream(Entry.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindOfRowIsASentence(Class<?> kind) throws ReflectiveOperationException {
        Telling.Told told = Telling.tell(entry(kind, "web"));
        assertThat(told.what()).isNotBlank().contains("web").doesNotContain("null", kind.getSimpleName() + "[");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void noKindOfRowStumblesOverWhatIsAbsent(Class<?> kind) throws ReflectiveOperationException {
        Telling.Told told = Telling.tell(entry(kind, null));
        assertThat(told.why()).isEmpty();
    }

    private static Entry entry(Class<?> kind, String text) throws ReflectiveOperationException {
        Class<?>[] types = Arrays.stream(kind.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(types).map(type -> value(type, text)).toArray();
        return (Entry) kind.getDeclaredConstructor(types).newInstance(values);
    }

    private static Object value(Class<?> type, String text) {
        if (type == int.class) {
            return 3;
        }
        if (type == long.class) {
            return 4L;
        }
        if (type == Integer.class) {
            return text == null ? null : Integer.valueOf(5);
        }
        if (type == double.class) {
            return 1.5;
        }
        if (type == boolean.class) {
            return true;
        }
        return type.isEnum() ? type.getEnumConstants()[0] : text;
    }
}
