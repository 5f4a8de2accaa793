// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.aws.TaskLastStatus;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Time;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import tools.jackson.core.exc.JacksonIOException;

class JournalWriterTest {
    @Test
    void row_hasTimeAndKindThenTheMembersInOrder() {
        assertThat(line(250 * Time.MILLISECOND, new Entry.DesiredCountChanged("shop", 2, 5, "UpdateService")))
                .isEqualTo("{\"time\":\"2026-03-02T00:00:00.250Z\",\"kind\":\"DesiredCountChanged\","
                        + "\"service\":\"shop\",\"from\":2,\"to\":5,\"why\":\"UpdateService\"}\n");
    }

    @Test
    void absentMembers_areLeftOut() {
        assertThat(line(0, new Entry.TaskStatusChanged("t1", null, TaskLastStatus.RUNNING)))
                .isEqualTo("{\"time\":\"2026-03-02T00:00:00Z\",\"kind\":\"TaskStatusChanged\",\"task\":\"t1\","
                        + "\"status\":\"RUNNING\"}\n");
        assertThat(line(0, new Entry.TrafficChanged("shop", Double.NaN))).doesNotContain("factor");
    }

    @Test
    void decimals_arePlain() {
        assertThat(line(0, new Entry.TrafficChanged("shop", 3))).contains("\"factor\":3}");
        assertThat(line(0, new Entry.TrafficChanged("shop", 1e-6))).contains("\"factor\":0.000001}");
        assertThat(line(0, new Entry.TrafficChanged("shop", 1e12))).contains("\"factor\":1000000000000}");
    }

    @Test
    void text_isEscaped() {
        assertThat(line(0, new Entry.ServiceEvent("shop", "say \"no\"\n\u00e9")))
                .contains("\"message\":\"say \\\"no\\\"\\n\u00e9\"");
    }

    @Test
    void fingerprint_isTheSha256OfTheBytes() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        JournalWriter writer = new JournalWriter(bytes, Runs.START);
        for (int i = 0; i < 10_000; i++) {
            writer.add(i * Time.SECOND, new Entry.TaskHealthChanged("t" + i, "shop", i % 2 == 0, "check"));
        }
        writer.close();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
        assertThat(writer.fingerprint()).isEqualTo(HexFormat.of().formatHex(hash));
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).hasSize(10_000);
    }

    @Test
    void everyKindOfRow_canBeWritten() throws ReflectiveOperationException {
        for (Class<?> kind : Entry.class.getPermittedSubclasses()) {
            Class<?>[] types = java.util.Arrays.stream(kind.getRecordComponents())
                    .map(java.lang.reflect.RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            Object[] values = java.util.Arrays.stream(types)
                    .map(JournalWriterTest::sample)
                    .toArray();
            Entry entry = (Entry) kind.getDeclaredConstructor(types).newInstance(values);
            assertThat(line(0, entry)).contains("\"kind\":\"" + kind.getSimpleName() + "\"");
        }
    }

    @Test
    void fullDisk_isReported() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        JournalWriter writer = new JournalWriter(full, Runs.START);
        writer.add(0, new Entry.ServiceEvent("shop", "x"));
        assertThatThrownBy(writer::close).isInstanceOf(JacksonIOException.class).hasMessageContaining("No space left");
    }

    private static Object sample(Class<?> type) {
        if (type == int.class) {
            return 1;
        }
        if (type == long.class) {
            return 1L;
        }
        if (type == double.class) {
            return 1.5;
        }
        if (type == boolean.class) {
            return true;
        }
        return type.isEnum() ? type.getEnumConstants()[0] : type == String.class ? "x" : null;
    }

    private static String line(long time, Entry entry) {
        return JournalWriter.line(Runs.START, new JournalRow(time, entry));
    }
}
