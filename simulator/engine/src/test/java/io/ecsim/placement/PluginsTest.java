// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.cluster.ClusterView;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a class path brings along, and what is said when it cannot be used. */
class PluginsTest {
    private static final String HERE = "io.ecsim.placement.PluginsTest$";

    @TempDir
    private Path folder;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @AfterEach
    void asBefore() {
        Thread.currentThread().setContextClassLoader(before);
    }

    abstract static class Named implements Ranking {
        private final String type;

        Named(String type) {
            this.type = type;
        }

        @Override
        public String type() {
            return type;
        }

        @Override
        public Scorer scorer(ClusterView cluster, String group, String field) {
            return (instance, needs) -> 0;
        }
    }

    public static final class Good extends Named {
        public Good() {
            super("good");
        }
    }

    public static final class AlsoGood extends Named {
        public AlsoGood() {
            super("good");
        }
    }

    public static final class OneOfAws extends Named {
        public OneOfAws() {
            super("binpack");
        }
    }

    public static final class TwoWords extends Named {
        public TwoWords() {
            super("two words");
        }
    }

    public static final class Throwing extends Named {
        public Throwing() {
            super("throwing");
            throw new IllegalStateException("no licence");
        }
    }

    public static final class Speechless extends Named {
        public Speechless() {
            super("speechless");
        }

        @Override
        public String description() {
            throw new IllegalStateException("no words");
        }
    }

    public static final class Talkative extends Named {
        public Talkative() {
            super("talkative");
        }

        @Override
        public String description() {
            return "one line\nand another";
        }
    }

    public static final class NeedsAnArgument extends Named {
        public NeedsAnArgument(String type) {
            super(type);
        }
    }

    public static final class NoRanking {}

    /** As read from a class path with a file that names these classes. */
    private Plugins<Ranking> rankings(String... classes) throws IOException {
        Path file = folder.resolve("META-INF/services/io.ecsim.placement.Ranking");
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", classes));
        // Without the parent's resources, which have rankings for other tests.
        ClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before) {
            @Override
            public java.util.Enumeration<URL> getResources(String name) throws IOException {
                return findResources(name);
            }
        };
        Thread.currentThread().setContextClassLoader(loader);
        return new Plugins<>(Ranking.class, Ranking::type, Ranking::description, List.of(new Binpack()));
    }

    @Test
    void awsFirst_thenThePluggedInOnesByName_whateverTheClassPath() throws IOException {
        Plugins<Ranking> plugins = rankings(HERE + "Good", "io.ecsim.placement.Emptiest");
        assertThat(plugins.all().stream().map(Ranking::type)).containsExactly("binpack", "emptiest", "good");
        assertThat(plugins.named("good")).get().isInstanceOf(Good.class);
        assertThat(plugins.named("bad")).isEmpty();
        assertThat(plugins.all().stream().filter(plugins::isPluggedIn)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Missing | Ranking: .*Missing not found",
                "NoRanking | Ranking: .*NoRanking not a subtype",
                "NeedsAnArgument | Ranking: .*NeedsAnArgument Unable to get public no-arg constructor: .*",
                "Throwing | Ranking: .*Throwing could not be instantiated: .*IllegalStateException: no licence",
                "Speechless | .*Speechless \\(/.*/\\) is broken: java.lang.IllegalStateException: no words",
                "Talkative | .*Talkative \\(/.*/\\) must describe itself in one line",
                "TwoWords | .*TwoWords \\(/.*/\\) is named 'two words'; a name has letters, digits, -, _ and .",
                "OneOfAws | .*OneOfAws \\(/.*/\\) is named 'binpack', as is one of AWS's"
            })
    void whatIsBrokenIsNamed(String broken, String message) throws IOException {
        Plugins<Ranking> plugins = rankings(HERE + "Good", HERE + broken);
        assertThatThrownBy(plugins::all)
                .isInstanceOf(PluginException.class)
                .message()
                .matches("(?s)(io.ecsim.placement.)?" + message);
        assertThatThrownBy(() -> plugins.named("good"))
                .as("asked again it is said again")
                .isInstanceOf(PluginException.class);
    }

    @Test
    void twoOfOneNameAreBothNamed() throws IOException {
        assertThatThrownBy(() -> rankings(HERE + "Good", HERE + "AlsoGood").all())
                .isInstanceOf(PluginException.class)
                .hasMessageMatching(".*PluginsTest\\$Good \\(/.*/\\) is named 'good', as is .*\\$AlsoGood \\(/.*/\\)");
    }

    @Test
    void aServicesFileThatIsNoneIsNamedWithItsLine() throws IOException {
        assertThatThrownBy(() -> rankings(HERE + "Good", "not a class").all())
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("META-INF/services/io.ecsim.placement.Ranking:2: ");
    }
}
