package org.livechat.netlab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody in a browser of their own, behind a network of their own. */
final class Participant implements AutoCloseable {
    /** The console has one connection at a time; a page for Janus one for each that it receives, and one to send. */
    private static final int DOORS = 4;

    private static final URI NOWHERE = URI.create("about:blank");

    private final String name;
    private final Path folder;
    private final ImpairingRelay network;
    private final Browser.Kind kind;
    private final Browser browser;
    private Server.@Nullable Guest guest;

    private Participant(String name, Path folder, ImpairingRelay network, Browser.Kind kind, Browser browser) {
        this.name = name;
        this.folder = folder;
        this.network = network;
        this.kind = kind;
        this.browser = browser;
    }

    /** Starts the browser. */
    static Participant start(String name, Browser.Kind kind, Browser.Devices devices) throws IOException {
        InetAddress address = kind.address();
        Path folder = Leftovers.folder("netlab-browser-");
        ImpairingRelay network = ImpairingRelay.open(address, DOORS);
        String doors = "window.netlabDoors = { host: '%s', ports: %s };%n"
                .formatted(address.getHostAddress(), network.ports());
        Browser browser = kind.start(folder.resolve("profile"), devices, doors + Page.script("netlab.js"));
        return new Participant(name, folder, network, kind, browser);
    }

    String name() {
        return name;
    }

    Browser.Kind kind() {
        return kind;
    }

    ImpairingRelay network() {
        return network;
    }

    /** Enters what a scene is played in; returns when the page says that one is in. */
    void enter(Server server, Case.Scene scene, int run) {
        leave(); // else a link that differs in its fragment alone would load nothing
        Server.Guest entering = server.guest(name, browser, run);
        guest = entering;
        entering.enter(scene);
        until(entering::isIn, "to be in");
    }

    void showFace() {
        guest().showFace();
    }

    void talk() {
        guest().talk();
        until(guest()::isTalking, "to talk");
    }

    void letGo() {
        guest().letGo();
    }

    /** Leaves by closing the page. */
    void leave() {
        browser.open(NOWHERE);
    }

    /** Waits until a picture has been shown. */
    void awaitPicture() {
        until(() -> browser.is("window.netlab.frames > 0"), "for a picture");
    }

    private Server.Guest guest() {
        return Objects.requireNonNull(guest, "has not entered");
    }

    /** Waits, and sees to it meanwhile that doors lead where the page's connections go. */
    private void until(BooleanSupplier condition, String what) {
        Page.until(
                () -> {
                    leadDoors();
                    return condition.getAsBoolean();
                },
                () -> what + ": " + name + ", whose page leads to " + read("window.netlab?.remotes") + " and says "
                        + read("window.place ?? document.body.innerText"));
    }

    private void leadDoors() {
        JsonNode remotes = read("window.netlab?.remotes ?? []");
        for (int door = 0; door < remotes.size(); door++) {
            JsonNode remote = remotes.get(door);
            if (!remote.isNull()) {
                network.lead(
                        door % DOORS,
                        remote.path("host").asString(),
                        remote.path("port").asInt());
            }
        }
    }

    /** The samples of the page so far, oldest first. */
    JsonNode samples() {
        return read("window.netlab.samples");
    }

    private JsonNode read(String expression) {
        Object text = browser.run("return JSON.stringify(" + expression + ")");
        return JsonMapper.shared().readTree(String.valueOf(text));
    }

    @Override
    public void close() throws IOException {
        browser.close();
        network.close();
        Leftovers.delete(folder);
    }
}
