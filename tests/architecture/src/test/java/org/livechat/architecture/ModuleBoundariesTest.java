package org.livechat.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaMember.Predicates.declaredIn;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may see whom: a module sees those listed here, and of the others nothing. */
class ModuleBoundariesTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/tests/parts/"))
            .importPackages("org.livechat");

    private static final Map<String, List<String>> SEES = Map.ofEntries(
            Map.entry("api", List.of()),
            Map.entry("protocol", List.of("api")),
            Map.entry("floor", List.of("api")),
            Map.entry("rtc", List.of("api")),
            Map.entry("transport", List.of("api")),
            Map.entry("http", List.of("api")),
            Map.entry("store", List.of("api")),
            Map.entry("cluster", List.of("api")),
            Map.entry("record", List.of("api")),
            Map.entry("media", List.of("api", "rtc")),
            Map.entry("core", List.of("api", "floor")),
            Map.entry("signaling", List.of("api", "protocol", "http")),
            Map.entry("admin", List.of("api", "http")),
            Map.entry("trace", List.of("api", "http")),
            Map.entry("console", List.of("api", "http")),
            Map.entry("tools", List.of("api", "client", "protocol")),
            Map.entry("client", List.of("api", "protocol", "rtc", "transport")),
            Map.entry("server", List.of("api", "core")));

    static Stream<String> modules() {
        return SEES.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void a_module_sees_only_those_it_may(String module) {
        List<String> allowed = new ArrayList<>(List.of("org.livechat." + module + ".."));
        SEES.get(module).forEach(other -> allowed.add("org.livechat." + other + ".."));
        noClasses()
                .that()
                .resideInAPackage("org.livechat." + module + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.livechat..")
                        .and(resideOutsideOfPackages(allowed.toArray(String[]::new))))
                .check(PRODUCT);
    }

    @Test
    void every_module_is_in_the_list() {
        assertThat(PRODUCT.stream()
                        .map(type -> type.getPackageName().replaceFirst("org\\.livechat\\.(\\w+).*", "$1"))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(SEES.keySet());
    }

    @Test
    void rtc_and_floor_know_no_socket_and_the_machine_no_clock() {
        noClasses()
                .that()
                .resideInAnyPackage("org.livechat.rtc..", "org.livechat.floor..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.channels..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.net\\.(Datagram)?Socket.*")
                .check(PRODUCT);
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.livechat.floor..",
                        "org.livechat.cluster..",
                        "org.livechat.rtc.stun..",
                        "org.livechat.rtc.loss..",
                        "org.livechat.rtc.rtp..",
                        "org.livechat.rtc.srtp..",
                        "org.livechat.rtc.sdp..",
                        "org.livechat.rtc.codec..")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Thread")
                .check(PRODUCT);
    }

    @Test
    void the_pieces_of_rtc_do_not_go_in_circles() {
        slices().matching("org.livechat.rtc.(*)..").should().beFreeOfCycles().check(PRODUCT);
    }

    @Test
    void jetty_is_seen_by_those_who_serve_http() {
        onlyIn("org.eclipse.jetty..", "http", "signaling", "trace", "admin", "console");
    }

    @Test
    void the_packages_of_the_contract_and_of_the_server_do_not_go_in_circles() {
        slices().matching("org.livechat.server.(*)..").should().beFreeOfCycles().check(PRODUCT);
        slices().matching("org.livechat.core.(*)..").should().beFreeOfCycles().check(PRODUCT);
    }

    @Test
    void bouncy_castle_is_seen_by_rtc() {
        onlyIn("org.bouncycastle..", "rtc");
    }

    @Test
    void tokens_are_signed_and_checked_in_one_place_each() {
        onlyIn("com.nimbusds..", "server", "tools");
    }

    @Test
    void sqlite_and_jdbc_are_seen_by_store() {
        onlyIn("org.sqlite..", "store");
        onlyIn("java.sql..", "store");
    }

    @Test
    void json_is_seen_by_those_who_speak_it() {
        onlyIn("tools.jackson..", "protocol", "admin", "http", "trace", "tools");
    }

    @Test
    void micrometer_and_prometheus_are_seen_by_admin() {
        onlyIn("io.micrometer..", "admin");
        onlyIn("io.prometheus..", "admin");
    }

    @Test
    void nobody_prints_but_the_commands() {
        classes()
                .that()
                .resideOutsideOfPackages("org.livechat.server..", "org.livechat.tools..")
                .should()
                .onlyAccessFieldsThat(not(declaredIn(System.class)))
                .check(PRODUCT);
    }

    private static void onlyIn(String library, String... modules) {
        noClasses()
                .that()
                .resideOutsideOfPackages(Stream.of(modules)
                        .map(module -> "org.livechat." + module + "..")
                        .toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(PRODUCT);
    }
}
