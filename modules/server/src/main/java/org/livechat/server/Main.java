package org.livechat.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.livechat.api.part.SettingRefused;
import org.livechat.server.config.ConfigurationException;
import org.livechat.server.config.Nearest;
import org.livechat.server.config.Overrides;
import org.livechat.server.kit.Blueprint;
import org.livechat.server.kit.StartException;
import org.livechat.server.newplugin.NewPlugin;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code lcserver}. Exit codes: 0 stopped as asked, 1 could not start, 2 wrong usage or configuration. */
@Command(
        name = "lcserver",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {NewPlugin.class, Replay.class},
        description = "Push-to-talk and live media relay server.",
        footer = {
            "",
            "The secret that clients present comes from LIVECHAT_SECRET, else from a file in the data folder that is made "
                    + "at the first start; so does the token of lcadmin and lctrace, LIVECHAT_ADMIN_TOKEN. Every key of livechat.yaml has an environment variable: http.port is "
                    + "LIVECHAT_HTTP_PORT."
        })
public final class Main implements Callable<Integer> {
    private static final int COULD_NOT_START = 1;
    private static final int WRONG_USAGE = 2;
    private static final String LOGBACK = "logback.configurationFile";
    private static final Duration LOOK_FOR_TALKERS = Duration.ofMillis(50);

    @Option(names = "--config", paramLabel = "FILE", description = "The configuration file.")
    private @Nullable Path config;

    @Option(names = "--port", paramLabel = "PORT", description = "TCP port of console, WebSocket and REST (8080).")
    private @Nullable String port;

    @Option(names = "--udp-port", paramLabel = "PORT", description = "Port of media, of UDP and of TCP (10000).")
    private @Nullable String udpPort;

    @Option(
            names = "--advertise-ip",
            paramLabel = "IP",
            description = "The address that clients send media to (that of the default route). Also ADVERTISE_IP.")
    private @Nullable String advertiseIp;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Any key of the configuration file, such as --set floor.max_talk=60s.")
    private List<String> settings = List.of();

    @Option(names = "--print-config", description = "Print the configuration in effect and end.")
    private boolean printConfig;

    @Option(names = "--check-config", description = "Check the configuration and end.")
    private boolean checkConfig;

    private final Map<String, String> environment;
    private boolean hasServed;

    Main(Map<String, String> environment) {
        this.environment = environment;
    }

    public static void main(String[] arguments) {
        var main = new Main(System.getenv());
        var command = new CommandLine(main);
        command.setOverwrittenOptionsAllowed(true);
        command.setExpandAtFiles(false);
        command.setExecutionStrategy(main::executed);
        command.setExecutionExceptionHandler(Main::report);
        command.setParameterExceptionHandler((wrong, given) -> end(wrong.getMessage() + meant(wrong), WRONG_USAGE));
        int status = COULD_NOT_START;
        var exit = UnexpectedExit.watch();
        try {
            status = command.execute(arguments);
        } catch (Throwable e) {
            // An Error of a part's that nobody foresaw. Other threads are running: without this the process would stay.
            LoggerFactory.getLogger(Main.class).error("The server ends: a defect in it or in a part", e);
        } finally {
            exit.expect();
            System.exit(status);
        }
    }

    // What was to be printed has to arrive, of every command and of help too. A server has a log, and its one line may
    // have lost its reader by now.
    private int executed(CommandLine.ParseResult parsed) {
        int exitCode = new CommandLine.RunLast().execute(parsed);
        parsed.commandSpec().commandLine().getOut().flush();
        return exitCode == 0 && !hasServed && System.out.checkError()
                ? end("what was to be printed could not be written", COULD_NOT_START)
                : exitCode;
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<Path> file = configFile();
        chooseLogging(file);
        if (printConfig) {
            read(file).effective().forEach((key, value) -> System.out.println(key + ": " + value));
        } else if (checkConfig) {
            System.out.println(LivechatServer.check(read(file)).words());
        } else {
            HeapTarget.follow();
            Started started = start(file);
            hasServed = true;
            run(started);
        }
        return 0;
    }

    private record Started(LivechatServer server, Secret secret) {}

    // What the server was built from is left to it: a variable of a thread that stays would keep it for ever, and the
    // plug-ins that are replaced later with it.
    private Started start(Optional<Path> file) {
        Blueprint blueprint = read(file);
        Secret secret = Secret.obtain(environment, blueprint.dataFolder());
        Secret adminToken = Secret.adminToken(environment, blueprint.dataFolder());
        return new Started(LivechatServer.start(blueprint, secret.value(), adminToken.value()), secret);
    }

    private Blueprint read(Optional<Path> file) {
        Overrides overrides = overrides();
        Blueprint blueprint = Blueprint.read(file, overrides, Path.of(System.getProperty("livechat.home", "")));
        if (!printConfig) {
            overrides
                    .unknownVariables(blueprint.effective().keySet())
                    .forEach(LoggerFactory.getLogger(Main.class)::warn);
        }
        return blueprint;
    }

    private void run(Started started) throws InterruptedException {
        LivechatServer server = started.server();
        var signals = StopSignals.listen();
        var systemd = Systemd.of(environment);
        if (started.secret().isNew()) {
            LoggerFactory.getLogger(Main.class)
                    .info(
                            "The clients' secret was made at this start and is kept in {}; LIVECHAT_SECRET sets one of your own",
                            started.secret().origin());
        }
        System.out.println(ReadyLine.of(server, started.secret()));
        systemd.ready();
        systemd.keepAlive(server::look);
        String signal = signals.awaitFirst();
        LoggerFactory.getLogger(Main.class).info("The server stops: {} asked it to", signal);
        systemd.stopping();
        drain(server, signals);
        server.close();
    }

    private static void drain(LivechatServer server, StopSignals signals) throws InterruptedException {
        long end = System.nanoTime() + server.drain().toNanos();
        while (server.hasTalkers() && System.nanoTime() - end < 0 && !signals.awaitSecond(LOOK_FOR_TALKERS)) {
            // The last burst may end at any moment, the second signal come, or the limit be reached.
        }
    }

    private Optional<Path> configFile() {
        if (config != null) {
            return Optional.of(config);
        }
        return Optional.ofNullable(System.getProperty("livechat.home"))
                .map(home -> Path.of(home, "config", "livechat.yaml"))
                .filter(Files::exists);
    }

    // A configuration that is apart from the installation may have its logging beside it. Before the first logger is
    // there.
    private static void chooseLogging(Optional<Path> configFile) {
        if (System.getProperty(LOGBACK) == null) {
            Stream.concat(
                            configFile.map(file -> file.resolveSibling("logback.xml")).stream(),
                            Optional.ofNullable(System.getProperty("livechat.home")).stream()
                                    .map(home -> Path.of(home, "config", "logback.xml")))
                    .filter(Files::exists)
                    .findFirst()
                    .ifPresent(file -> System.setProperty(LOGBACK, file.toString()));
        }
    }

    private Overrides overrides() {
        var overrides = new Overrides(environment);
        Optional.ofNullable(environment.get("ADVERTISE_IP"))
                .ifPresent(ip -> overrides.set("media.advertise", ip, "environment variable ADVERTISE_IP"));
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new ConfigurationException(
                        "--set %s: has to be KEY=VALUE, such as --set http.port=9000".formatted(setting));
            }
            overrides.set(setting.substring(0, equals), setting.substring(equals + 1), "--set " + setting);
        }
        Optional.ofNullable(port).ifPresent(text -> overrides.set("http.port", text, "--port"));
        Optional.ofNullable(udpPort).ifPresent(text -> overrides.set("media.port", text, "--udp-port"));
        Optional.ofNullable(advertiseIp).ifPresent(text -> overrides.set("media.advertise", text, "--advertise-ip"));
        return overrides;
    }

    // One clear line; a stack trace only for what nobody foresaw.
    private static int report(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        return switch (failure) {
            case ConfigurationException wrong -> end(wrong.getMessage(), WRONG_USAGE);
            case SettingRefused wrong -> end(wrong.getMessage(), WRONG_USAGE);
            case StartException refused -> {
                LoggerFactory.getLogger(Main.class).debug("Why the server does not start", refused);
                yield end(refused.getMessage(), COULD_NOT_START);
            }
            default -> {
                LoggerFactory.getLogger(Main.class).error("a defect, please report it", failure);
                yield COULD_NOT_START;
            }
        };
    }

    /** Words for who has mistyped an option or a command. */
    private static String meant(CommandLine.ParameterException wrong) {
        if (!(wrong instanceof CommandLine.UnmatchedArgumentException unmatched)) {
            return "";
        }
        CommandLine.Model.CommandSpec spec = wrong.getCommandLine().getCommandSpec();
        String typed = unmatched.getUnmatched().getFirst().split("=", 2)[0];
        return Nearest.of(
                        Stream.concat(spec.optionsMap().keySet().stream(), spec.subcommands().keySet().stream()), typed)
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
    }

    private static int end(@Nullable String reason, int exitCode) {
        System.err.println("lcserver: " + reason);
        return exitCode;
    }
}
