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

/** Somebody in a browser of their own. */
final class BrowserParticipant implements Participant {
    /** The console has one connection at a time; a page for Janus one for each that it receives, and one to send. */
    private static final int DOORS = 4;

    private static final URI NOWHERE = URI.create("about:blank");

    private final String name;
    private final Path folder;
    private final ImpairingRelay network;
    private final Agent agent;
    private final Browser browser;
    private Server.@Nullable Guest guest;

    private BrowserParticipant(String name, Path folder, ImpairingRelay network, Agent agent, Browser browser) {
        this.name = name;
        this.folder = folder;
        this.network = network;
        this.agent = agent;
        this.browser = browser;
    }

    /**
     * Starts the browser.
     *
     * @param address that it sends media from, and so the one to reach it at
     */
    static Participant start(String name, Agent agent, InetAddress address, Browser.Starter starter, Devices devices)
            throws IOException {
        Path folder = Leftovers.folder("netlab-browser-");
        ImpairingRelay network = ImpairingRelay.open(address, DOORS);
        String doors = "window.netlabDoors = { host: '%s', ports: %s };%n"
                .formatted(address.getHostAddress(), network.ports());
        Browser browser = starter.start(folder.resolve("profile"), devices, doors + Page.script("netlab.js"));
        return new BrowserParticipant(name, folder, network, agent, browser);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Agent agent() {
        return agent;
    }

    @Override
    public ImpairingRelay network() {
        return network;
    }

    @Override
    public void enter(Server server, Case.Scene scene, int run) {
        leave(); // else a link that differs in its fragment alone would load nothing
        Server.Guest entering = server.guest(name, browser, run);
        guest = entering;
        entering.enter(scene);
        until(entering::isIn, "to be in");
    }

    @Override
    public void showFace() {
        guest().showFace();
    }

    @Override
    public void talk() {
        guest().talk();
        until(guest()::isTalking, "to talk");
    }

    @Override
    public void letGo() {
        guest().letGo();
    }

    @Override
    public void leave() {
        browser.open(NOWHERE);
    }

    @Override
    public void awaitPicture() {
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

    @Override
    public JsonNode samples() {
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
