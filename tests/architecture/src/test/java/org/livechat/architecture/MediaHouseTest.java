package org.livechat.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The inside of the media plane: a package sees those listed for it, and of the others nothing. Each is listed behind all that
 * it sees, so that no two can see each other.
 */
class MediaHouseTest {
    private static final String HOUSE = "org.livechat.media";

    private static final JavaClasses MEDIA = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(HOUSE);

    /** From the ground up. */
    private static final Map<String, List<String>> SEES = new LinkedHashMap<>();

    static {
        sees("counter", "");
        sees("turn", "");
        sees("event", "");
        sees("agenda", "counter");
        sees("format", "");
        sees("tcp", "counter");
        sees("connection", "");
        sees("downlink", "");
        sees("peer", "downlink format");
        sees("inbound", "format peer");
        sees("history", "agenda format inbound");
        sees("outbound", "counter downlink format tcp peer inbound history");
        sees("picture", "inbound outbound");
        sees("endpoint", "format tcp connection peer inbound outbound picture");
        sees("channel", "peer inbound outbound picture endpoint");
        sees("inbox", "counter agenda peer inbound picture");
        sees("quality", "event downlink peer inbound outbound endpoint");
        sees(
                "feedback",
                "counter event agenda format downlink peer inbound history outbound picture endpoint inbox quality");
        sees("layer", "event agenda downlink peer inbound outbound endpoint");
        sees(
                "relay",
                "counter event agenda downlink format peer inbound history outbound picture endpoint inbox feedback layer");
        sees("life", "counter event agenda connection peer inbound outbound endpoint inbox");
        sees(
                "worker",
                "counter event agenda tcp connection peer inbound history outbound picture endpoint inbox quality feedback layer relay life");
        sees("warmup", "event format connection peer inbound endpoint channel life worker");
    }

    private static void sees(String name, String others) {
        SEES.put(name, others.isEmpty() ? List.of() : List.of(others.split(" ", -1)));
    }

    static Stream<String> packages() {
        return SEES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void a_package_sees_only_those_it_may(String name) {
        List<String> allowed = new ArrayList<>(List.of(HOUSE + "." + name));
        SEES.get(name).forEach(other -> allowed.add(HOUSE + "." + other));
        noClasses()
                .that()
                .resideInAPackage(HOUSE + "." + name)
                .should()
                .dependOnClassesThat(
                        resideInAPackage(HOUSE + "..").and(resideOutsideOfPackages(allowed.toArray(String[]::new))))
                .check(MEDIA);
    }

    @Test
    void each_is_listed_behind_all_that_it_sees() {
        Set<String> listed = new HashSet<>();
        SEES.forEach((name, seen) -> {
            assertThat(listed).as("listed before " + name).containsAll(seen);
            listed.add(name);
        });
    }

    @Test
    void every_package_is_in_the_list() {
        assertThat(MEDIA.stream()
                        .map(type -> type.getPackageName())
                        .filter(name -> !name.equals(HOUSE))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(
                        SEES.keySet().stream().map(name -> HOUSE + "." + name).toList());
    }
}
