package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The measuring itself: a tone and a colour that went through WebRTC inside one page are told from the others. */
class FakeDevicesTest {
    private static final String PAGE =
            "<!doctype html><div id=connection></div><div id=banners></div><div id=floor-words></div>"
                    + "<div id=ptt-label></div><video id=stage-video muted playsinline autoplay></video>"
                    + "<div id=sound><audio autoplay></audio></div>";
    private static final String LOOP = """
            async () => {
              const from = new RTCPeerConnection(), to = new RTCPeerConnection();
              from.onicecandidate = (event) => to.addIceCandidate(event.candidate);
              to.onicecandidate = (event) => from.addIceCandidate(event.candidate);
              to.ontrack = ({ track }) => {
                const place = track.kind === 'audio' ? document.querySelector('audio') : document.querySelector('video');
                place.srcObject = new MediaStream([track]);
              };
              const own = await navigator.mediaDevices.getUserMedia({ video: true,
                audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false } });
              own.getTracks().forEach((track) => from.addTrack(track, own));
              await from.setLocalDescription();
              await to.setRemoteDescription(from.localDescription);
              await to.setLocalDescription();
              await from.setRemoteDescription(to.localDescription);
            }
            """;

    @Test
    void a_tone_and_a_colour_are_recognized_after_webrtc() throws Exception {
        HttpServer pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        pages.createContext("/", exchange -> {
            byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        pages.start();
        try (BrowserPerson person = BrowserPerson.start("Ada", Tone.E5, SolidColour.GREEN)) {
            person.open(URI.create("http://127.0.0.1:" + pages.getAddress().getPort() + "/"));
            person.await("(" + LOOP.strip() + ")()");
            person.openEyesAndEars();

            Sample sample =
                    person.waitFor(0, some -> some.hears(Tone.E5) && some.sees(SolidColour.GREEN), "tone and colour");

            assertThat(List.of(Tone.A4, Tone.A5)).noneMatch(sample::hears);
            assertThat(List.of(SolidColour.RED, SolidColour.BLUE)).noneMatch(sample::sees);
        } finally {
            pages.stop(0);
        }
    }
}
