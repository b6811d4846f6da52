package org.livechat.netlab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Somebody with libwebrtc and no browser, at livechat. A talker does not hear, and a listener has no voice. */
final class LibwebrtcParticipant implements Participant {
    private final String name;
    private final Devices devices;
    private final ImpairingRelay network;
    private @Nullable LibwebrtcCall call;

    private LibwebrtcParticipant(String name, Devices devices, ImpairingRelay network) {
        this.name = name;
        this.devices = devices;
        this.network = network;
    }

    static Participant start(String name, Devices devices) throws IOException {
        return new LibwebrtcParticipant(name, devices, ImpairingRelay.open(OwnAddress.LOOPBACK, 1));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Agent agent() {
        return Agent.LIBWEBRTC;
    }

    @Override
    public ImpairingRelay network() {
        return network;
    }

    @Override
    public void enter(Server server, Case.Scene scene, int run) {
        leave();
        try {
            LibwebrtcCall entering = new LibwebrtcCall(
                    server.link(), name, LivechatGuest.channel(scene), !name.equals(Stage.TALKER), devices);
            call = entering;
            entering.join(network);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void showFace() {
        call().show();
    }

    @Override
    public void talk() {
        call().talk();
    }

    @Override
    public void letGo() {
        call().letGo();
    }

    @Override
    public void leave() {
        LibwebrtcCall left = call;
        call = null;
        if (left != null) {
            left.close();
        }
    }

    @Override
    public void awaitPicture() {
        Page.until(call()::hasPicture, () -> "for a picture: " + name + " with libwebrtc");
    }

    @Override
    public JsonNode samples() {
        return call().samples();
    }

    private LibwebrtcCall call() {
        return Objects.requireNonNull(call, "has not entered");
    }

    @Override
    public void close() throws IOException {
        leave();
        network.close();
    }
}
