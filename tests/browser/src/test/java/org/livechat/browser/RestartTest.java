package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.livechat.client.PeerLoop;
import org.livechat.client.SrtpChoice;
import org.livechat.distribution.Installation;
import org.livechat.distribution.ServerProcess;

/**
 * The archive's server is killed in the middle of a conversation of 50 Java clients and two pages, and started again: all are in the channel
 * again and talk, and nobody has touched anything. {@code -Dlivechat.restarts=20} has it done so often, {@code -Dlivechat.away=3,20} after so
 * many seconds, in turn.
 */
@Tag("archive")
@Timeout(3_600)
class RestartTest {
    private static final int RESTARTS = Integer.getInteger("livechat.restarts", 1);
    private static final List<Integer> AWAY_SECONDS = Stream.of(
                    System.getProperty("livechat.away", "3").split(",", -1))
            .map(Integer::valueOf)
            .toList();
    private static final int CROWD = 50;
    private static final String CHANNEL = "CH_0001";

    /** From ready to a channel that is joined and a sound that is connected, of the last one; for a machine that is busy. */
    private static final long BACK_MILLIS = 20_000;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String CONFIGURATION = """
            channels:
              presets:
                - {id: CH_0001, freq: "0001", name: "Dispatch", mode: ptt, capacity: 100}
            """;

    private static final String WATCH = """
            window.ready = [];
            new MutationObserver(() => {
              if (/^The channel is free|is talking/.test(document.getElementById('floor-words').textContent)) {
                ready.push(Date.now());
              }
            }).observe(document.getElementById('floor-words'), { childList: true, characterData: true, subtree: true });
            """;

    private final List<StayingMember> crowd = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private Installation installation;
    private Path folder;
    private Path configuration;
    private ServerProcess server;
    private PeerLoop loop;
    private BrowserPerson ada;
    private BrowserPerson ben;

    @BeforeEach
    void enter() throws Exception {
        installation = Installation.unpack();
        folder = installation.folder("restarted");
        configuration = Files.writeString(folder.resolve("livechat.yaml"), CONFIGURATION);
        server = start(0);
        loop = PeerLoop.start(SrtpChoice.ANY);
        URI signaling = URI.create("ws://127.0.0.1:" + server.port() + "/ws");
        for (int i = 0; i < CROWD; i++) {
            crowd.add(new StayingMember(http, signaling, server.token(), "Member " + i, loop, CHANNEL));
        }
        ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED);
        ben = BrowserPerson.start("Ben", Tone.E5, SolidColour.GREEN);
        for (BrowserPerson page : List.of(ada, ben)) {
            page.enter(server.consoleLink(), CHANNEL);
            page.run(WATCH);
        }
        ben.openEyesAndEars();
    }

    private ServerProcess start(int port) throws Exception {
        return ServerProcess.start(
                installation,
                folder,
                Map.of("LIVECHAT_HTTP_PORT", Integer.toString(port)),
                "--config",
                configuration.toString());
    }

    @AfterEach
    void leave() throws Exception {
        crowd.forEach(StayingMember::close);
        loop.close();
        ada.close();
        ben.close();
        server.kill();
        http.close();
        installation.close();
    }

    @Test
    void all_are_back_in_the_channel_and_talk_once_a_killed_server_is_started_again() throws Exception {
        List<Long> crowdLast = new ArrayList<>();
        List<Long> pages = new ArrayList<>();
        List<Long> together = new ArrayList<>();
        for (int time = 1; time <= RESTARTS; time++) {
            ada.talk();
            allHear("Ada's voice");
            int away = AWAY_SECONDS.get(time % AWAY_SECONDS.size());
            long ready = restart(away);
            List<Long> back = new ArrayList<>();
            for (BrowserPerson page : List.of(ada, ben)) {
                page.until(() -> readySince(page, ready) != 0, "a channel that is joined again");
                back.add(readySince(page, ready) - ready);
            }
            pages.addAll(back);
            crowdLast.add(crowdBack(ready));
            together.add(mostTogether());
            System.out.printf(
                    "killed and away for %d s: ms from ready: pages %s, the last of %d Java clients %d, most joined within 200 ms %d%n",
                    away, back, CROWD, crowdLast.getLast(), together.getLast());
            assertThat(back).allMatch(millis -> millis < BACK_MILLIS);
            assertThat(crowdLast.getLast()).isLessThan(BACK_MILLIS);
            ada.letGo(); // it was held all the time
            takeTurns();
        }
        ada.talk();
        allHear("Ada's voice");
        System.out.printf(
                "killed and started again %d times: ms from ready: pages %s, the last of the Java clients %s, joined within 200 ms %s%n",
                RESTARTS, middleAndWorst(pages), middleAndWorst(crowdLast), middleAndWorst(together));
        assertThat(ada.scriptErrors()).isEmpty();
    }

    /** Returns the instant at which it was ready. */
    private long restart(int awaySeconds) throws Exception {
        int port = server.port();
        server.kill();
        Thread.sleep(Duration.ofSeconds(awaySeconds)); // for so long there is none
        server = start(port);
        return System.currentTimeMillis();
    }

    /** How long after an instant the media of the last of the crowd was connected. */
    private long crowdBack(long ready) throws InterruptedException {
        await(
                () -> crowd.stream()
                        .allMatch(member ->
                                member.connectedAt() > member.joinedAt() && member.joinedAt() > ready - 5_000),
                "a crowd that is back");
        return crowd.stream().mapToLong(StayingMember::connectedAt).max().orElseThrow() - ready;
    }

    private long mostTogether() {
        return crowd.stream()
                .collect(Collectors.groupingBy(member -> member.joinedAt() / 200, Collectors.counting()))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElseThrow();
    }

    private void allHear(String what) throws InterruptedException {
        long begin = System.currentTimeMillis();
        ben.waitFor(begin, some -> some.hears(Tone.A4), what);
        crowd.forEach(StayingMember::heard);
        boolean[] has = new boolean[CROWD];
        await(
                () -> {
                    boolean all = true;
                    for (int i = 0; i < CROWD; i++) {
                        has[i] |= crowd.get(i).heard() > 0;
                        all &= has[i];
                    }
                    return all;
                },
                what + " with everybody");
    }

    /** Everybody of the crowd has a turn, as many at once as the queue takes. */
    private void takeTurns() throws InterruptedException {
        for (int i = 0; i < CROWD; i += 5) {
            List<StayingMember> some = crowd.subList(i, i + 5);
            List<Integer> before = some.stream().map(StayingMember::turns).toList();
            some.forEach(StayingMember::takeTurn);
            await(
                    () -> LongStream.range(0, some.size())
                            .allMatch(at -> some.get((int) at).turns() > before.get((int) at)),
                    "a turn of each");
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition, String what) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.sleep(20); // asks again
        }
    }

    private static long readySince(BrowserPerson person, long instant) {
        return ((Number) person.run("return ready.find((time) => time > " + (instant - 2_000) + ") ?? 0")).longValue();
    }

    private static String middleAndWorst(List<Long> figures) {
        List<Long> sorted = figures.stream().sorted().toList();
        return "median " + sorted.get(sorted.size() / 2) + " worst " + sorted.getLast();
    }
}
