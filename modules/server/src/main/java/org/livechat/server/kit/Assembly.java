package org.livechat.server.kit;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.livechat.api.Authenticator;
import org.livechat.api.AuthenticatorProvider;
import org.livechat.api.gateway.Admission;
import org.livechat.api.gateway.GatewayProvider;
import org.livechat.api.http.HttpPartProvider;
import org.livechat.api.http.WebServer;
import org.livechat.api.http.WebServerProvider;
import org.livechat.api.media.MediaListener;
import org.livechat.api.media.MediaPlane;
import org.livechat.api.media.MediaPlaneProvider;
import org.livechat.api.network.FailureLimit;
import org.livechat.api.part.PartContext;
import org.livechat.api.part.PluginStatus;
import org.livechat.api.part.Setting;
import org.livechat.api.part.SettingRefused;
import org.livechat.api.part.Settings;
import org.livechat.api.recording.Recorder;
import org.livechat.api.recording.RecorderProvider;
import org.livechat.api.store.Store;
import org.livechat.api.store.StoreProvider;
import org.livechat.api.trace.TraceSink;
import org.livechat.api.trace.TraceSinkProvider;
import org.livechat.api.transport.DatagramTransport;
import org.livechat.api.transport.SharedPortProtocol;
import org.livechat.core.CoreSettings;
import org.livechat.core.LiveControlPlane;
import org.livechat.core.Observation;
import org.livechat.core.TimeSource;
import org.livechat.core.config.CoreConfiguration;
import org.livechat.server.access.Access;
import org.livechat.server.access.CountedAdmission;
import org.livechat.server.access.SharedSecretProvider;
import org.livechat.server.capture.FloorCaptures;
import org.livechat.server.config.ConfigurationException;
import org.livechat.server.provider.PartKind;
import org.livechat.server.provider.Provided;
import org.livechat.server.watch.TurnWatchdog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the parts of a server from its blueprint: each method one kind, with what that kind works with. Not to be kept once
 * they have started: it knows the policies and codecs of the start, which a reload lets go of.
 */
public final class Assembly implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Assembly.class);

    private final Blueprint blueprint;
    private final Requirements requirements;
    private final MetricBook metrics = new MetricBook();
    private final TurnWatchdog watchdog;
    private final PartRoll roll;
    private final HotParts hot;
    private final Absent absent;
    private final Provided mediaPlane;
    private final Optional<Provided> webServer;
    private final Optional<Provided> store;
    private final Optional<Provided> recorder;

    /** Media's, once there is a media plane that wants it. */
    private Optional<SharedPortProtocol> sharedPort = Optional.empty();

    /**
     * @throws ConfigurationException when nobody provides a media plane
     * @throws org.livechat.api.part.SettingRefused when a part is required that nobody provides, or a setting of a policy
     *     or a codec is wrong
     * @throws StartException when one of these failed and is required
     */
    public Assembly(Blueprint blueprint) {
        this.blueprint = blueprint;
        this.requirements = Requirements.of(blueprint);
        requirements.requireAll(blueprint.plugins());
        this.roll = new PartRoll(requirements);
        this.watchdog = new TurnWatchdog(blueprint.watchdogPatience());
        this.hot = HotParts.of(blueprint, requirements);
        this.absent = new Absent(blueprint.plugins(), hot);
        this.mediaPlane = chosen(PartKind.MEDIA_PLANE, PartsSection.MEDIA_PLANE)
                .orElseThrow(() -> new ConfigurationException(
                        "no jar in lib/ and no plug-in has a media plane, which a server cannot be without"));
        this.webServer = chosen(PartKind.WEB_SERVER, PartsSection.WEB_SERVER);
        this.store = chosen(PartKind.STORE, PartsSection.STORE);
        this.recorder = chosen(PartKind.RECORDER, PartsSection.RECORDER);
        webServer.ifPresent(web -> OneNumber.refuse(blueprint, mediaPlane, web));
        blueprint.reportPlugins();
    }

    /** All trace sinks as one. */
    public TraceSink traceSinks() {
        return TraceSinks.of(blueprint.plugins().of(PartKind.TRACE_SINK).stream()
                .<TraceSink>flatMap(provided -> roll
                        .make(provided, () -> ((TraceSinkProvider) provided.provider()).create(context(provided)))
                        .map(sink -> new GuardedSink(provided.name(), sink))
                        .stream())
                .toList());
    }

    /** What outlives a restart; nothing does where there is no store. */
    public Store store(TraceSink trace) {
        return store.<Store>flatMap(provided -> {
                    var context = new StoreSurroundings(blueprint.settings(provided), shared(), trace);
                    return roll.make(provided, () -> ((StoreProvider) provided.provider()).create(context))
                            .map(made -> new GuardedStore(provided.fullName(), made));
                })
                .orElse(Store.none());
    }

    /** What keeps what is said in recorded channels; empty where there is no such part, or no store for its rows. */
    public Optional<Recorder> recorder(TraceSink trace, Store store) {
        if (store.equals(Store.none())) {
            recorder.ifPresent(provided -> roll.unused(provided, "there is no store for what it notes"));
            return Optional.empty();
        }
        return recorder.<Recorder>flatMap(provided -> {
            var context = new RecorderSurroundings(blueprint.settings(provided), shared(), store, trace);
            return roll.make(provided, () -> ((RecorderProvider) provided.provider()).create(context))
                    .map(made -> new GuardedRecorder(provided.fullName(), made));
        });
    }

    /** The control plane over the media plane that is chosen. */
    public LiveControlPlane controlPlane(TraceSink trace, Store store, Optional<Recorder> keeper) {
        try {
            CoreSettings settings = coreSettings();
            LiveControlPlane control = LiveControlPlane.start(
                    settings,
                    listener -> openMedia(listener, keeper),
                    TimeSource.system(),
                    hot.policies().list(),
                    new Observation(trace, metrics),
                    store);
            roll.hold("control plane of the server", control::close);
            metrics.add(control.quality());
            watchdog.watch(control.turns());
            return control;
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()));
        }
    }

    private CoreSettings coreSettings() {
        return CoreConfiguration.of(
                blueprint.configuration()::of,
                hot.policies().list(),
                policy -> absent.why(PartKind.FLOOR_POLICY, policy),
                noRecorder());
    }

    private Optional<String> noRecorder() {
        if (recorder.isEmpty()) {
            return Optional.of("there is no recorder (parts.recorder)");
        }
        return store.isEmpty()
                ? Optional.of("there is no store for what the recorder notes (parts.store)")
                : Optional.empty();
    }

    // Closed by the control plane, which is the only one that asks anything of it.
    private MediaPlane openMedia(MediaListener listener, Optional<Recorder> keeper) {
        List<DatagramTransport> transports = blueprint.plugins().of(PartKind.TRANSPORT).stream()
                .flatMap(provided -> roll
                        .configure(
                                provided,
                                () -> ((DatagramTransport) provided.provider())
                                        .configured(blueprint.settings(provided)))
                        .stream())
                .toList();
        var context = new MediaSurroundings(
                blueprint.settings(mediaPlane), shared(), hot.codecs().list(), transports, listener, keeper);
        MediaPlane plane = roll.make(mediaPlane, () -> ((MediaPlaneProvider) mediaPlane.provider()).open(context))
                .orElseThrow(() -> requirements
                        .parts()
                        .refuseDisabled("names '%s', which is the media plane in use".formatted(mediaPlane.name())));
        sharedPort = roll.ask(plane, "sharedPort()", plane::sharedPort);
        return plane;
    }

    /** Who lets clients in. */
    public Admission admission(String secret, TraceSink trace) {
        List<String> named = blueprint.access().authenticators();
        for (Provided provided : authenticators(secret)) {
            if (named.contains(provided.name())) {
                roll.made(provided);
            } else {
                roll.unused(provided, "access.authenticators does not name it");
            }
        }
        return new CountedAdmission(authenticator(secret), guesses(), trace);
    }

    private Authenticator authenticator(String secret) {
        return Access.of(
                blueprint.access(), authenticators(secret), blueprint.plugins()::whyAbsent, this::authenticator);
    }

    private List<Provided> authenticators(String secret) {
        var shared = Provided.own(PartKind.AUTHENTICATOR, new SharedSecretProvider(secret));
        return Stream.concat(Stream.of(shared), blueprint.plugins().of(PartKind.AUTHENTICATOR).stream())
                .toList();
    }

    // One that the configuration names is required: without it others would let in, or nobody could come in.
    private Authenticator authenticator(Provided provided) {
        try {
            return Answer.of(
                    provided,
                    "create()",
                    () -> ((AuthenticatorProvider) provided.provider()).create(context(provided)));
        } catch (SettingRefused e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StartException(
                    "%s, which access.authenticators names: %s"
                            .formatted(
                                    provided.fullName(),
                                    PartFailure.of(provided, e).reason()),
                    e);
        }
    }

    private FailureLimit guesses() {
        return new FailureLimit(blueprint.access().failuresPerMinute());
    }

    /** All gateways. */
    public void gateways(LiveControlPlane control, Admission admission, TraceSink trace) {
        for (Provided provided : blueprint.plugins().of(PartKind.GATEWAY)) {
            var context = new GatewaySurroundings(blueprint.settings(provided), shared(), control, admission, trace);
            roll.make(provided, () -> ((GatewayProvider) provided.provider()).create(context));
        }
    }

    /** All HTTP parts, and the kit that they show to operators. */
    public LiveKit httpParts(
            LiveControlPlane control, Admission admission, TraceSink trace, Store store, Optional<Recorder> keeper) {
        var kit = new LiveKit(blueprint, roll, hot, control);
        var capture = new FloorCaptures(control, blueprint.dataFolder());
        roll.hold("capture of the server", capture::close);
        for (Provided provided : blueprint.plugins().of(PartKind.HTTP_PART)) {
            var context = new HttpSurroundings(
                    blueprint.settings(provided),
                    shared(),
                    control,
                    control,
                    kit,
                    capture,
                    store,
                    keeper,
                    admission,
                    trace);
            roll.make(provided, () -> ((HttpPartProvider) provided.provider()).create(context));
        }
        return kit;
    }

    /** The web server for all parts there are; empty when there is none. */
    public Optional<WebServer> webServer(String adminToken, TraceSink trace) {
        return webServer.flatMap(provided -> roll.make(provided, () -> webServer(provided, adminToken, trace)));
    }

    private WebServer webServer(Provided provided, String adminToken, TraceSink trace) {
        return ((WebServerProvider) provided.provider())
                .create(new WebServerSurroundings(
                        blueprint.settings(provided), shared(), roll, adminToken, guesses(), trace, sharedPort));
    }

    /**
     * Starts everything that was made.
     *
     * @return what closes it
     * @throws StartException when a part fails that is required
     */
    public PartRoll start() {
        metrics.add(watchdog);
        watchdog.start();
        roll.hold("watchdog of the server", watchdog::close);
        roll.start();
        hotParts()
                .forEach(provided -> log.info(
                        "Part {}: {} from {}", provided.name(), provided.kind().words(), provided.origin()));
        for (String name : requirements.parts().expected()) {
            boolean isThere = blueprint.plugins().all().stream()
                    .anyMatch(provided -> provided.name().equals(name));
            if (!isThere) {
                log.warn("There is no {}: no jar in lib/ and no plug-in has a part of that name", name);
            }
        }
        return roll;
    }

    /**
     * Looks whether the parts could be made so, as far as that can be told without ports.
     *
     * @return what would be missing
     * @throws ConfigurationException when not
     * @throws org.livechat.api.part.SettingRefused when a setting is wrong
     */
    public Soundness check() {
        coreSettings();
        authenticator("");
        checkMedia();
        webServer.ifPresent(provided -> webServer(provided, "", TraceSink.none()));
        return new Soundness(
                blueprint.plugins().statuses().stream()
                        .filter(status -> status.outcome() == PluginStatus.Outcome.REFUSED)
                        .map(PluginStatus::name)
                        .toList(),
                blueprint.plugins().all().stream()
                        .filter(provided -> hot.failure(provided).isPresent())
                        .map(Provided::words)
                        .toList());
    }

    private void checkMedia() {
        List<DatagramTransport> transports = blueprint.plugins().of(PartKind.TRANSPORT).stream()
                .map(provided -> (DatagramTransport) provided.provider())
                .toList();
        Answer.of(mediaPlane, "check()", () -> {
            ((MediaPlaneProvider) mediaPlane.provider()).check(blueprint.settings(mediaPlane), transports);
            return true;
        });
    }

    private Stream<Provided> hotParts() {
        return blueprint.plugins().all().stream()
                .filter(provided ->
                        provided.kind().isHot() && hot.failure(provided).isEmpty());
    }

    /** Closes everything that was made, in the reverse order. */
    @Override
    public void close() {
        roll.close();
    }

    /** The one of a kind that is used; empty when nobody provides any. */
    private Optional<Provided> chosen(PartKind kind, Setting<String> choice) {
        List<Provided> all = blueprint.plugins().of(kind);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Settings said = blueprint.configuration().of(PartsSection.SECTION);
        String name = said.get(choice);
        boolean mayBeNone = kind == PartKind.STORE || kind == PartKind.RECORDER;
        if (mayBeNone && name.equals(PartsSection.NONE)) {
            all.forEach(provided -> roll.unused(provided, "parts." + choice.key() + " is none"));
            return Optional.empty();
        }
        Provided chosen = all.stream()
                .filter(provided -> provided.name().equals(name))
                .findFirst()
                .orElseThrow(() -> said.refuse(
                        choice,
                        "is '%s', but has to be the name of a %s of this server: %s%s"
                                .formatted(
                                        name,
                                        kind.words(),
                                        all.stream()
                                                .map(Provided::name)
                                                .sorted()
                                                .collect(joining(", ")),
                                        blueprint
                                                .plugins()
                                                .whyAbsent(name)
                                                .map("; "::concat)
                                                .orElse(""))));
        all.stream()
                .filter(provided -> !provided.equals(chosen))
                .forEach(provided -> roll.unused(provided, "parts.%s names %s".formatted(choice.key(), name)));
        return Optional.of(chosen);
    }

    private PartContext context(Provided provided) {
        return new SectionContext(blueprint.settings(provided), shared());
    }

    private SectionContext.Shared shared() {
        return new SectionContext.Shared(blueprint.home(), blueprint.dataFolder(), metrics, watchdog);
    }
}
