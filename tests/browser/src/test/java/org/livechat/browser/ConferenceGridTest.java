package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

/** Four people in a conference, each with a voice and a face of their own: who is heard, and seen in which tile. */
@Tag("alone")
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class ConferenceGridTest {
    private static final String CHANNEL = "CH_0004";
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final Duration A_WHILE = Duration.ofSeconds(1);
    private static final int TIMES = 5;

    private record Look(Tone voice, SolidColour face) {}

    private final Map<String, Look> looks = new LinkedHashMap<>();
    private RunningServer server;
    private List<BrowserPerson> people;
    private BrowserPerson ada;
    private BrowserPerson dora;
    private long begun;

    @BeforeAll
    void enter() throws Exception {
        looks.put("Ada", new Look(Tone.A4, SolidColour.RED));
        looks.put("Ben", new Look(Tone.E5, SolidColour.GREEN));
        looks.put("Cleo", new Look(Tone.A5, SolidColour.BLUE));
        looks.put("Dora", new Look(Tone.D6, SolidColour.YELLOW));
        server = RunningServer.start();
        ada = start("Ada");
        dora = start("Dora");
        people = List.of(ada, start("Ben"), start("Cleo"), dora);
        for (BrowserPerson person : people.subList(0, 3)) {
            person.enterConference(server.consoleLink(), CHANNEL);
            person.openEyesAndEars();
        }
        dora.signIn(server.consoleLink());
        dora.openEyesAndEars();
    }

    private BrowserPerson start(String name) throws IOException {
        return BrowserPerson.startSmall(
                name, looks.get(name).voice(), looks.get(name).face());
    }

    @AfterEach
    void no_tile_was_ever_wrong_and_no_page_has_complained() {
        for (BrowserPerson person : people) {
            List<Sample> samples = person.samplesSince(begun);
            assertThat(samples)
                    .allSatisfy(sample -> assertThat(sample.tiles())
                            .as("tiles at %s", person.name())
                            .allSatisfy((user, rgb) -> assertThat(
                                            looks.get(user).face().isLike(rgb))
                                    .as("%s looks like %s", user, rgb)
                                    .isTrue()));
            assertThat(person.scriptErrors()).isEmpty();
        }
    }

    @AfterAll
    void leave() throws IOException {
        for (BrowserPerson person : people) {
            person.close();
        }
        server.close();
    }

    @Test
    @Order(1)
    void everybody_hears_and_sees_the_three_others_within_three_seconds_of_the_last_join() {
        begun = System.currentTimeMillis();
        dora.joinConference(CHANNEL);
        long joined = System.currentTimeMillis();

        long last = 0;
        for (BrowserPerson person : people) {
            last = Math.max(last, waitForEverybody(person, begun).unixMillis());
        }
        System.out.printf(
                "the last of four joined within %d ms, and was heard and seen by all %d ms after the join began%n",
                joined - begun, last - begun);
        assertThat(last - joined).isLessThan(SOON.toMillis());
        for (BrowserPerson person : people) {
            assertThat(person.measureFor(A_WHILE))
                    .isNotEmpty()
                    .allSatisfy(
                            sample -> assertThat(seesEverybody(person, sample)).isTrue());
        }
    }

    @Test
    @Order(2)
    void one_who_leaves_and_joins_five_times_makes_nobody_else_negotiate() {
        begun = System.currentTimeMillis();
        List<Long> negotiations =
                people.subList(0, 3).stream().map(BrowserPerson::negotiations).toList();
        for (int time = 0; time < TIMES; time++) {
            dora.leave();
            for (BrowserPerson person : people.subList(0, 3)) {
                person.waitUntil(() -> !person.tiles().contains("Dora"), "Dora's tile gone");
            }
            dora.joinConference(CHANNEL);
            long joined = System.currentTimeMillis();
            people.forEach(person -> waitForEverybody(person, joined));
            System.out.printf("joined again: seen and heard by all after %d ms%n", System.currentTimeMillis() - joined);
        }
        assertThat(people.subList(0, 3).stream().map(BrowserPerson::negotiations))
                .isEqualTo(negotiations);
    }

    @Test
    @Order(3)
    void tiles_are_added_and_taken_away_on_the_same_connection_and_lines_are_used_again() {
        begun = System.currentTimeMillis();
        List<String> before = ada.lines();
        long negotiations = ada.negotiations();

        ada.chooseTiles(1);
        ada.waitUntil(() -> ada.tiles().size() == 1, "one tile");
        ada.waitUntil(() -> ada.negotiations() == negotiations + 1, "the answer");
        assertThat(ada.lines())
                .hasSameSizeAs(before)
                .filteredOn(line -> line.endsWith("inactive"))
                .hasSize(5);
        String shown = ada.tiles().getFirst();
        long one = System.currentTimeMillis();
        ada.waitFor(one, sample -> sample.tiles().containsKey(shown), "a picture in the tile");

        ada.chooseTiles(12);
        ada.waitUntil(() -> ada.negotiations() == negotiations + 2, "the answer");
        assertThat(ada.lines()).hasSize(before.size() + 6).startsWith(before.toArray(String[]::new));
        ada.waitFor(System.currentTimeMillis(), sample -> seesEverybody(ada, sample), "all three again");

        ada.chooseTiles(6);
        ada.waitUntil(() -> ada.negotiations() == negotiations + 3, "the answer");
        assertThat(ada.lines()).hasSize(before.size() + 6);
        ada.waitFor(System.currentTimeMillis(), sample -> seesEverybody(ada, sample), "all three still");
        assertThat(ada.await("window.instrument.payloadTypesStable()")).isEqualTo(true);
    }

    @Test
    @Order(4)
    void a_pressed_tile_is_pinned_and_keeps_its_place_when_there_is_one_only() {
        begun = System.currentTimeMillis();
        ada.pressTile("Cleo");
        ada.waitUntil(() -> isPinned("Cleo"), "Cleo pinned");
        ada.chooseTiles(1);
        ada.waitUntil(() -> ada.tiles().equals(List.of("Cleo")), "Cleo alone");
        long alone = System.currentTimeMillis();
        ada.waitFor(alone, sample -> sample.sees("Cleo", SolidColour.BLUE), "Cleo's face");
        ada.measureFor(A_WHILE);
        assertThat(ada.tiles()).containsExactly("Cleo");

        ada.pressTile("Cleo");
        ada.waitUntil(() -> !isPinned("Cleo"), "Cleo let go");
        ada.chooseTiles(6);
        ada.waitFor(System.currentTimeMillis(), sample -> seesEverybody(ada, sample), "all three");
    }

    private boolean isPinned(String user) {
        return Boolean.TRUE.equals(ada.run(
                "return document.querySelector(`.tile[data-user='${arguments[0]}']`).ariaPressed === 'true'", user));
    }

    private Sample waitForEverybody(BrowserPerson person, long since) {
        return person.waitFor(since, sample -> seesEverybody(person, sample), "three faces and voices");
    }

    private boolean seesEverybody(BrowserPerson person, Sample sample) {
        return looks.entrySet().stream()
                .filter(other -> !other.getKey().equals(person.name()))
                .allMatch(other -> sample.sees(other.getKey(), other.getValue().face())
                        && sample.hears(other.getValue().voice()));
    }
}
