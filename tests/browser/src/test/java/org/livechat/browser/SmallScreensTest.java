package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Every control can be scrolled to and clicked, by a real pointer, at every size from the smallest phone to a desk. */
@TestInstance(Lifecycle.PER_CLASS)
class SmallScreensTest {
    private record Size(int width, int height) {}

    private static final Size SMALLEST = new Size(320, 480);

    /** On both sides of every size at which the page is laid out anew. */
    private static final List<Size> SIZES = List.of(
            SMALLEST,
            new Size(360, 740),
            new Size(700, 480),
            new Size(701, 480),
            new Size(900, 640),
            new Size(1080, 600),
            new Size(1081, 480),
            new Size(1280, 800));

    /** One of each way of laying the page out. */
    private static final List<Size> DIFFERENT = List.of(SMALLEST, new Size(360, 740), new Size(900, 640));

    /** At these what is used all the time is seen without scrolling. */
    private static final List<Size> AT_A_GLANCE = List.of(new Size(360, 740), new Size(900, 640), new Size(1280, 800));

    private RunningServer server;
    private BrowserPerson ada;

    @BeforeAll
    void enter() throws Exception {
        server = RunningServer.start();
        ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED);
    }

    @AfterAll
    void leave() throws IOException {
        ada.close();
        server.close();
    }

    @Test
    void every_control_can_be_clicked_at_every_size() throws Exception {
        ada.openAnew(server.consoleLink());
        ada.run(BrowserPerson.resource("pointed.js"));
        clickAll("sign-in", "connect", "open-settings");
        ada.run("document.getElementById('name').value = ' '.repeat(3)");
        ada.click("#connect");
        ada.waitUntilTextIs("name-note", "Type your name, as the others will see it."::equals);
        clickAll(List.of(SMALLEST), "no-name", "connect");

        ada.signIn(server.consoleLink());
        ada.waitUntil(() -> ada.isShown("channel-list"), "channels");
        clickAll("channels", "sign-out");

        ada.join("CH_0001");
        ada.waitUntilTextContains("floor-words", "The channel is free");
        clickAll("push-to-talk", "ptt", "camera", "screen", "message", "leave", "sign-out", "emergency");
        for (Size size : AT_A_GLANCE) {
            resize(size);
            assertThat(List.of("ptt", "camera", "screen", "message"))
                    .as("seen without scrolling at %s", size)
                    .allMatch(id -> Boolean.TRUE.equals(ada.run("return pointed.inView(arguments[0])", id)));
        }

        resize(SMALLEST);
        ada.await("import('/dom.js').then(({ banner }) => ['a', 'b', 'c', 'd', 'e', 'f'].forEach((key) => banner(key,"
                + " 'Something that takes more than one line to be said, as most of what is said here does.',"
                + " { action: { label: 'Try again', run() {} } })))");
        clickAll(List.of(SMALLEST), "notices", "ptt", "message", "Dismiss");
        ada.run("document.getElementById('banners').replaceChildren()");

        ada.click("#open-settings");
        clickAll(DIFFERENT, "settings", "toggle-talk", "voice-processing");
        ada.click("#settings button");

        ada.leave();
        ada.joinConference("CH_0004");
        clickAll("conference", "ptt", "camera", "screen", "tile-count", "message");
        ada.await("""
                (async () => {
                  const { LivechatClient } = await import('/livechat.js');
                  for (const user of ['Ben', 'Cleo', 'Dora']) {
                    const client = new LivechatClient({ user, token: '%s', remoteVoices: 1, remoteVideos: 1 });
                    await client.connect();
                    await client.join('CH_0004');
                  }
                })()""".strip().formatted(RunningServer.SECRET));
        ada.waitUntil(() -> ada.tiles().size() == 3, "three others");
        clickAll(DIFFERENT, "crowd", "ptt", "tile-count", "message", "Pin Ben", "Pin Dora");
        ada.pressPin("Ben");
        ada.waitUntil(() -> ada.pinnedInList().equals(List.of("Ben")), "Ben pinned");
        clickAll(DIFFERENT, "pinned", "Pin Ben", "Pin Dora");
        assertThat(ada.scriptErrors()).isEmpty();
    }

    @Test
    void while_sound_is_being_connected_nothing_says_that_there_is_none() {
        ada.openAnew(server.consoleLink());
        ada.signIn(server.consoleLink());
        ada.run("""
                window.said = new Set();
                const words = document.getElementById('floor-words');
                new MutationObserver(() => said.add(words.textContent)).observe(words, { childList: true, subtree: true, characterData: true });
                """);
        ada.join("CH_0001");
        ada.waitUntilTextContains("floor-words", "The channel is free");
        ada.goOffline();
        ada.waitUntilTextIs("ptt-label", "Not connected"::equals);
        ada.comeOnline();
        ada.waitUntilTextContains("floor-words", "The channel is free");

        assertThat((List<?>) ada.run("return [...said]"))
                .anyMatch("The channel is free."::equals)
                .noneMatch(words -> words.toString().contains("without sound"));
    }

    private void clickAll(String page, String... expected) throws IOException {
        clickAll(SIZES, page, expected);
    }

    private void clickAll(List<Size> sizes, String page, String... expected) throws IOException {
        for (Size size : sizes) {
            resize(size);
            List<?> controls = (List<?>) ada.run("return pointed.find()");
            assertThat(controls.stream().map(Object::toString)).contains(expected);
            Object point = ada.run("return pointed.reach(0)");
            for (int at = 0; at < controls.size(); at++) {
                String what = "%s of the %s page at %s".formatted(controls.get(at), page, size);
                assertThat(point).as("where %s is", what).isInstanceOf(List.class);
                List<?> place = (List<?>) point;
                ada.clickAt(((Number) place.getFirst()).intValue(), ((Number) place.getLast()).intValue());
                List<?> outcome = (List<?>) ada.run("return pointed.landed(arguments[0])", at);
                assertThat(outcome.getFirst())
                        .as("a click on %s lands there", what)
                        .isEqualTo(true);
                point = outcome.getLast();
            }
            ada.run("pointed.end()");
            String pictures = System.getProperty("livechat.test.pictures");
            if (pictures != null) {
                ada.photograph(Files.createDirectories(Path.of(pictures))
                        .resolve("%s-%dx%d.png".formatted(page, size.width(), size.height())));
            }
        }
    }

    private void resize(Size size) {
        ada.resize(size.width(), size.height());
    }
}
