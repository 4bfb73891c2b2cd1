package io.mlplatform.benchmarks.transfers;

import io.mlplatform.benchmarks.Options;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What {@link TransferBenchmark} takes on its command line. */
final class TransferOptions {

    static final String HELP = """
            Measures transfers of ours against peers, in alternating pairs of processes: CPU seconds and wall per GiB or per
            1,000 objects, requests, peak RSS. A line of JSON a run, and one with the medians a peer.

              --workload <name>     large (4 x 256 MiB, warm), small (10,000 x 16 KiB, warm) or cold (10,000 x 16 KiB, each
                                    run with all the start of its process) (default: large)
              --direction <name>    down or up (default: down)
              --objects <n>         instead of the workload's number
              --size <bytes>        instead of the workload's size of each object
              --peers <names>       of transfer-manager-crt, transfer-manager-netty, s3-client-apache, s5cmd, rclone, aws,
                                    raw-c; with commas, or none (default: all; what is not on the PATH is told and skipped);
                                    also datasets: ours by DatasetRegistry's publish and fetch, with --endpoint only
              --repetitions <n>     pairs with each peer, the one and the other first in turns (default: 5)
              --warmups <n>         times a virtual machine does the workload before it is measured (default: 1)
              --loops <n>           times it does it measured (default: 1)
              --verify <name>       on (ours checks SHA-256, peers do what they do), equal (a peer's run takes the SHA-256 of
                                    every file too) or off (ours checks the sizes) (default: on)
              --tls <name>          off or on, with a certificate made for the run (default: off)
              --delay <ms>          that the null server lets pass before each answer (default: 0)
              --parallelism <n>     threads, connections or requests of each client (default: 16)
              --heap <size>         of each virtual machine (default: 1g)
              --transport <name>    of ours: own, the default of the library, or sdk (default: own)
              --engine <name>       of ours for TLS over its own lane: conscrypt or jdk (default: conscrypt)
              --signing <name>      of ours over its own lane: by-channel, signed or unsigned (default: by-channel)
              --endpoint <uri>      of a server that is there, with the bucket and AWS_ACCESS_KEY_ID and
                                    AWS_SECRET_ACCESS_KEY in the environment; what is put there stays
                                    (default: the null server, on a core of its own)
              --server <name>       what answers there, for ours: aws, ceph-rgw or other (default: by the endpoint)
              --bucket <name>       (default: bench)
              --folder <path>       for the files (default: /dev/shm, else the folder of temporary files)
              --tools <path>        of the compiled programs; scripts/benchmark knows it""";

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("workload", "large"),
            Map.entry("direction", "down"),
            Map.entry("objects", ""),
            Map.entry("size", ""),
            Map.entry("peers", "transfer-manager-crt,transfer-manager-netty,s3-client-apache,s5cmd,rclone,aws,raw-c"),
            Map.entry("repetitions", "5"),
            Map.entry("warmups", "1"),
            Map.entry("loops", "1"),
            Map.entry("verify", "on"),
            Map.entry("tls", "off"),
            Map.entry("delay", "0"),
            Map.entry("parallelism", "16"),
            Map.entry("heap", "1g"),
            Map.entry("transport", "own"),
            Map.entry("engine", "conscrypt"),
            Map.entry("signing", "by-channel"),
            Map.entry("endpoint", ""),
            Map.entry("server", ""),
            Map.entry("bucket", "bench"),
            Map.entry("folder", ""),
            Map.entry("tools", ""));
    private static final Map<String, Integer> OBJECTS = Map.of("large", 4, "small", 10_000, "cold", 10_000);
    private static final Map<String, Integer> SIZES = Map.of("large", 256 << 20, "small", 16 << 10, "cold", 16 << 10);
    private static final Map<String, Set<String>> WORDS = Map.of(
            "workload", OBJECTS.keySet(),
            "direction", Set.of("down", "up"),
            "verify", Set.of("on", "equal", "off"),
            "engine", Set.of("conscrypt", "jdk"),
            "signing", Set.of("by-channel", "signed", "unsigned"),
            "tls", Set.of("off", "on"));
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private TransferOptions() {}

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException with words for the user
     */
    static Options parse(List<String> arguments) {
        Options options = Options.parse(arguments, DEFAULTS);
        WORDS.forEach((name, words) -> {
            if (!words.contains(options.text(name))) {
                throw new IllegalArgumentException("--" + name + " takes "
                        + String.join(", ", words.stream().sorted().toList()) + ", not '" + options.text(name) + "'");
            }
        });
        boolean foreign = !options.text("endpoint").isEmpty();
        if (foreign && (options.text("tls").equals("on") || options.number("delay", 0) > 0)) {
            throw new IllegalArgumentException("--tls and --delay are of the null server, which --endpoint replaces");
        }
        if (foreign && URI.create(options.text("endpoint")).getHost() == null) {
            throw new IllegalArgumentException("--endpoint takes a scheme, a host and a port");
        }
        peers(options).forEach(peer -> {
            if (!ClientKind.isOne(peer) && !Program.isOne(peer)) {
                throw new IllegalArgumentException("--peers knows no '" + peer + "'");
            }
        });
        if (!foreign && peers(options).contains(ClientKind.DATASETS.toString())) {
            throw new IllegalArgumentException("--peers datasets takes an --endpoint: the null server keeps nothing");
        }
        workload(options);
        return options;
    }

    /** All that there are. */
    static Set<String> names() {
        return DEFAULTS.keySet();
    }

    static Workload workload(Options options) {
        String name = options.text("workload");
        return new Workload(
                Direction.named(options.text("direction")),
                options.text("objects").isEmpty() ? OBJECTS.getOrDefault(name, 1) : options.number("objects"),
                options.text("size").isEmpty() ? SIZES.getOrDefault(name, 1) : options.number("size"));
    }

    static List<String> peers(Options options) {
        String names = options.text("peers");
        return names.equals("none") ? List.of() : List.of(names.split(",", -1));
    }

    static Path folder(Options options) {
        if (!options.text("folder").isEmpty()) {
            return Path.of(options.text("folder"));
        }
        return Files.isWritable(SHARED_MEMORY) ? SHARED_MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
    }
}
