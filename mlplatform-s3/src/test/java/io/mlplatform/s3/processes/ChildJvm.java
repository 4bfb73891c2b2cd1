package io.mlplatform.s3.processes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Processes of a program of these tests, each in a small virtual machine. */
final class ChildJvm {

    private ChildJvm() {}

    /** One that is soon up, yet to be started; standard error goes to the end of this file. */
    static ProcessBuilder quick(Class<?> program, Path errors, Object... arguments) {
        return of(List.of("-XX:TieredStopAtLevel=1"), program, errors, arguments);
    }

    /** The same of one that has much to do: the quick one takes eight times as long for a digest. */
    static ProcessBuilder lasting(Class<?> program, Path errors, Object... arguments) {
        return of(List.of(), program, errors, arguments);
    }

    private static ProcessBuilder of(List<String> options, Class<?> program, Path errors, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx96m", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
    }
}
