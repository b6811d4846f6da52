package org.livechat.tools;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The command {@code lcadmin}: looks at a running server and changes what operators may. */
@Command(
        name = "lcadmin",
        mixinStandardHelpOptions = true,
        versionProvider = ToolVersion.class,
        subcommands = {
            PluginsCommand.class,
            DumpCommand.class,
            CaptureCommand.class,
            RecordingsCommand.class,
            TokenCommand.class,
            TokenKeyCommand.class,
            GenerateCompletion.class
        },
        description = "Looks at a running livechat server, and acts on it.",
        footer = {
            "",
            "Exit codes: 0 done, 1 the server said no, 2 wrong usage, 3 could not connect, 4 could not print or write a file.",
            "Shell completion: source <(lcadmin generate-completion)"
        })
public final class LcAdmin implements Runnable {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    /** After that who watches is told that nothing comes. */
    private static final Duration TO_LOOK = Duration.ofSeconds(5);

    /** As the server bounds them, which knows them by other names. */
    private static final Duration LONGEST_BLOCK = Duration.ofDays(3650);

    private static final int LONGEST_DRAIN_SECONDS = 86_400;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print the server's JSON instead of tables.")
    private boolean json;

    private LcAdmin() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command as picocli runs it, for main and for tests. */
    public static CommandLine commandLine() {
        return Failures.reported(new CommandLine(new LcAdmin()));
    }

    @Override
    public void run() {
        throw new ParameterException(commandSpec().commandLine(), "say what to do, such as: lcadmin status");
    }

    @Command(mixinStandardHelpOptions = true, description = "The server at a glance, and which of its threads hang.")
    void status(@Option(names = "--watch", description = "Show it again every second.") boolean watch) {
        AdminClient client = client();
        look(patience -> statusAndHanging(client, patience), watch, AdminTables::status);
    }

    @Command(mixinStandardHelpOptions = true, description = "Who is online, or one user.")
    void users(@Parameters(arity = "0..1", paramLabel = "ID") @Nullable String id) {
        look("/admin/users", id, AdminTables::users);
    }

    @Command(mixinStandardHelpOptions = true, description = "All channels and their floors, or one channel.")
    void channels(
            @Parameters(arity = "0..1", paramLabel = "ID") @Nullable String id,
            @Option(names = "--watch", description = "Show it again every second.") boolean watch) {
        look(path("/admin/channels", id), watch, id == null ? AdminTables::channels : AdminTables::detail);
    }

    @Command(mixinStandardHelpOptions = true, description = "Media endpoints and how well they do, or one of them.")
    void peers(@Parameters(arity = "0..1", paramLabel = "UFRAG") @Nullable String ufrag) {
        look(path("/admin/peers", ufrag), false, ufrag == null ? PeerTables::list : PeerTables::detail);
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "floor-revoke",
            description = "Take the floor from whoever holds it, and clear the queue.")
    void floorRevoke(@Parameters(paramLabel = "CHANNEL") String channel) {
        JsonNode answer = client().send("POST", path("/admin/floor-revoke", channel));
        done(answer, "the floor of " + channel + " was taken from " + AdminTables.text(answer, "revoked_from"));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "Write a copy of all that is kept (channels, mutes, blocks, messages, bursts) while the server runs.",
                "It stays on the server's machine, in the folder backups of its data, and has all messages in it."
            })
    void backup(@Parameters(paramLabel = "FILE", description = "Its name, without a folder.") String file) {
        JsonNode answer = client().send("POST", path("/admin/backup", file));
        done(answer, "on the server's machine: " + AdminTables.text(answer, "file"));
    }

    @Command(mixinStandardHelpOptions = true, description = "End a user's session. The user may come back; see block.")
    void kick(@Parameters(paramLabel = "USER") String user) {
        done(client().send("POST", path("/admin/kick", user)), "the session of " + user + " has ended");
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "End a user's session, and let the user open none until the time is over or unblock.")
    void block(
            @Parameters(paramLabel = "USER") String user,
            @Option(
                            names = "--for",
                            paramLabel = "TIME",
                            converter = TimeSpan.class,
                            description =
                                    "Such as 90s, 30m, 1h30m or 2d, in place of any block of before. Without it: until"
                                            + " unblock.")
                    @Nullable
                    Duration length) {
        requireAtMost("--for", length, LONGEST_BLOCK, "3650d");
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        Optional.ofNullable(length).ifPresent(time -> body.put("for_secs", time.toSeconds()));
        JsonNode answer = client().send("POST", path("/admin/block", user), body);
        done(
                answer,
                user + " is blocked"
                        + (length == null
                                ? ""
                                : " for " + AdminTables.length(length.toSeconds()) + ", until "
                                        + AdminTables.moment(answer, "until")));
    }

    @Command(mixinStandardHelpOptions = true, description = "A blocked user may come again.")
    void unblock(@Parameters(paramLabel = "USER") String user) {
        done(client().send("POST", path("/admin/unblock", user)), user + " may come again");
    }

    @Command(mixinStandardHelpOptions = true, description = "Who is blocked.")
    void blocks() {
        look("/admin/blocks", false, AdminTables::blocks);
    }

    @Command(mixinStandardHelpOptions = true, description = "A user may not talk in a channel any more, until unmuted.")
    void mute(@Parameters(paramLabel = "CHANNEL") String channel, @Parameters(paramLabel = "USER") String user) {
        JsonNode answer = client().send("POST", path(path("/admin/mute", channel), user));
        done(
                answer,
                user + " may not talk in " + channel + " any more"
                        + (answer.path("in_channel").asBoolean(true)
                                ? ""
                                : "; who is not in it now will be told on coming"));
    }

    @Command(mixinStandardHelpOptions = true, description = "A muted user may talk again.")
    void unmute(@Parameters(paramLabel = "CHANNEL") String channel, @Parameters(paramLabel = "USER") String user) {
        done(client().send("POST", path(path("/admin/unmute", channel), user)), user + " may talk in " + channel);
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "channel-create",
            description = "Make a channel that belongs to the server.")
    void channelCreate(
            @Parameters(paramLabel = "CHANNEL") String channel,
            @Parameters(paramLabel = "FREQ", description = "Four digits.") String frequency,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--mode", paramLabel = "MODE", description = "ptt (default) or conference.") @Nullable
                    String mode,
            @Option(names = "--capacity", paramLabel = "COUNT", description = "The most members.") @Nullable
                    Integer capacity,
            @Option(names = "--record", description = "Record what is said in it; its members are told.")
                    boolean record) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (record) {
            body.put("record", true);
        }
        body.put("channel_id", channel).put("freq", frequency).put("name", name);
        Optional.ofNullable(mode).ifPresent(text -> body.put("mode", text));
        Optional.ofNullable(capacity).ifPresent(most -> body.put("capacity", most.intValue()));
        done(client().send("POST", "/admin/channels", body), "channel " + channel + " is there");
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "channel-change",
            description = "Change the name or the capacity of a channel.")
    void channelChange(
            @Parameters(paramLabel = "CHANNEL") String channel,
            @Option(names = "--name", paramLabel = "NAME") @Nullable String name,
            @Option(names = "--capacity", paramLabel = "COUNT", description = "The most members.") @Nullable
                    Integer capacity) {
        if (name == null && capacity == null) {
            throw new ParameterException(commandSpec().commandLine(), "say what to change: --name or --capacity");
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        Optional.ofNullable(name).ifPresent(text -> body.put("name", text));
        Optional.ofNullable(capacity).ifPresent(most -> body.put("capacity", most.intValue()));
        done(client().send("PATCH", path("/admin/channels", channel), body), "channel " + channel + " is changed");
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "channel-delete",
            description = "Delete a channel; its members are told.")
    void channelDelete(@Parameters(paramLabel = "CHANNEL") String channel) {
        done(client().send("DELETE", path("/admin/channels", channel)), "channel " + channel + " is gone");
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Let nothing new begin, and who talks finish. The server stays up; see undrain.")
    void drain(
            @Option(names = "--limit", paramLabel = "SECONDS", description = "When who still talks loses the floor.")
                    @Nullable
                    Integer limit) {
        if (limit != null && (limit < 0 || limit > LONGEST_DRAIN_SECONDS)) {
            throw CommandFailed.wrongUsage("--limit is " + limit
                    + ", but has to be a whole number of seconds from 0 to " + LONGEST_DRAIN_SECONDS);
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        Optional.ofNullable(limit).ifPresent(seconds -> body.put("limit_secs", seconds.intValue()));
        JsonNode answer = client().send("POST", "/admin/drain", body);
        int taken = answer.path("floor_active").asInt(0);
        String floors = taken == 1 ? "1 floor is still taken, and has" : taken + " floors are still taken, and have";
        done(
                answer,
                "the server drains: "
                        + (taken == 0
                                ? "no floor is taken"
                                : floors + " to be given up within " + AdminTables.text(answer, "limit_secs") + " s"));
    }

    @Command(mixinStandardHelpOptions = true, description = "Take a drain back.")
    void undrain() {
        done(client().send("DELETE", "/admin/drain"), "the server does not drain any more");
    }

    /** @throws CommandFailed when a length of time is longer than the server takes it */
    static void requireAtMost(String option, @Nullable Duration given, Duration most, String inWords) {
        if (given != null && given.compareTo(most) > 0) {
            throw CommandFailed.wrongUsage(option + " may be " + inWords + " at most");
        }
    }

    private static JsonNode statusAndHanging(AdminClient client, Duration patience) {
        JsonNode status = client.get("/admin/status", patience);
        if (status instanceof ObjectNode object) {
            object.set("hanging", client.get("/admin/hanging", patience));
        }
        return status;
    }

    /** Where an answer comes from. */
    private interface Source {
        JsonNode get(Duration patience);
    }

    /** How an answer is shown to people. */
    interface View {
        void print(JsonNode answer, Screen screen);
    }

    private void look(String path, @Nullable String id, View list) {
        look(path(path, id), false, id == null ? list : AdminTables::detail);
    }

    private void look(String path, boolean watch, View view) {
        AdminClient client = client();
        look(patience -> client.get(path, patience), watch, view);
    }

    private void look(Source source, boolean watch, View view) {
        if (watch) {
            watch(source, source.get(TO_LOOK), view);
        } else {
            show(source.get(AdminClient.TO_ANSWER), view);
        }
    }

    // Who watches wants to see a server come back, too, and one that answers again after a while in which it did not.
    private void watch(Source source, JsonNode first, View view) {
        showAgain(first, view);
        boolean isThere = true;
        while (pause()) {
            try {
                showAgain(source.get(TO_LOOK), view);
                isThere = true;
            } catch (CommandFailed gone) {
                if (gone.exitCode() != CommandFailed.NOT_CONNECTED) {
                    throw gone;
                }
                if (isThere) {
                    warn(gone.getMessage() + "; waiting for it");
                }
                isThere = false;
            }
        }
    }

    private void showAgain(JsonNode answer, View view) {
        if (!json) {
            screen().clear();
        }
        show(answer, view);
    }

    /** Whether programs are to read what it prints. */
    boolean isJson() {
        return json;
    }

    // Beside the tables, which a pipe may read.
    void warn(String line) {
        PrintWriter err = commandSpec().commandLine().getErr();
        err.println(HarmlessText.of(line));
        err.flush();
    }

    /** Shows an answer once. */
    void show(JsonNode answer, View view) {
        if (json) {
            screen().line(HarmlessText.json(answer.toString()));
        } else {
            view.print(answer, screen());
            screen().requireWritten();
        }
    }

    /** Prints text as it is, for programs. */
    void print(String text) {
        Screen screen = screen();
        screen.out().print(text);
        screen.out().flush();
        screen.requireWritten();
    }

    /** Waits a second; false when that was broken off. */
    static boolean pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Says in a sentence that something was done. */
    void done(JsonNode answer, String sentence) {
        screen().line(json ? HarmlessText.json(answer.toString()) : HarmlessText.of(sentence));
    }

    private static String path(String path, @Nullable String id) {
        return id == null ? path : path + "/" + AdminClient.segment(id);
    }

    /** The server that the options name. */
    AdminClient client() {
        return new AdminClient(server);
    }

    private Screen screen() {
        return Screen.standard(commandSpec().commandLine().getOut());
    }

    private CommandSpec commandSpec() {
        return Optional.ofNullable(spec).orElseThrow();
    }
}
