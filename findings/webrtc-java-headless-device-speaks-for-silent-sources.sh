#!/bin/sh
# What: webrtc-java 0.14.0 with a HeadlessAudioDeviceModule sends packets all the time for a track of a CustomAudioSource that nobody has
#   pushed anything to. With AudioLayer.kDummyAudio, the other one without a sound card, it sends nothing.
# Why it surprises: the source is the application's own, and the device is there to play what comes. A listener of a push-to-talk
#   channel whose line is sendrecv talks without the floor by it, with 50 packets of silence a second.
# Seen with: dev.onvoid.webrtc:webrtc-java 0.14.0 (Linux, x86-64) on Java 25.
# Output seen:
#   headless device: packets are sent
#   dummy device: none is sent
set -eu

root="$(cd "$(dirname "$0")/.." && pwd)"
. "$root/.mvn/find-jdk25.sh"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
for artifact in dev.onvoid.webrtc:webrtc-java:0.14.0 dev.onvoid.webrtc:webrtc-java:0.14.0:jar:linux-x86_64; do
  "$root/mvnw" -q -f "$root/pom.xml" -N dependency:copy "-Dartifact=$artifact" "-DoutputDirectory=$folder"
done
cat > Seen.java <<'END'
import dev.onvoid.webrtc.*;
import dev.onvoid.webrtc.media.audio.*;
import java.util.List;
import java.util.concurrent.*;

class Seen {
    public static void main(String[] arguments) throws Exception {
        System.out.println("headless device: " + sent(new HeadlessAudioDeviceModule()));
        System.out.println("dummy device: " + sent(new AudioDeviceModule(AudioLayer.kDummyAudio)));
        Runtime.getRuntime().halt(0);
    }

    private static String sent(AudioDeviceModuleBase device) throws Exception {
        var factory = new PeerConnectionFactory(device);
        var peers = new RTCPeerConnection[2];
        var connected = new CountDownLatch(2);
        var candidates = List.of(new LinkedBlockingQueue<RTCIceCandidate>(), new LinkedBlockingQueue<RTCIceCandidate>());
        // from a socket that is bound to no interface it reaches this machine without a network
        var configuration = new RTCConfiguration();
        configuration.portAllocatorConfig =
                new PortAllocatorConfig().setDisableTcp(true).setDisableAdapterEnumeration(true).setEnableAnyAddressPorts(true);
        for (int i = 0; i < 2; i++) {
            int other = 1 - i;
            peers[i] = factory.createPeerConnection(configuration, new PeerConnectionObserver() {
                @Override
                public void onIceCandidate(RTCIceCandidate candidate) {
                    candidates.get(other).add(candidate);
                }

                @Override
                public void onConnectionChange(RTCPeerConnectionState state) {
                    if (state == RTCPeerConnectionState.CONNECTED) {
                        connected.countDown();
                    }
                }
            });
        }
        var init = new RTCRtpTransceiverInit();
        init.direction = RTCRtpTransceiverDirection.SEND_RECV;
        init.streamIds = List.of("voice");
        peers[0].addTransceiver(factory.createAudioTrack("voice", new CustomAudioSource()), init);
        var offer = new Step();
        var answer = new Step();
        peers[0].createOffer(new RTCOfferOptions(), offer);
        apply(peers, offer.get());
        peers[1].createAnswer(new RTCAnswerOptions(), answer);
        apply(new RTCPeerConnection[] {peers[1], peers[0]}, answer.get());
        for (int tries = 0; !connected.await(200, TimeUnit.MILLISECONDS); tries++) {
            if (tries == 100) { return "not connected"; }
            for (int i = 0; i < 2; i++) {
                while (!candidates.get(i).isEmpty()) {
                    peers[i].addIceCandidate(candidates.get(i).take());
                }
            }
        }
        Thread.sleep(2000);
        var report = new CompletableFuture<RTCStatsReport>();
        peers[0].getStats(report::complete);
        long packets = report.get().getStats().values().stream()
                .filter(one -> one.getType() == RTCStatsType.OUTBOUND_RTP)
                .mapToLong(one -> ((Number) one.getAttributes().get("packetsSent")).longValue())
                .sum();
        return packets > 50 ? "packets are sent" : packets == 0 ? "none is sent" : packets + " are sent";
    }

    /** The first one's own, and remote to the second. */
    private static void apply(RTCPeerConnection[] peers, RTCSessionDescription description) throws Exception {
        Step[] steps = {new Step(), new Step()};
        peers[0].setLocalDescription(description, steps[0]);
        steps[0].get();
        peers[1].setRemoteDescription(description, steps[1]);
        steps[1].get();
    }

    /** What becomes of one step of the negotiation. */
    private static final class Step extends CompletableFuture<RTCSessionDescription>
            implements CreateSessionDescriptionObserver, SetSessionDescriptionObserver {
        @Override
        public void onSuccess(RTCSessionDescription made) {
            complete(made);
        }

        @Override
        public void onSuccess() { complete(null); }

        @Override
        public void onFailure(String error) {
            completeExceptionally(new IllegalStateException(error));
        }
    }
}
END
seen="$("$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -cp "$folder/*" Seen.java 2>/dev/null | grep device)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
headless device: packets are sent
dummy device: none is sent
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
