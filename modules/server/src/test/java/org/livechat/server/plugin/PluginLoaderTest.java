package org.livechat.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.livechat.api.FloorIndicator;
import org.livechat.api.floor.FloorDecision;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.floor.FloorRequest;
import org.livechat.api.floor.FloorView;
import org.livechat.api.part.PluginStatus;
import org.livechat.api.part.Section;
import org.livechat.api.part.SettingRefused;
import org.livechat.api.part.Settings;
import org.livechat.core.config.CoreConfiguration;
import org.livechat.server.provider.PartKind;
import org.livechat.server.provider.Provided;

class PluginLoaderTest {
    private static final List<Section> FIXED = CoreConfiguration.sections();

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    private PluginBench bench;

    @BeforeEach
    void bench() throws IOException {
        bench = new PluginBench(folder);
    }

    @Test
    void a_policy_from_a_folder_is_loaded_and_judges() throws IOException {
        bench.sound("loud");
        Plugins plugins = load();
        assertThat(policies(plugins)).containsExactly("priority", "loud");
        assertThat(plugins.statuses())
                .containsExactly(new PluginStatus(
                        "loud",
                        PluginStatus.Outcome.LOADED,
                        Optional.of("1.0"),
                        List.of("floor policy loud"),
                        Optional.empty()));
        FloorPolicy loud =
                (FloorPolicy) plugins.of(PartKind.FLOOR_POLICY).getLast().provider();
        assertThat(loud.judge(
                        new FloorRequest("ann", 1, FloorIndicator.NORMAL, Set.of()),
                        new FloorView(Optional.empty(), List.of(), 2)))
                .isEqualTo(FloorDecision.preempt());
    }

    @Test
    void each_plug_in_has_its_own_classes() throws IOException {
        // Both have a class acme.P.
        bench.sound("one");
        bench.sound("two");
        assertThat(policies(load())).containsExactly("priority", "one", "two");
    }

    @Test
    void a_folder_that_is_not_there_has_no_plug_ins() {
        var plugins = new PluginLoader(section("none", Set.of(), Set.of()), FIXED).loadAll();
        assertThat(plugins.statuses()).isEmpty();
        assertThat(policies(plugins)).containsExactly("priority");
    }

    @Test
    void files_and_hidden_folders_are_no_plug_ins() throws IOException {
        Files.writeString(bench.plugins().resolve("README.md"), "read me");
        Files.createDirectory(bench.plugins().resolve(".git"));
        assertThat(load().statuses()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "version|versoin: '1'|plugin.yaml:2: unknown key versoin; did you mean version?",
                "version||plugin.yaml:1: version is missing",
                "api|api: '2'|plugin.yaml:3: api is '2', but this server has version '1'",
                "name|name: good|plugin.yaml:1: name is 'good', but its folder is called 'bad'; both have to be the same",
                "name|name: ../bad|plugin.yaml:1: name is '../bad', but has to be 1 to 64 of a-z 0-9 -",
                "name|name: [bad]|plugin.yaml:1: name has to be a single value",
                "name|name: {bad|plugin.yaml:2: not valid YAML",
                "name|- bad|plugin.yaml",
            })
    void a_descriptor_with_a_mistake_is_refused_with_its_line(String key, @Nullable String line, String reason)
            throws IOException {
        String descriptor = PluginBench.descriptor("bad")
                .replaceFirst("(?m)^" + key + ":.*$", Matcher.quoteReplacement(line == null ? "" : line));
        bench.plugin("bad", descriptor, PluginBench.policy("bad", ""));
        assertThat(refused("bad")).startsWith(reason);
    }

    @Test
    void a_folder_without_a_descriptor_is_refused() throws IOException {
        Files.delete(bench.sound("bad").resolve("plugin.yaml"));
        assertThat(refused("bad")).isEqualTo("plugin.yaml: there is no such file");
    }

    @Test
    void a_folder_without_a_jar_is_refused() throws IOException {
        Files.delete(bench.sound("bad").resolve("bad.jar"));
        assertThat(refused("bad")).isEqualTo("there is no jar in its folder");
    }

    @Test
    void a_jar_that_is_no_jar_is_refused() throws IOException {
        Files.writeString(bench.sound("bad").resolve("bad.jar"), "not a jar");
        assertThat(refused("bad")).contains("bad.jar");
    }

    @Test
    void a_jar_cut_short_is_refused() throws IOException {
        Path jar = bench.sound("bad").resolve("bad.jar");
        byte[] whole = Files.readAllBytes(jar);
        Files.write(jar, Arrays.copyOf(whole, whole.length / 2));
        assertThat(refused("bad")).contains("bad.jar");
    }

    @Test
    void a_plug_in_that_provides_nothing_is_refused() throws IOException {
        Path plugin = bench.sound("bad");
        bench.jar(plugin.resolve("bad.jar"), "acme.bad", "acme", PluginBench.policy("bad", ""), false);
        assertThat(refused("bad"))
                .startsWith("its module-info.java provides none of ")
                .contains("org.livechat.api.floor.FloorPolicy", "org.livechat.api.gateway.GatewayProvider");
    }

    @Test
    void a_jar_that_is_no_module_is_refused_with_what_is_wanted() throws IOException {
        Path plugin = bench.sound("bad");
        try (var jar = FileSystems.newFileSystem(plugin.resolve("bad.jar"))) {
            Files.delete(jar.getPath("module-info.class"));
        }
        assertThat(refused("bad"))
                .startsWith(
                        "it provides no part: there is no module-info.class in bad.jar, whose module-info.java has to say"
                                + " provides, one of ")
                .contains("org.livechat.api.floor.FloorPolicy");
    }

    @Test
    void a_policy_whose_constructor_throws_is_refused() throws IOException {
        bench.plugin(
                "bad",
                PluginBench.descriptor("bad"),
                PluginBench.policy("bad", "public P() { throw new IllegalStateException(\"no licence\"); }"));
        assertThat(refused("bad")).contains("acme.P").contains("no licence");
    }

    @ParameterizedTest
    @CsvSource({
        "(null),name() of acme.P in bad.jar answered null",
        "(String.valueOf(1 / (request == null ? 0 : 1))),name() of acme.P in bad.jar failed: java.lang.ArithmeticException",
        "Loud,its floor policy acme.P is named 'Loud'",
        "'',its floor policy acme.P is named ''",
    })
    void a_policy_without_a_proper_name_is_refused(String name, String reason) throws IOException {
        bench.plugin("bad", PluginBench.descriptor("bad"), PluginBench.policy(name, "private Object request;"));
        assertThat(refused("bad")).startsWith(reason);
    }

    @ParameterizedTest
    @CsvSource({"String section(),null", "java.util.List<org.livechat.api.part.Setting<?>> settings(),null"})
    void a_policy_that_answers_nothing_is_refused_with_the_method(String method, String answer) throws IOException {
        String member = "public %s { return %s; }".formatted(method, answer);
        bench.plugin("bad", PluginBench.descriptor("bad"), PluginBench.policy("bad", member));
        assertThat(refused("bad")).startsWith(method.replaceAll(".* ", "") + " of acme.P in bad.jar ");
    }

    @Test
    void of_two_policies_of_one_name_the_second_is_refused() throws IOException {
        bench.sound("a");
        bench.plugin("b", PluginBench.descriptor("b"), PluginBench.policy("a", ""));
        bench.plugin("c", PluginBench.descriptor("c"), PluginBench.policy("priority", ""));
        assertThat(refused("b"))
                .isEqualTo("its floor policy 'a' has the name of one of plug-in a; each needs a name of its own");
        assertThat(refused("c"))
                .isEqualTo(
                        "its floor policy 'priority' has the name of one of the server; each needs a name of its own");
        assertThat(policies(load())).containsExactly("priority", "a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "floor.grace|loud|the key floor.grace.loud, beside which floor.grace of the server cannot stand",
                "floor|grace|the key floor.grace, which is one of the server",
                "floor.a|volume|the key floor.a.volume, which is one of plug-in a",
                "floor.a.volume|loud|the key floor.a.volume.loud, beside which floor.a.volume of plug-in a cannot stand",
            })
    void a_key_that_another_reads_is_refused(String section, String key, String problem) throws IOException {
        bench.plugin("a", PluginBench.descriptor("a"), PluginBench.policy("a", declaring("floor.a", "volume")));
        bench.plugin("b", PluginBench.descriptor("b"), PluginBench.policy("b", declaring(section, key)));
        assertThat(refused("b"))
                .isEqualTo("its floor policy 'b' declares " + problem + "; name it, or its section, otherwise");
        assertThat(policies(load())).containsExactly("priority", "a");
    }

    @Test
    void a_key_that_is_none_or_stands_twice_is_refused() throws IOException {
        String twice = """
                public java.util.List<org.livechat.api.part.Setting<?>> settings() {
                    var one = org.livechat.api.part.Setting.text("loud", "", "Said by a test.");
                    return java.util.List.of(one, one);
                }
                """;
        bench.plugin("twice", PluginBench.descriptor("twice"), PluginBench.policy("twice", twice));
        bench.plugin("odd", PluginBench.descriptor("odd"), PluginBench.policy("odd", declaring("floor.odd", "A b.c")));
        assertThat(refused("twice")).isEqualTo("its floor policy 'twice' declares the key 'loud' twice");
        assertThat(refused("odd"))
                .isEqualTo(
                        "its floor policy 'odd' declares the key 'A b.c', but a key has to be of a-z 0-9 _ and dots between them");
        assertThat(policies(load())).containsExactly("priority");
    }

    private static String declaring(String section, String key) {
        return "public String section() { return \"%s\"; }\n".formatted(section)
                + settings("text(\"%s\", \"\", \"Said by a test.\")".formatted(key));
    }

    private static String settings(String setting) {
        return """
                public java.util.List<org.livechat.api.part.Setting<?>> settings() {
                    return java.util.List.of(org.livechat.api.part.Setting.%s);
                }
                """.formatted(setting);
    }

    @Test
    void a_package_of_the_server_is_refused() throws IOException {
        Path plugin = bench.sound("bad");
        bench.jar(plugin.resolve("bad.jar"), "acme.bad", "org.livechat.core", PluginBench.policy("bad", ""), true);
        assertThat(refused("bad"))
                .isEqualTo(
                        "its module acme.bad has the package org.livechat.core, which is the server's; choose another"
                                + " one");
    }

    @Test
    void a_module_of_the_server_is_refused() throws IOException {
        Path plugin = bench.sound("bad");
        bench.jar(plugin.resolve("api.jar"), "org.livechat.core", "acme.core", PluginBench.policy("bad", ""), true);
        assertThat(refused("bad"))
                .isEqualTo("it brings the module org.livechat.core, which the server has; take that jar out");
    }

    @Test
    void two_jars_with_one_package_are_refused() throws IOException {
        Path plugin = bench.sound("bad");
        bench.jar(plugin.resolve("more.jar"), "acme.more", "acme", PluginBench.policy("bad", ""), true);
        assertThat(refused("bad")).contains("Package acme in more than one module");
    }

    @Test
    void a_provider_that_never_answers_is_refused_with_where_it_is() throws IOException {
        bench.plugin(
                "bad",
                PluginBench.descriptor("bad"),
                PluginBench.policy("bad", "public P() { while (!Thread.currentThread().isInterrupted()) {} }"));
        bench.sound("good");
        Plugins plugins =
                new PluginLoader(section("plugins", Set.of(), Set.of()), FIXED, new Patience(PATIENCE)).loadAll();
        assertThat(policies(plugins)).containsExactly("priority", "good");
        assertThat(reason(plugins, "bad"))
                .startsWith("the making of its providers did not return within 2 s; it is at acme.P.<init>, line ")
                .endsWith(" of P.java");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "integer(\"port\", 70000, 0, 65535, \"Said.\")|port is '70000', but has to be a whole number from 0 to 65535",
                "choice(\"way\", \"up\", java.util.List.of(\"left\"), \"Said.\")|way is 'up', but has to be one of left",
                "duration(\"wait\", java.time.Duration.ofHours(2), java.time.Duration.ZERO, java.time.Duration.ofHours(1), \"Said.\")|wait is '7200s', but has to be a length of time such as 500ms, 30s, 5m or 1h, from 0s to 1h",
            })
    void a_default_that_its_own_setting_refuses_is_refused(String setting, String problem) throws IOException {
        bench.plugin("bad", PluginBench.descriptor("bad"), PluginBench.policy("bad", settings(setting)));
        assertThat(refused("bad")).isEqualTo("its floor policy 'bad' declares a default that it refuses: " + problem);
    }

    @Test
    void a_setting_that_is_null_is_refused() throws IOException {
        String member = """
                public java.util.List<org.livechat.api.part.Setting<?>> settings() {
                    return java.util.Arrays.asList((org.livechat.api.part.Setting<?>) null);
                }
                """;
        bench.plugin("bad", PluginBench.descriptor("bad"), PluginBench.policy("bad", member));
        assertThat(refused("bad")).isEqualTo("settings() of acme.P in bad.jar answered a list with null in it");
    }

    @Test
    void a_static_initializer_that_fails_is_named_with_what_it_met() throws IOException {
        String member = "static { if (true) throw new IllegalStateException(\"no clock\"); }";
        bench.plugin("bad", PluginBench.descriptor("bad"), PluginBench.policy("bad", member));
        assertThat(refused("bad")).contains("a static initializer failed: java.lang.IllegalStateException: no clock");
    }

    @Test
    void a_descriptor_that_is_long_or_no_utf_8_is_refused() throws IOException {
        Path yaml = bench.sound("bad").resolve("plugin.yaml");
        Files.writeString(yaml, PluginBench.descriptor("bad") + "#".repeat(300 << 10));
        assertThat(refused("bad")).isEqualTo("plugin.yaml: is longer than 256 KiB, which is the most");
        Files.write(yaml, new byte[] {'n', (byte) 0xe4, '\n'});
        assertThat(refused("bad")).isEqualTo("plugin.yaml: is not UTF-8, which it has to be");
    }

    @Test
    void a_file_in_place_of_the_folder_of_plug_ins_is_refused() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> new PluginLoader(section("file", Set.of(), Set.of()), FIXED).loadAll())
                .isInstanceOf(SettingRefused.class)
                .hasMessage("folder is %s, which is a file, but has to be a folder".formatted(folder.resolve("file")));
    }

    @Test
    void the_others_are_loaded_when_one_is_refused() throws IOException {
        Files.writeString(bench.sound("bad").resolve("bad.jar"), "not a jar");
        bench.sound("good");
        assertThat(policies(load())).containsExactly("priority", "good");
    }

    @Test
    void a_disabled_one_is_left_alone() throws IOException {
        bench.sound("loud");
        Plugins plugins = load(Set.of(), Set.of("loud"));
        assertThat(policies(plugins)).containsExactly("priority");
        assertThat(plugins.statuses()).extracting(PluginStatus::outcome).containsExactly(PluginStatus.Outcome.DISABLED);
    }

    @Test
    void a_required_one_that_is_refused_or_missing_stops_the_start() throws IOException {
        Files.writeString(bench.sound("bad").resolve("plugin.yaml"), "name: bad");
        assertThatThrownBy(() -> load(Set.of("bad"), Set.of()))
                .isInstanceOf(SettingRefused.class)
                .hasMessage("required names 'bad', which is refused: plugin.yaml:1: version is missing");
        assertThatThrownBy(() -> load(Set.of("none"), Set.of()))
                .isInstanceOf(SettingRefused.class)
                .hasMessage("required names 'none', but there is no folder "
                        + bench.plugins().resolve("none"));
    }

    private static List<String> policies(Plugins plugins) {
        return plugins.of(PartKind.FLOOR_POLICY).stream().map(Provided::name).toList();
    }

    private Plugins load() {
        return load(Set.of(), Set.of());
    }

    private Plugins load(Set<String> required, Set<String> disabled) {
        return new PluginLoader(section("plugins", required, disabled), FIXED).loadAll();
    }

    private PluginsSection section(String name, Set<String> required, Set<String> disabled) {
        var texts =
                Map.of("folder", name, "required", String.join(",", required), "disabled", String.join(",", disabled));
        return PluginsSection.read(Settings.of(PluginsSection.SECTION.settings(), texts), folder);
    }

    private String refused(String name) {
        return reason(load(), name);
    }

    private static String reason(Plugins plugins, String name) {
        return plugins.statuses().stream()
                .filter(status -> status.name().equals(name))
                .findFirst()
                .flatMap(PluginStatus::reason)
                .orElseThrow();
    }
}
