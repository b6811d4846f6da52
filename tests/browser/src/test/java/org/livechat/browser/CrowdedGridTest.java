package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.Color;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Twelve members who show their faces, and four places for faces: what the one of them who sits at a browser sees. Each of the
 * others has a colour of its own.
 */
@Tag("alone")
@TestInstance(Lifecycle.PER_CLASS)
class CrowdedGridTest {
    private static final String CHANNEL = "CH_0004";
    private static final int OTHERS = 11;
    private static final int TILES = 4;
    private static final int LOUD = 20;
    private static final int ROOM = 90;
    private static final int FRAMES_A_PICTURE = 5;
    private static final Duration FRAME = Duration.ofMillis(20);
    private static final Duration TURN = Duration.ofMillis(500);
    /** The goal is a second, which the report is read for; a shared machine may take longer and be no worse a server. */
    private static final long SOON_MILLIS = 3000;

    /** What became of a tile. */
    private record Change(long millis, long tile, String what, String user) {}

    private final Map<String, Color> faces = new LinkedHashMap<>();
    private final List<ShownMember> others = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Thread sending = Thread.ofPlatform().name("the others").unstarted(this::send);
    private volatile Set<String> loud = Set.of();
    private volatile boolean over;
    /** Written by the thread that sends. */
    private volatile long longestPauseNanos;

    private RunningServer server;
    private BrowserPerson ada;

    @BeforeAll
    void enter() throws Exception {
        for (int i = 0; i < OTHERS; i++) {
            faces.put("m" + i, Color.getHSBColor((float) i / OTHERS, 0.75f, 0.85f));
        }
        server = RunningServer.start();
        ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED);
        ada.signIn(server.consoleLink());
        List<byte[]> pictures = encode(faces.values());
        URI socket = URI.create("ws://" + server.consoleLink().getAuthority() + "/ws");
        for (String user : faces.keySet()) {
            byte[] picture = pictures.get(others.size());
            others.add(new ShownMember(http, socket, RunningServer.SECRET, CHANNEL, user, picture, TILES));
        }
        sending.start();
        ada.join(CHANNEL);
        ada.waitUntilTextContains("floor-words", "Everybody hears you");
        ada.chooseTiles(TILES);
        ada.waitUntil(() -> ada.tiles().size() == TILES, "four tiles");
        ada.run(BrowserPerson.resource("crowd.js"));
        awaitPictures(Set.of());
    }

    @AfterAll
    void leave() throws Exception {
        over = true;
        sending.join();
        others.forEach(ShownMember::close);
        http.close();
        ada.close();
        server.close();
    }

    @Test
    void the_pinned_and_the_loudest_are_seen_soon_and_no_tile_flickers() throws IOException {
        List<String> unseen = withoutTile();
        // somebody who has no tile is pinned by the list of members
        String pinned = unseen.getFirst();
        long begun = ada.pressPin(pinned);
        report("the pinned one", begun, awaitPictures(Set.of(pinned)));

        List<String> three = unseen.subList(1, 4);
        begun = System.currentTimeMillis();
        loud = Set.copyOf(three);
        report("three new speakers", begun, awaitPictures(three));
        assertThat(ada.tiles()).containsOnly(pinned, three.get(0), three.get(1), three.get(2));

        // they take turns, with pauses as between sentences
        int before = changes().size();
        for (int turn = 0; turn < 6; turn++) {
            loud = Set.of(three.get(turn % 3));
            letPass(TURN);
        }
        assertThat(changes()).as("changes while the same three talked").hasSize(before);

        // one more than there are places: of those who are silent somebody goes, and the pinned one stays
        String fourth = unseen.get(4);
        begun = System.currentTimeMillis();
        loud = Set.of(three.getFirst(), fourth);
        report("a fourth speaker", begun, awaitPictures(Set.of(fourth)));
        assertThat(ada.tiles()).contains(pinned, three.getFirst(), fourth).hasSize(TILES);

        assertThat(ada.pinnedInList()).containsExactly(pinned);
        ada.pressPin(pinned);
        ada.waitUntil(() -> ada.pinnedInList().isEmpty(), "nobody pinned");
        assertThat(ada.tiles()).contains(pinned);

        assertNobodyFlickers();
        assertThat(ada.scriptErrors()).isEmpty();
    }

    private void assertNobodyFlickers() {
        assumeThat(Duration.ofNanos(longestPauseNanos))
                .as("the longest pause that this machine has made in all voices, after which others may be the loudest")
                .isLessThan(TURN);
        Map<Long, List<Change>> byTile = new HashMap<>();
        changes()
                .forEach(change -> byTile.computeIfAbsent(change.tile, tile -> new ArrayList<>())
                        .add(change));
        assertThat(byTile).as("tiles that there ever were").hasSize(TILES);
        byTile.values().forEach(history -> {
            assertThat(history).extracting(Change::what).doesNotContain("removed");
            assertThat(history.stream()
                            .filter(change -> change.what.equals("user") || change.what.equals("added"))
                            .map(Change::user))
                    .as("whom one tile showed, in its order")
                    .doesNotHaveDuplicates();
            // a picture is covered when its tile changes hands, and at no other time
            for (int i = 0; i < history.size(); i++) {
                if (history.get(i).what.equals("picture false")) {
                    assertThat(history.get(i - 1).what)
                            .as("before %s", history.get(i))
                            .isEqualTo("user");
                }
            }
        });
        List<Change> changes = changes();
        for (Object entry : (List<?>) ada.run("return window.crowd.frames")) {
            List<?> frame = (List<?>) entry;
            String user = (String) frame.get(2);
            long at = ((Number) frame.getFirst()).longValue();
            assertThat(looksLike((List<?>) frame.getLast()))
                    .as(
                            "whose face stands over the name %s, %d ms after it changed hands",
                            user, at - named(user, at, changes))
                    .isEqualTo(user);
        }
    }

    /** When a tile got a name, the last time before this instant. */
    private static long named(String user, long atMillis, List<Change> changes) {
        return changes.stream()
                .filter(change -> change.what.equals("user") && change.user.equals(user) && change.millis <= atMillis)
                .mapToLong(Change::millis)
                .max()
                .orElse(0);
    }

    private String looksLike(List<?> rgb) {
        return faces.entrySet().stream()
                .min(Comparator.comparingDouble(face -> distance(face.getValue(), rgb)))
                .orElseThrow()
                .getKey();
    }

    private static double distance(Color face, List<?> rgb) {
        double red = ((Number) rgb.get(0)).doubleValue() - face.getRed();
        double green = ((Number) rgb.get(1)).doubleValue() - face.getGreen();
        double blue = ((Number) rgb.get(2)).doubleValue() - face.getBlue();
        return red * red + green * green + blue * blue;
    }

    /** Waits until these people and as many as fill the tiles are seen; returns when the last one was. */
    private long awaitPictures(Collection<String> users) {
        ada.waitUntil(
                () -> ada.picturedTiles().size() == TILES && ada.picturedTiles().containsAll(users),
                "four pictures with " + users);
        return changes().stream()
                .filter(change -> change.what.equals("picture true") && users.contains(change.user))
                .mapToLong(Change::millis)
                .max()
                .orElse(0);
    }

    private void letPass(Duration time) {
        long begun = System.nanoTime();
        ada.waitUntil(() -> System.nanoTime() - begun >= time.toNanos(), time + " to pass");
    }

    private static void report(String who, long begun, long seen) {
        System.out.printf("%s: seen in a tile after %d ms%n", who, seen - begun);
        assertThat(seen - begun).as("ms until %s was seen", who).isBetween(0L, SOON_MILLIS);
    }

    private List<Change> changes() {
        return ((List<?>) ada.run("return window.crowd.changes"))
                .stream()
                        .map(entry -> (List<?>) entry)
                        .map(entry -> new Change(
                                (Long) entry.get(0), (Long) entry.get(1), (String) entry.get(2), (String) entry.get(3)))
                        .toList();
    }

    private List<String> withoutTile() {
        Set<String> rest = new LinkedHashSet<>(faces.keySet());
        ada.tiles().forEach(rest::remove);
        return List.copyOf(rest);
    }

    private List<byte[]> encode(Collection<Color> colours) {
        List<String> css = colours.stream()
                .map(colour -> "rgb(%d, %d, %d)".formatted(colour.getRed(), colour.getGreen(), colour.getBlue()))
                .toList();
        Object encoded = ada.runUntilDone(BrowserPerson.resource("encode.js"), css);
        assertThat(encoded).as("what became of the faces").isInstanceOf(List.class);
        return ((List<?>) encoded)
                .stream().map(text -> Base64.getDecoder().decode((String) text)).toList();
    }

    /** In the rhythm of voice frames, until the end. */
    private void send() {
        long begun = System.nanoTime();
        long before = begun;
        for (long frame = 0; !over; frame++) {
            long now = System.nanoTime();
            if (now - before > longestPauseNanos) {
                longestPauseNanos = now - before;
            }
            before = now;
            for (ShownMember member : others) {
                member.speak(loud.contains(member.user()) ? LOUD : ROOM);
                if (frame % FRAMES_A_PICTURE == 0) {
                    member.show();
                }
            }
            LockSupport.parkNanos(begun + FRAME.toNanos() * (frame + 1) - System.nanoTime());
        }
    }
}
