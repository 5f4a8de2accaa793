// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import io.ecsim.placement.PluginException;
import io.ecsim.scenario.ScenarioException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Puts the commands together, and turns what goes wrong into messages and exit codes. */
final class CommandLines {
    private static final int USAGE_WIDTH = 100;

    private CommandLines() {}

    static CommandLine create(Terminal terminal, Interrupt interrupt) {
        return new CommandLine(new EcsimCommand())
                .addSubcommand("run", new RunCommand(terminal, interrupt))
                .addSubcommand("validate", new ValidateCommand(terminal))
                .addSubcommand("compare", new CompareCommand(terminal, interrupt))
                .addSubcommand("fit", new FitCommand(terminal))
                .addSubcommand("pack", new PackCommand(terminal))
                .addSubcommand("explain", new ExplainCommand(terminal))
                .addSubcommand("policies", new PoliciesCommand(terminal))
                .addSubcommand("schema", new SchemaCommand(terminal))
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .registerConverter(Long.class, CommandLines::wholeNumber)
                .setUsageHelpWidth(USAGE_WIDTH)
                .setOverwrittenOptionsAllowed(false)
                .setParameterExceptionHandler((failure, args) -> wrongUsage(terminal, failure))
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(terminal, failure));
    }

    private static Long wholeNumber(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a whole number");
        }
    }

    private static int wrongUsage(Terminal terminal, ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        terminal.err().println("ecsim: " + failure.getMessage());
        if (failure instanceof UnmatchedArgumentException unmatched) {
            Suggestion.forUnmatched(command, unmatched).ifPresent(terminal.err()::println);
        }
        terminal.err().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.WRONG_INPUT;
    }

    private static int failed(Terminal terminal, Exception failure) {
        if (failure instanceof ScenarioException wrong) {
            wrong.problems().forEach(terminal.err()::println);
            wrong.notes().forEach(terminal.err()::println);
        } else if (failure instanceof InputException || failure instanceof PluginException) {
            terminal.err().println("ecsim: " + failure.getMessage());
        } else if (failure instanceof IOException e) {
            terminal.err().println("ecsim: " + diskError(e));
        } else if (failure instanceof UncheckedIOException e) {
            terminal.err().println("ecsim: " + diskError(e.getCause()));
        } else {
            terminal.err().println("ecsim: this is a mistake of the simulator, not of the input:");
            failure.printStackTrace(terminal.err());
            return ExitCode.BROKEN_INVARIANT;
        }
        return ExitCode.WRONG_INPUT;
    }

    /** The messages of the platform's file exceptions often are nothing but the file's name. */
    private static String diskError(IOException failure) {
        if (failure instanceof FileSystemException file) {
            String reason = file.getReason() == null ? words(file) : file.getReason();
            return file.getFile() + ": " + reason;
        }
        return "cannot read or write: " + failure.getMessage();
    }

    private static String words(FileSystemException failure) {
        return failure.getClass()
                .getSimpleName()
                .replaceAll("Exception$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }
}
