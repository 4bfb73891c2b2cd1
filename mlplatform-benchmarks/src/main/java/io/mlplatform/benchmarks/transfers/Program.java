package io.mlplatform.benchmarks.transfers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The peers that are programs of their own, each with the concurrency and parts of the others as far as it has options. */
enum Program {
    S5CMD("s5cmd") {
        @Override
        List<String> command(Job job) {
            List<String> words = words(
                    "s5cmd --endpoint-url", job.endpoint(), "--numworkers", job.parallelism(), "cp --concurrency 4");
            words.addAll(words("--part-size 8"));
            words.addAll(
                    job.isDown()
                            ? List.of(job.remote() + "*", job.folder() + "/")
                            : List.of(job.folder() + "/", job.remote()));
            return words;
        }
    },
    RCLONE("rclone") {
        @Override
        List<String> command(Job job) {
            List<String> words = words("rclone copy --config", job.emptyFile(), "--transfers", job.parallelism());
            words.addAll(words("--multi-thread-streams 4 --multi-thread-cutoff 8M --s3-chunk-size 8M"));
            words.addAll(words("--s3-provider Other --s3-env-auth --s3-no-check-bucket --s3-region us-east-1"));
            words.addAll(List.of("--s3-endpoint", job.endpoint()));
            String remote = job.remote().replace("s3://", ":s3:");
            words.addAll(job.isDown() ? List.of(remote, job.folder()) : List.of(job.folder(), remote));
            return words;
        }
    },
    AWS("aws") {
        @Override
        List<String> command(Job job) {
            List<String> words = words("aws s3 cp --recursive --only-show-errors --endpoint-url", job.endpoint());
            job.certificate().ifPresent(chain -> words.addAll(List.of("--ca-bundle", chain)));
            words.addAll(job.isDown() ? List.of(job.remote(), job.folder()) : List.of(job.folder(), job.remote()));
            return words;
        }
    },
    RAW_C("raw-c") {
        @Override
        List<String> command(Job job) {
            return job.rawCommand();
        }

        @Override
        boolean isOwn() {
            return true;
        }
    };

    private final String label;

    Program(String label) {
        this.label = label;
    }

    abstract List<String> command(Job job);

    /** Whether it belongs to this module, and speaks with nothing but its server. */
    boolean isOwn() {
        return false;
    }

    static boolean isOne(String name) {
        return Arrays.stream(values()).anyMatch(program -> program.label.equals(name));
    }

    static Program named(String name) {
        return Arrays.stream(values())
                .filter(program -> program.label.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no client is called '" + name + "'"));
    }

    /** What the AWS CLI reads from its file alone. */
    static String awsConfiguration(int parallelism) {
        return String.join(
                "\n",
                "[default]",
                "s3 =",
                "  max_concurrent_requests = " + parallelism,
                "  multipart_chunksize = 8MB",
                "  addressing_style = path",
                "");
    }

    /**
     * Credentials that the null server does not look at, by the names under which all find them. A bundle of certificates
     * that was set for other servers is taken away: rclone refuses to run with it.
     */
    static Map<String, String> credentials() {
        return Map.of(
                "AWS_ACCESS_KEY_ID", "bench",
                "AWS_SECRET_ACCESS_KEY", "bench",
                "AWS_SESSION_TOKEN", "",
                "AWS_REGION", Target.REGION,
                "AWS_DEFAULT_REGION", Target.REGION,
                "AWS_EC2_METADATA_DISABLED", "true",
                "AWS_CA_BUNDLE", "");
    }

    @Override
    public String toString() {
        return label;
    }

    private static List<String> words(String... parts) {
        return new ArrayList<>(List.of(String.join(" ", parts).split(" ", -1)));
    }
}
