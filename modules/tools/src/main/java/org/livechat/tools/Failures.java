package org.livechat.tools;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import picocli.CommandLine;

/** How commands end that could not do what they were asked: one line, and an exit code. */
public final class Failures {
    private Failures() {}

    /** The same command, which reports so. */
    public static CommandLine reported(CommandLine command) {
        // An id that begins with @ is an id, and not a file that holds arguments.
        command.setExpandAtFiles(false);
        WholeNumbers.registerAt(command);
        CommandVersion.everywhere(command);
        command.setExecutionStrategy(Failures::executed);
        command.setExecutionExceptionHandler((failure, failed, parsed) -> {
            if (failure instanceof CommandFailed reason) {
                return told(command, reason);
            }
            throw failure;
        });
        command.setParameterExceptionHandler((wrong, given) -> {
            command.getErr()
                    .println(command.getCommandName() + ": " + HarmlessText.of(said(wrong)) + meant(wrong, given));
            command.getErr()
                    .println("Try: " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
            command.getErr().flush();
            return CommandFailed.WRONG_USAGE;
        });
        return command;
    }

    /** Also what picocli prints by itself, such as help, has to arrive. */
    private static int executed(CommandLine.ParseResult parsed) {
        int exitCode = new CommandLine.RunLast().execute(parsed);
        CommandLine command = parsed.commandSpec().commandLine();
        return exitCode == 0 && Screen.isLost(command.getOut()) ? told(command, CommandFailed.notWritten()) : exitCode;
    }

    private static int told(CommandLine command, CommandFailed reason) {
        command.getErr()
                .println(command.getCommandName() + ": " + HarmlessText.of(String.valueOf(reason.getMessage())));
        command.getErr().flush();
        return reason.exitCode();
    }

    /** What is wrong: of a word that has no place in words of our own, and otherwise as picocli says it. */
    private static String said(CommandLine.ParameterException wrong) {
        if (wrong instanceof CommandLine.UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().getFirst().startsWith("-")) {
            CommandLine.Model.CommandSpec spec = wrong.getCommandLine().getCommandSpec();
            String typed = unmatched.getUnmatched().getFirst();
            List<String> commands = List.copyOf(new TreeSet<>(spec.subcommands().keySet()));
            if (commands.isEmpty()) {
                return "'" + typed + "' is one argument too many for " + spec.qualifiedName();
            }
            return "'" + typed + "' is no command of " + spec.qualifiedName()
                    + (Nearest.of(typed, commands).isPresent() ? "" : ", which has " + String.join(", ", commands));
        }
        return String.valueOf(wrong.getMessage());
    }

    /** Words for who has mistyped a command or an option, or has written an id that looks like one. */
    private static String meant(CommandLine.ParameterException wrong, String... given) {
        if (wrong instanceof CommandLine.UnmatchedArgumentException unmatched) {
            CommandLine.Model.CommandSpec spec = wrong.getCommandLine().getCommandSpec();
            String typed = unmatched.getUnmatched().getFirst().split("=", 2)[0];
            List<String> words = List.copyOf(
                    typed.startsWith("-")
                            ? spec.optionsMap().keySet()
                            : spec.subcommands().keySet());
            Optional<String> near = Nearest.of(typed, words);
            if (near.isPresent()) {
                return "; did you mean " + near.get() + "?";
            }
        }
        return dashed(wrong, given);
    }

    /** Words for who has written an id that looks like an option. */
    private static String dashed(CommandLine.ParameterException wrong, String... given) {
        if (!(wrong instanceof CommandLine.UnmatchedArgumentException)
                && !(wrong instanceof CommandLine.MissingParameterException)) {
            return "";
        }
        CommandLine.Model.CommandSpec spec = wrong.getCommandLine().getCommandSpec();
        if (spec.positionalParameters().isEmpty()) {
            return "";
        }
        return Stream.of(given)
                .takeWhile(argument -> !argument.equals("--"))
                .filter(argument -> argument.length() > 1 && argument.startsWith("-"))
                .filter(argument -> spec.findOption(argument.split("=", 2)[0]) == null)
                .findFirst()
                .map(argument -> "; what begins with a dash and is no option goes behind --, such as: "
                        + spec.qualifiedName() + " -- " + HarmlessText.of(argument))
                .orElse("");
    }
}
