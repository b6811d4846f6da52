package org.livechat.tools;

import java.util.stream.Stream;
import picocli.CommandLine;

/** How commands end that could not do what they were asked: one line, and an exit code. */
public final class Failures {
    private Failures() {}

    /** The same command, which reports so. */
    public static CommandLine reported(CommandLine command) {
        // An id that begins with @ is an id, and not a file that holds arguments.
        command.setExpandAtFiles(false);
        command.setExecutionExceptionHandler((failure, failed, parsed) -> {
            if (failure instanceof CommandFailed reason) {
                command.getErr()
                        .println(
                                command.getCommandName() + ": " + HarmlessText.of(String.valueOf(reason.getMessage())));
                command.getErr().flush();
                return reason.exitCode();
            }
            throw failure;
        });
        command.setParameterExceptionHandler((wrong, given) -> {
            command.getErr()
                    .println(command.getCommandName() + ": " + HarmlessText.of(String.valueOf(wrong.getMessage()))
                            + dashed(wrong, given));
            command.getErr()
                    .println("Try: " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
            command.getErr().flush();
            return CommandFailed.WRONG_USAGE;
        });
        return command;
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
